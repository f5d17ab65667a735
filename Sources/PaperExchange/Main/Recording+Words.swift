import PaperCore

extension Recording.Failure {
  /// The failure for people.
  var words: String {
    switch self {
    case .unknownKind:
      "it is none of: exchangeInfo (spot or USD-M), hftbacktest spot session (uncompressed), trades, "
        + "depth snapshot"
    case .symbolMissing: "it does not say of which symbol it is; write --replay SYMBOL=FILE"
    case .malformed(let line): "line or entry \(line) is not what this kind of recording holds"
    case .tradeMissing(let id): "the trade after \(id) is missing"
    case .snapshotMissing: "the depth snapshot is missing"
    case .futuresSession:
      "it is a session of USD-M; only those of spot are played back, and contracts have simulated markets"
    }
  }
}
