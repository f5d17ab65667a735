import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

@Suite struct `Filter failures` {
  private typealias Desk = FilterDesk

  /// errors.md, "Filter failures", and filters.md; each with an order that fails it.
  private static let messages: [(text: String, code: Int)] = [
    ("Filter failure: PRICE_FILTER", -1013), ("Filter failure: PERCENT_PRICE", -1013),
    ("Filter failure: PERCENT_PRICE_BY_SIDE", -1013), ("Filter failure: LOT_SIZE", -1013),
    ("Filter failure: MIN_NOTIONAL", -1013), ("Filter failure: NOTIONAL", -1013),
    ("Filter failure: ICEBERG_PARTS", -1013), ("Filter failure: MARKET_LOT_SIZE", -1013),
    ("Filter failure: MAX_POSITION", -2010), ("Filter failure: MAX_NUM_ORDERS", -2010),
    ("Filter failure: MAX_NUM_ALGO_ORDERS", -2010), ("Filter failure: MAX_NUM_ICEBERG_ORDERS", -2010),
    ("Filter failure: MAX_NUM_ORDER_AMENDS", -2038), ("Filter failure: MAX_NUM_ORDER_LISTS", -2010),
    ("Filter failure: TRAILING_DELTA", -1013), ("Filter failure: EXCHANGE_MAX_NUM_ORDERS", -2010),
    ("Filter failure: EXCHANGE_MAX_NUM_ALGO_ORDERS", -2010),
    ("Filter failure: EXCHANGE_MAX_NUM_ICEBERG_ORDERS", -2010),
    ("Filter failure: EXCHANGE_MAX_NUM_ORDER_LISTS", -2010), ("Filter failure: MAX_ASSET", -1013),
  ]

  private static let one = PriceMultiplier(unchecked: "1")

  private static let names: [String] =
    ([
      .price(minimum: 0, maximum: 0, tick: 0), .percentPrice(up: one, down: one, averageMinutes: 0),
      .percentPriceBySide(bidUp: one, bidDown: one, askUp: one, askDown: one, averageMinutes: 0),
      .lotSize(minimum: 0, maximum: 0, step: 0),
      .minimumNotional(minimum: 0, appliesToMarket: true, averageMinutes: 0),
      .notional(
        minimum: 0, appliesMinimumToMarket: true, maximum: 0, appliesMaximumToMarket: true,
        averageMinutes: 0),
      .icebergParts(limit: 0), .marketLotSize(minimum: 0, maximum: 0, step: 0), .position(maximum: 0),
      .orderCount(maximum: 0), .algorithmicOrderCount(maximum: 0), .icebergOrderCount(maximum: 0),
      .amendCount(maximum: 0), .orderListCount(maximum: 0),
      .trailingDelta(minimumAbove: 0, maximumAbove: 0, minimumBelow: 0, maximumBelow: 0),
    ] as [SymbolFilter]).map(\.name)
    + ([
      .orderCount(maximum: 0), .algorithmicOrderCount(maximum: 0), .icebergOrderCount(maximum: 0),
      .orderListCount(maximum: 0),
    ] as [ExchangeFilter]).map(\.name) + [AssetFilter.maximum(asset: "A", limit: 0).name]

  @Test func `each kind of filter has the exchange's text and a code`() {
    #expect(Self.names.map(SpotFilters.message) == Self.messages.map(\.text))
    #expect(Self.names.map(SpotFilters.code) == Self.messages.map(\.code))
  }

  @Test
  func `of several the first of the symbol is told, then of the exchange, then of the assets`()
    throws
  {
    var desk = Desk(
      filters: [
        .price(minimum: 0, maximum: Desk.units("1"), tick: 0),
        .lotSize(minimum: 0, maximum: Desk.units("1"), step: 0),
        .percentPrice(up: Self.one, down: Self.one, averageMinutes: 5), .orderCount(maximum: 0),
      ], exchangeFilters: [.orderCount(maximum: 0), .algorithmicOrderCount(maximum: 0)])
    let order = Desk.order(.sell, .stopLossLimit, price: "200", stop: "200", quantity: "9")
    var told: [String?] = []
    while let name = try desk.failure(
      order, { $0.account.assetFilters = [.maximum(asset: "ABC", limit: Desk.units("8"))] })
    {
      told.append(name)
      if desk.filters.isEmpty {
        if desk.exchangeFilters.isEmpty { break }
        desk.exchangeFilters.removeFirst()
      } else {
        desk.filters.removeFirst()
      }
    }
    #expect(
      told == [
        "PRICE_FILTER", "LOT_SIZE", "PERCENT_PRICE", "MAX_NUM_ORDERS", "EXCHANGE_MAX_NUM_ORDERS",
        "EXCHANGE_MAX_NUM_ALGO_ORDERS", "MAX_ASSET",
      ])
  }

  @Test func `the filters of every built-in symbol let an ordinary order through`() throws {
    for symbol in PaperExchange(seed: 3).symbols where symbol.listing.status == .trading {
      let scale = symbol.listing.scale
      let last = try #require(symbol.market.lastTrade(at: Desk.now))
      let price = last.priceTicks * scale.tickUnits
      // About a hundred of the smallest value, in whole steps.
      let worth = symbol.listing.quoteAsset == "BTC" ? 1_000_000 : 5_000_000_000
      let steps = Int(Int128(worth) * 100_000_000 / Int128(price)) / scale.stepUnits + 1
      for type in [OrderType.limit, .market] {
        let order = NewOrder(
          side: .buy, type: type, quantity: steps * scale.stepUnits, price: type == .limit ? price : nil)
        var question = try Desk(filters: []).question(order)
        question.symbol = symbol
        let filters = SpotFilters(exchangeFilters: BuiltInListings.exchangeFilters)
        #expect(filters.failure(of: question) == nil, "\(symbol.listing.symbol)")
      }
    }
  }
}
