extension Tool {
  /// The scope that a caller needs for this tool; `nil` for what everybody may ask who may ask anything.
  ///
  /// It follows from what the tool does: public data is `market`, whatever the exchange wants the signature
  /// of a trade for is `trade` (test orders too, which spend the account's budget of orders), and all other
  /// questions about the account, the policy and its counters are `account`.
  public var scope: Scope? {
    switch role {
    case .market: .market
    case .account: .account
    case .trading: security == .trade || effect != .reads ? .trade : .account
    case .supervisor: nil
    }
  }
}
