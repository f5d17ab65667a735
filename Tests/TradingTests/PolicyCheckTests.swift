import Exchange
import Journal
import Catalog
import Configuration
import Orders
import Testing
import Values

@testable import Trading

@Suite struct `The operator's policy` {
  private static func order(
    _ type: String = "LIMIT", side: String = "BUY", price: Int? = 100, stop: Int? = nil, worth: Int = 100,
    market: Int? = 100, legCount: Int = 1, endpoint: Endpoint = .newOrder
  ) -> WeighedOrder {
    var leg = OrderProposal.Leg(idName: "newClientOrderId", side: side, type: type)
    leg.quantity = ExactDecimal(1)
    leg.price = price.map { ExactDecimal($0) }
    leg.stopPrice = stop.map { ExactDecimal($0) }
    let proposal = OrderProposal(
      kind: .order, endpoint: endpoint, symbol: "BTCUSDT", base: "BTC", quote: "USDT", query: [],
      idName: "newClientOrderId", legs: Array(repeating: leg, count: legCount), summary: "")
    return WeighedOrder(
      proposal: proposal, notional: ExactDecimal(worth), marketPrice: market.map { ExactDecimal($0) },
      openOrders: nil)
  }

  private static func limit(
    _ order: WeighedOrder, used: Int = 0, minute: Int = 0, open: Int? = 0, foreign: [String] = [],
    _ change: (inout TradingPolicy) -> Void
  ) -> String? {
    var policy = TradingPolicy.paper
    change(&policy)
    let counters = PolicyCounters(
      dailyNotional: ExactDecimal(used), foreignQuotes: foreign, ordersLastMinute: minute,
      openOrderCount: open)
    let check = PolicyCheck(policy)
    let verdict = check.verdict(on: order, counters)
    // Whom nobody asks is not told "you have to be asked" by the counters.
    switch verdict {
    case .allowed: #expect(!check.needsAgreement(to: order))
    case .needsConfirmation, .needsOutOfBandConfirmation: #expect(check.needsAgreement(to: order))
    case .refused: break
    }
    switch verdict {
    case .allowed: return nil
    case .needsConfirmation: return "person"
    case .needsOutOfBandConfirmation: return "operator"
    case .refused(let failure):
      if case .string(let text)? = failure.details.first(where: { $0.0 == "limit" })?.1 { return text }
      return failure.kind.rawValue
    }
  }

  @Test func `a peg into the other side of the book has no price to hold against the collar`() {
    for (levels, takes, refused) in [(5, true, true), (0, true, false), (5, false, false)] {
      var proposal = Self.order(price: nil).proposal
      proposal.legs[0].pegLevels = levels
      proposal.legs[0].pegTakes = takes
      let order = WeighedOrder(
        proposal: proposal, notional: ExactDecimal(100), marketPrice: nil, openOrders: nil)
      let limit = Self.limit(order) { $0.priceCollarPercent = ExactDecimal(5) }
      #expect(limit == (refused ? "trading.price_collar_percent" : nil))
      #expect(Self.limit(order) { $0.priceCollarPercent = nil } == nil)
    }
  }

  @Test func `each limit refuses what is beyond it and nothing else`() {
    #expect(Self.limit(Self.order()) { _ in } == nil)
    #expect(Self.limit(Self.order()) { $0 = TradingPolicy() } == "trading.enabled")
    #expect(Self.limit(Self.order()) { $0.symbols = ["ETHUSDT"] } == "trading.symbols")
    #expect(Self.limit(Self.order()) { $0.symbols = ["BTCUSDT"] } == nil)
    #expect(Self.limit(Self.order()) { $0.sides = ["SELL"] } == "trading.sides")
    #expect(Self.limit(Self.order()) { $0.orderTypes = ["MARKET"] } == "trading.order_types")
    let futures = Self.order(endpoint: .newFuturesOrder)
    #expect(Self.limit(futures) { $0.allowsFutures = false } == "trading.futures")
    #expect(
      Self.limit(Self.order()) { $0.orderNotionalMax = ExactDecimal(99) } == "trading.max_order_notional")
    #expect(Self.limit(Self.order()) { $0.orderNotionalMax = ExactDecimal(100) } == nil)
  }

  @Test func `the day's sum counts, and what cannot be added up refuses`() {
    let day = "trading.max_daily_notional"
    #expect(Self.limit(Self.order(), used: 900) { $0.dailyNotionalMax = ExactDecimal(1_000) } == nil)
    #expect(Self.limit(Self.order(), used: 901) { $0.dailyNotionalMax = ExactDecimal(1_000) } == day)
    #expect(
      Self.limit(Self.order(), foreign: ["EUR"]) { $0.dailyNotionalMax = ExactDecimal(1_000) } == day)
  }

  @Test func `every order of a list counts`() {
    let two = Self.order(worth: 200, legCount: 2)
    #expect(Self.limit(two, minute: 9) { $0.ordersPerMinuteMax = 10 } == "trading.max_orders_per_minute")
    #expect(Self.limit(two, minute: 8) { $0.ordersPerMinuteMax = 10 } == nil)
    #expect(Self.limit(two, open: 4) { $0.openOrderCountMax = 5 } == "trading.max_open_orders")
    #expect(Self.limit(two, open: 3) { $0.openOrderCountMax = 5 } == nil)
    #expect(Self.limit(two, open: nil) { $0.openOrderCountMax = 5 } == "internal_error")
  }

  @Test func `a price may be far from the market's only to the side that costs nothing`() {
    let collar = "trading.price_collar_percent"
    let five: (inout TradingPolicy) -> Void = { $0.priceCollarPercent = ExactDecimal(5) }
    #expect(Self.limit(Self.order(price: 105), five) == nil)
    #expect(Self.limit(Self.order(price: 106), five) == collar)
    #expect(Self.limit(Self.order(price: 1), five) == nil)
    #expect(Self.limit(Self.order(side: "SELL", price: 95), five) == nil)
    #expect(Self.limit(Self.order(side: "SELL", price: 94), five) == collar)
    #expect(Self.limit(Self.order(price: 100, market: nil), five) == collar)
    #expect(Self.limit(Self.order("MARKET", price: nil, market: nil), five) == nil)
    let stop = Self.order("STOP_LOSS_LIMIT", side: "SELL", price: 79, stop: 80)
    #expect(Self.limit(stop, five) == nil, "it is placed when the market is there")
    let passed = Self.order("STOP_LOSS_LIMIT", price: 200, stop: 50)
    #expect(Self.limit(passed, five) == collar, "a trigger that the market has passed is none")
    let profit = Self.order("TAKE_PROFIT_LIMIT", price: 200, stop: 200)
    #expect(Self.limit(profit, five) == collar)
  }

  @Test func `a person is asked above one limit, the operator above the other`() {
    let both: (inout TradingPolicy) -> Void = {
      $0.confirmAbove = ExactDecimal(100)
      $0.confirmOutOfBandAbove = ExactDecimal(500)
    }
    #expect(Self.limit(Self.order(worth: 100), both) == nil)
    #expect(Self.limit(Self.order(worth: 101), both) == "person")
    #expect(Self.limit(Self.order(worth: 501), both) == "operator")
  }
}
