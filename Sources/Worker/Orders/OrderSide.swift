/// Which way an order goes.
enum OrderSide: String, Sendable, CaseIterable {
  case buy = "BUY"
  case sell = "SELL"

  /// The word in a sentence.
  var verb: String {
    switch self {
    case .buy: "buy"
    case .sell: "sell"
    }
  }
}
