extension Weight {
  /// How a request names its symbols; the exchange charges `symbols=["BTCUSDT"]` differently from
  /// `symbol=BTCUSDT`.
  public enum Symbols: Sendable, Hashable {
    /// `symbol=…`, or an endpoint that takes exactly one.
    case one
    /// `symbols=[…]` with so many names.
    case several(Int)
    /// Neither: the answer is about all symbols.
    case all
  }
}
