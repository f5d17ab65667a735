/// Who has agreed to an order.
enum Agreement: Equatable {
  /// Nobody was asked.
  case none
  /// The person behind the client.
  case byPerson
  /// The operator on his terminal; this was the question.
  case byOperator(Confirmations.Question)

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
