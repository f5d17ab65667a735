internal import Values

/// The best prices of a book; `nil` on a side that is empty.
struct MarketQuote: Sendable, Equatable {
  let bid: ExactDecimal?
  let ask: ExactDecimal?
  /// How much of the base asset is for sale at that price; `nil` when the exchange was not asked.
  var askQuantity: ExactDecimal?

  /// What an order of this side meets: a buyer the ask, a seller the bid.
  func price(for side: OrderSide) -> ExactDecimal? {
    switch side {
    case .buy: ask
    case .sell: bid
    }
  }
}
