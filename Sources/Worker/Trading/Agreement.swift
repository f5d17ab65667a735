/// Who has agreed to an order.
enum Agreement: Equatable {
  /// Nobody was asked.
  case none
  /// The person behind the client.
  case byPerson
  /// The operator on his terminal; this was the question.
  case byOperator(Confirmations.Question)

  /// For the journal, behind what was intended.
  var words: String {
    switch self {
    case .none: ""
    case .byPerson: " (agreed to by the person who was asked)"
    case .byOperator(let question): " (agreed to by the operator, question \(question.id))"
    }
  }

  /// Whether it is enough for what the policy demands.
  func satisfies(_ verdict: PolicyVerdict) -> Bool {
    switch (verdict, self) {
    case (.allowed, _): true
    case (.needsConfirmation, .byPerson), (.needsConfirmation, .byOperator): true
    case (.needsOutOfBandConfirmation, .byOperator): true
    default: false
    }
  }
}
