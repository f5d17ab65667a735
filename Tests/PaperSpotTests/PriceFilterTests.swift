import Testing

@testable import PaperCore
@testable import PaperSpot

@Suite struct `Filters of prices` {
  private typealias Desk = FilterDesk
  private static func units(_ text: String) -> Int { FilterDesk.units(text) }

  @Test(arguments: [
    ("0.99", false), ("1", true), ("1.01", true), ("9.99", true), ("10", true), ("10.01", false),
    ("5.005", false), ("5.00999999", false), ("5.01", true), ("5.01000001", false),
  ])
  func `PRICE_FILTER bounds prices and stop prices and keeps them on the grid`(
    _ price: String, _ passes: Bool
  ) throws {
    let desk = Desk(filters: [
      .price(minimum: Self.units("1"), maximum: Self.units("10"), tick: Self.units("0.01"))
    ])
    let wanted = passes ? nil : "PRICE_FILTER"
    #expect(try desk.failure(Desk.order(price: price)) == wanted)
    #expect(try desk.failure(Desk.order(.sell, .stopLoss, stop: price)) == wanted)
    #expect(try desk.failure(Desk.order(.sell, .stopLossLimit, price: "5", stop: price)) == wanted)
    #expect(try desk.failure(Desk.order(.sell, .stopLossLimit, price: price, stop: "5")) == wanted)
    #expect(try desk.failure(Desk.order(.buy, .market)) == nil, "a market order has no price")
  }

  @Test func `PRICE_FILTER looks at the pegged price and at the one that was sent`() throws {
    let desk = Desk(filters: [
      .price(minimum: Self.units("1"), maximum: Self.units("10"), tick: Self.units("0.01"))
    ])
    #expect(try desk.failure(Desk.order(price: "5")) { $0.price = Self.units("11") } == "PRICE_FILTER")
    #expect(try desk.failure(Desk.order(price: "11")) { $0.price = Self.units("5") } == "PRICE_FILTER")
    #expect(try desk.failure(Desk.order()) { $0.price = Self.units("5") } == nil)
    #expect(try desk.failure(Desk.order()) { $0.price = Self.units("0.5") } == "PRICE_FILTER")
  }

  @Test func `each part of PRICE_FILTER that is zero is off`() throws {
    let tiny = "0.00000001"
    #expect(
      try Desk(filters: [.price(minimum: 0, maximum: 0, tick: 0)]).failure(Desk.order(price: tiny)) == nil)
    let one = Self.units("1")
    #expect(
      try Desk(filters: [.price(minimum: one, maximum: 0, tick: 0)]).failure(Desk.order(price: "99999.1"))
        == nil)
    #expect(
      try Desk(filters: [.price(minimum: 0, maximum: one, tick: 0)]).failure(Desk.order(price: tiny)) == nil)
    #expect(
      try Desk(filters: [.price(minimum: 0, maximum: 0, tick: one)]).failure(Desk.order(price: tiny))
        == "PRICE_FILTER")
  }

  @Test(arguments: [
    ("130", true), ("130.00000001", false), ("70", true), ("69.99999999", false), ("100", true),
  ])
  func `PERCENT_PRICE keeps a limit price near the average`(_ price: String, _ passes: Bool) throws {
    let desk = Desk(filters: [
      .percentPrice(up: Desk.factor("1.3000"), down: Desk.factor("0.7000"), averageMinutes: 5)
    ])
    let wanted = passes ? nil : "PERCENT_PRICE"
    for side in OrderSide.allCases {
      #expect(try desk.failure(Desk.order(side, price: price)) == wanted)
      #expect(try desk.failure(Desk.order(side, .limitMaker, price: price)) == wanted)
      #expect(try desk.failure(Desk.order(side, .takeProfitLimit, price: price, stop: "1")) == wanted)
      #expect(try desk.failure(Desk.order(side, .stopLoss, stop: price)) == nil, "a stop price is free")
    }
    #expect(try desk.failure(Desk.order(price: "100")) { $0.price = Self.units(price) } == wanted)
  }

  @Test(arguments: [
    (OrderSide.buy, "120", true), (.buy, "120.00000001", false), (.buy, "20", true),
    (.buy, "19.99999999", false),
    (.sell, "500", true), (.sell, "500.00000001", false), (.sell, "80", true), (.sell, "79.99999999", false),
  ])
  func `PERCENT_PRICE_BY_SIDE has bounds for each side`(
    _ side: OrderSide, _ price: String, _ passes: Bool
  ) throws {
    let desk = Desk(filters: [
      .percentPriceBySide(
        bidUp: Desk.factor("1.2"), bidDown: Desk.factor("0.2"), askUp: Desk.factor("5"),
        askDown: Desk.factor("0.8"), averageMinutes: 1)
    ])
    #expect(try desk.failure(Desk.order(side, price: price)) == (passes ? nil : "PERCENT_PRICE_BY_SIDE"))
  }

  @Test func `a bound between two prices is not rounded`() throws {
    // 33.33333333 × 1.5 = 49.999999995: the price below it passes and the one above does not.
    var desk = Desk(filters: [
      .percentPrice(up: Desk.factor("1.5"), down: Desk.factor("0.5"), averageMinutes: 5)
    ])
    desk.trades = [("33.33333333", "1", 0)]
    #expect(try desk.failure(Desk.order(price: "49.99999999")) == nil)
    #expect(try desk.failure(Desk.order(price: "50")) == "PERCENT_PRICE")
    // And 33.33333333 × 0.5 = 16.666666665.
    #expect(try desk.failure(Desk.order(price: "16.66666667")) == nil)
    #expect(try desk.failure(Desk.order(price: "16.66666666")) == "PERCENT_PRICE")
    // Prices whose products are beyond 64 bits.
    desk.trades = [("900000", "1", 0)]
    #expect(try desk.failure(Desk.order(price: "1350000")) == nil)
    #expect(try desk.failure(Desk.order(price: "1350000.00000001")) == "PERCENT_PRICE")
  }

  @Test func `the average is weighted by volume, of the minutes that the filter names`() throws {
    var desk = Desk(filters: [
      .percentPrice(up: Desk.factor("1"), down: Desk.factor("0.1"), averageMinutes: 5)
    ])
    // (100 × 1 + 130 × 2) / 3 = 120; the trade of 300,000 ms ago is just outside.
    desk.trades = [("900", "9", 300_000), ("100", "1", 299_999), ("130", "2", 0)]
    #expect(try desk.failure(Desk.order(price: "120")) == nil)
    #expect(try desk.failure(Desk.order(price: "120.00000001")) == "PERCENT_PRICE")
    desk.filters = [.percentPrice(up: Desk.factor("1"), down: Desk.factor("0.1"), averageMinutes: 0)]
    #expect(try desk.failure(Desk.order(price: "130")) == nil, "zero minutes are the last price")
    #expect(try desk.failure(Desk.order(price: "130.00000001")) == "PERCENT_PRICE")
    desk.filters = [.percentPrice(up: Desk.factor("1"), down: Desk.factor("0.1"), averageMinutes: 5)]
    desk.trades = [("50", "1", 9_000_000)]
    #expect(try desk.failure(Desk.order(price: "50")) == nil, "an old trade when there is no other")
    #expect(try desk.failure(Desk.order(price: "50.00000001")) == "PERCENT_PRICE")
    desk.trades = []
    #expect(try desk.failure(Desk.order(price: "5000")) == nil, "nothing to compare with")
  }

  @Test func `an average over more minutes than there ever were is one over a week`() throws {
    var desk = Desk(filters: [
      .percentPrice(up: Desk.factor("1"), down: Desk.factor("0.1"), averageMinutes: .max)
    ])
    desk.trades = [("900", "1", 604_800_000), ("100", "1", 604_799_999)]
    #expect(try desk.failure(Desk.order(price: "100")) == nil)
    #expect(try desk.failure(Desk.order(price: "100.00000001")) == "PERCENT_PRICE")
  }

  @Test func `an order that goes on the book later is asked again, an amendment is not`() throws {
    let filters: [SymbolFilter] = [
      .price(minimum: 0, maximum: Self.units("150"), tick: 0),
      .percentPrice(up: Desk.factor("1.3"), down: Desk.factor("0.7"), averageMinutes: 5),
    ]
    let desk = Desk(filters: filters)
    for (price, name) in [("160", "PRICE_FILTER"), ("140", "PERCENT_PRICE")] {
      #expect(try desk.failure(Desk.order(price: price)) { $0.occasion = .working } == name)
      #expect(try desk.failure(Desk.order(price: price)) { $0.occasion = .amendment } == nil)
    }
  }
}
