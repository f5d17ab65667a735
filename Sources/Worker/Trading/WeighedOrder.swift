internal import Catalog
internal import Orders
internal import Values

/// A proposal and everything about the world that the policy judges it by.
struct WeighedOrder {
  let proposal: OrderProposal
  /// What all its orders are worth together at the most, in the policy's quote.
  let notional: ExactDecimal
  /// The market's price now; `nil` when the policy does not need it.
  let marketPrice: ExactDecimal?
  /// Orders of the account that are open at the exchange, by their client order ids, and since when that has
  /// been true; `nil` when the policy does not need it.
  let openOrders: OpenOrders?

  /// What the exchange said was open.
  struct OpenOrders {
    /// Client order ids.
    let ids: Set<String>
    /// How many there are; ids need not be different.
    let count: Int
    /// Exchange time when that was asked, in milliseconds.
    let askedAtMilliseconds: Int
  }
}
