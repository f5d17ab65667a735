import PaperAccounts
public import PaperCore

/// Checks orders against the filters of filters.md: those of the symbol, of the exchange, and of the
/// account's assets. Pure: everything is in the question. All comparisons are of whole numbers, products in
/// 128 bits.
///
/// The documents do not say which filter is told when several fail. Here it is the first in the order in
/// which `exchangeInfo` lists the symbol's filters (what needs only the order comes first there, then what
/// needs a price of the market, then what needs the account), then those of the exchange, then those of the
/// assets.
///
/// What the documents leave open is decided so:
/// - An order that has no price when it works (MARKET, STOP_LOSS, TAKE_PROFIT: the last two "will execute a
///   MARKET order") is a market order to MIN_NOTIONAL, NOTIONAL and MARKET_LOT_SIZE.
/// - A market order by quote quantity is worth that quantity, and as large as what it pays for at the average
///   price. LOT_SIZE does not concern it: the engine rounds it down to a step.
/// - Before the first trade there is no average price: PERCENT_PRICE passes, and a market order fails a
///   notional filter that applies to market orders (changelog of 2018-11-13).
/// - MAX_POSITION counts the order itself.
/// - An amendment is asked about its quantity only; an order that goes on the book later is not counted
///   again.
///
/// There are no reference prices here, so the percent and notional filters always use averages (changelog of
/// 2026-05-06).
public struct SpotFilters: Sendable {
  /// The filters of the whole exchange.
  public let exchangeFilters: [ExchangeFilter]

  /// Checks with these filters of the exchange; those of the symbol and the account come with each question.
  public init(exchangeFilters: [ExchangeFilter]) {
    self.exchangeFilters = exchangeFilters
  }

  /// The name of the first filter that the order fails, such as `LOT_SIZE`; `nil` when it passes all.
  public func failure(of question: FilterQuestion) -> String? {
    for filter in question.symbol.listing.filters where Self.fails(filter, question) { return filter.name }
    if question.occasion == .placement {
      for filter in exchangeFilters where Self.fails(filter, question) { return filter.name }
    }
    for filter in question.account.assetFilters where Self.fails(filter, question) { return filter.name }
    return nil
  }

  /// What is told about a failure: "Filter failure: LOT_SIZE" (errors.md, "Filter failures").
  public static func message(_ name: String) -> String { "Filter failure: " + name }

  /// The code that it comes with.
  ///
  /// -1013 says that the order did not reach the matching engine (errors.md); what counts open orders is
  /// known there only, and real answers to MAX_NUM_ORDERS and MAX_NUM_ALGO_ORDERS have -2010. Too many
  /// amendments are -2038 (filters.md).
  public static func code(_ name: String) -> Int {
    switch name {
    case "MAX_NUM_ORDERS", "MAX_NUM_ALGO_ORDERS", "MAX_NUM_ICEBERG_ORDERS", "MAX_NUM_ORDER_LISTS",
      "MAX_POSITION", "EXCHANGE_MAX_NUM_ORDERS", "EXCHANGE_MAX_NUM_ALGO_ORDERS",
      "EXCHANGE_MAX_NUM_ICEBERG_ORDERS", "EXCHANGE_MAX_NUM_ORDER_LISTS":
      -2010
    case "MAX_NUM_ORDER_AMENDS": -2038
    default: -1013
    }
  }

  private static func fails(_ filter: SymbolFilter, _ question: FilterQuestion) -> Bool {
    switch filter {
    case .price(let minimum, let maximum, let tick):
      failsPrice(question, minimum: minimum, maximum: maximum, tick: tick)
    case .percentPrice(let up, let down, let minutes):
      failsPercent(question, up: up, down: down, minutes: minutes)
    case .percentPriceBySide(let bidUp, let bidDown, let askUp, let askDown, let minutes):
      question.order.side == .buy
        ? failsPercent(question, up: bidUp, down: bidDown, minutes: minutes)
        : failsPercent(question, up: askUp, down: askDown, minutes: minutes)
    case .minimumNotional, .notional: failsNotional(filter, question)
    case .lotSize(let minimum, let maximum, let step):
      failsLot(question.quantity, minimum: minimum, maximum: maximum, step: step)
        || failsLot(question.icebergQuantity, minimum: minimum, maximum: maximum, step: step)
    case .marketLotSize(let minimum, let maximum, let step):
      failsMarketLot(question, minimum: minimum, maximum: maximum, step: step)
    case .icebergParts(let limit): failsParts(question, limit: limit)
    case .trailingDelta(let minimumAbove, let maximumAbove, let minimumBelow, let maximumBelow):
      failsTrailing(question, above: (minimumAbove, maximumAbove), below: (minimumBelow, maximumBelow))
    case .orderCount, .algorithmicOrderCount, .icebergOrderCount, .orderListCount:
      failsCount(filter, question)
    case .position(let maximum): failsPosition(question, maximum: maximum)
    case .amendCount(let maximum): question.occasion == .amendment && question.amendmentCount >= maximum
    }
  }
}
