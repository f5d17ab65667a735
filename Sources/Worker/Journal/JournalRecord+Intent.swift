extension JournalRecord {
  /// The id of the intent that it is about.
  var intentID: String? {
    switch self {
    case .intent(let intent): intent.id
    case .sent(let id, _, _), .acknowledged(let id, _, _), .rejected(let id, _, _, _),
      .unsent(let id, _, _), .unknown(let id, _, _), .settledPlaced(let id, _, _),
      .settledNotPlaced(let id, _), .answered(let id, _, _):
      id
    case .opened, .audited, .policy, .halted, .checkpoint: nil
    }
  }
}
