import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

@Suite struct `Filters of values` {
  private typealias Desk = FilterDesk

  private func desk(minimumToMarket: Bool = false, maximumToMarket: Bool = false) -> FilterDesk {
    Desk(filters: [
      .notional(
        minimum: Desk.units("10"), appliesMinimumToMarket: minimumToMarket, maximum: Desk.units("10000"),
        appliesMaximumToMarket: maximumToMarket, averageMinutes: 5)
    ])
  }

  @Test(arguments: [
    ("10", "1", true), ("9.99999999", "1", false), ("2.5", "4", true), ("2.5", "3.99999999", false),
    ("100", "100", true), ("100", "100.00000001", false), ("10000", "1", true),
    ("10000.00000001", "1", false),
    // 3 × 3.33333333 = 9.99999999, and what is nearer to ten than a unit is less than ten all the same.
    ("3", "3.33333333", false), ("0.33333333", "30.00000001", false), ("0.33333334", "30", true),
    ("1000000", "9000", false),
  ])
  func `NOTIONAL bounds price × quantity, exactly`(_ price: String, _ quantity: String, _ passes: Bool) throws
  {
    let wanted = passes ? nil : "NOTIONAL"
    for type in [OrderType.limit, .limitMaker, .stopLossLimit, .takeProfitLimit] {
      #expect(try desk().failure(Desk.order(.buy, type, price: price, quantity: quantity)) == wanted)
    }
  }

  @Test func `NOTIONAL values a market order at the average price, where it applies to those`() throws {
    for type in [OrderType.market, .stopLoss, .takeProfit] {
      for (quantity, isLow, isHigh) in [
        ("0.1", false, false), ("0.09999999", true, false), ("100", false, false),
        ("100.00000001", false, true),
      ] {
        let order = Desk.order(.sell, type, stop: type == .market ? nil : "1", quantity: quantity)
        #expect(try desk().failure(order) == nil)
        #expect(try desk(minimumToMarket: true).failure(order) == (isLow ? "NOTIONAL" : nil))
        #expect(try desk(maximumToMarket: true).failure(order) == (isHigh ? "NOTIONAL" : nil))
      }
    }
  }

  @Test func `a market order by quote quantity is worth that quantity`() throws {
    for (quote, passes) in [("10", true), ("9.99999999", false), ("10000", true), ("10000.00000001", false)] {
      let order = Desk.order(.buy, .market, quote: quote)
      #expect(
        try desk(minimumToMarket: true, maximumToMarket: true).failure(order) == (passes ? nil : "NOTIONAL"))
      #expect(try desk().failure(order) == nil)
    }
  }

  @Test(arguments: [("10", true), ("9.99999999", false)])
  func `MIN_NOTIONAL has no upper bound`(_ price: String, _ passes: Bool) throws {
    for applies in [true, false] {
      let desk = Desk(filters: [
        .minimumNotional(minimum: Desk.units("10"), appliesToMarket: applies, averageMinutes: 5)
      ])
      #expect(try desk.failure(Desk.order(price: price)) == (passes ? nil : "MIN_NOTIONAL"))
      #expect(try desk.failure(Desk.order(price: "900000", quantity: "900")) == nil)
      let small = Desk.order(.buy, .market, quantity: passes ? "0.1" : "0.09999999")
      #expect(try desk.failure(small) == (applies && !passes ? "MIN_NOTIONAL" : nil))
    }
  }

  @Test func `without a trade there is no average, and a market order that needs one cannot be placed`()
    throws
  {
    var desk = desk(minimumToMarket: true)
    desk.trades = []
    #expect(try desk.failure(Desk.order(.buy, .market)) == "NOTIONAL")
    #expect(try desk.failure(Desk.order(.buy, .market, quote: "10")) == nil)
    #expect(try desk.failure(Desk.order(price: "10")) == nil)
    desk = self.desk()
    desk.trades = []
    #expect(try desk.failure(Desk.order(.buy, .market)) == nil)
  }

  @Test func `a pegged order passes with both of its prices`() throws {
    #expect(try desk().failure(Desk.order(price: "20")) { $0.price = Desk.units("9") } == "NOTIONAL")
    #expect(try desk().failure(Desk.order(price: "9")) { $0.price = Desk.units("20") } == "NOTIONAL")
    #expect(try desk().failure(Desk.order()) { $0.price = Desk.units("9") } == "NOTIONAL")
    #expect(try desk().failure(Desk.order()) == nil, "its price is not known yet")
  }

  @Test func `an amendment has to leave enough`() throws {
    let order = Desk.order(price: "2.5", quantity: "8")
    for (quantity, wanted) in [("4", nil), ("3.99999999", "NOTIONAL")] as [(String, String?)] {
      let failure = try desk().failure(order) {
        $0.occasion = .amendment
        $0.quantity = Desk.units(quantity)
      }
      #expect(failure == wanted)
    }
  }

  @Test func `MAX_ASSET bounds the quantity of a base asset and the value of a quote asset`() throws {
    let desk = Desk(filters: [])
    func failure(_ order: NewOrder, _ asset: String) throws -> String? {
      try desk.failure(order) { question in
        question.account.assetFilters = [.maximum(asset: asset, limit: Desk.units("42"))]
      }
    }
    for (quantity, passes) in [("42", true), ("42.00000001", false)] {
      let wanted = passes ? nil : "MAX_ASSET"
      #expect(try failure(Desk.order(.sell, price: "0.5", quantity: quantity), "ABC") == wanted)
      #expect(try failure(Desk.order(.sell, .market, quantity: quantity), "ABC") == wanted)
      #expect(try failure(Desk.order(price: quantity), "EUR") == wanted)
      #expect(try failure(Desk.order(.buy, .market, quote: quantity), "EUR") == wanted)
      #expect(try failure(Desk.order(price: quantity, quantity: quantity), "XYZ") == nil)
    }
    // 4,200 buy 42 at the average of 100.
    #expect(try failure(Desk.order(.buy, .market, quote: "4200"), "ABC") == nil)
    #expect(try failure(Desk.order(.buy, .market, quote: "4200.000001"), "ABC") == "MAX_ASSET")
    #expect(try failure(Desk.order(.buy, .market, quantity: "0.42"), "EUR") == nil)
    #expect(try failure(Desk.order(.buy, .market, quantity: "0.42000001"), "EUR") == "MAX_ASSET")
  }
}
