import Testing

@testable import PaperCore
@testable import PaperSpot

@Suite struct `Filters of quantities` {
  private typealias Desk = FilterDesk

  private func lot(_ make: (Int, Int, Int) -> SymbolFilter) -> FilterDesk {
    Desk(filters: [make(Desk.units("0.01"), Desk.units("50"), Desk.units("0.005"))])
  }

  @Test(arguments: [
    ("0.01", true), ("0.00999999", false), ("0.005", false), ("50", true), ("50.005", false), ("0.015", true),
    ("0.0125", false), ("0.01500001", false), ("0.01499999", false),
  ])
  func `LOT_SIZE bounds quantities and iceberg quantities and keeps them in steps`(
    _ quantity: String, _ passes: Bool
  ) throws {
    let desk = lot { .lotSize(minimum: $0, maximum: $1, step: $2) }
    let wanted = passes ? nil : "LOT_SIZE"
    #expect(try desk.failure(Desk.order(price: "1", quantity: quantity)) == wanted)
    #expect(try desk.failure(Desk.order(.sell, .market, quantity: quantity)) == wanted)
    #expect(try desk.failure(Desk.order(price: "1", quantity: "50", iceberg: quantity)) == wanted)
    #expect(try desk.failure(Desk.order(.buy, .market, quote: quantity)) == nil, "that is not a quantity")
    #expect(try desk.failure(Desk.order(price: "1", iceberg: "0")) == nil, "zero is no iceberg")
    let amended = try desk.failure(Desk.order(price: "1", quantity: "50")) {
      $0.occasion = .amendment
      $0.quantity = Desk.units(quantity)
    }
    #expect(amended == wanted)
    let working = try desk.failure(Desk.order(price: "1", quantity: nil)) {
      $0.occasion = .working
      $0.quantity = Desk.units(quantity)
    }
    #expect(working == wanted, "the quantity of a pending order may be known late")
  }

  @Test func `a step counts from zero and not from the minimum`() throws {
    let desk = Desk(filters: [
      .lotSize(minimum: Desk.units("0.3"), maximum: Desk.units("9"), step: Desk.units("0.2"))
    ])
    #expect(try desk.failure(Desk.order(price: "1", quantity: "0.4")) == nil)
    #expect(try desk.failure(Desk.order(price: "1", quantity: "0.5")) == "LOT_SIZE")
  }

  @Test func `MARKET_LOT_SIZE is about orders that have no price`() throws {
    let desk = lot { .marketLotSize(minimum: $0, maximum: $1, step: $2) }
    for (quantity, passes) in [
      ("0.01", true), ("0.005", false), ("50", true), ("50.005", false), ("0.0125", false),
    ] {
      let wanted = passes ? nil : "MARKET_LOT_SIZE"
      #expect(try desk.failure(Desk.order(.sell, .market, quantity: quantity)) == wanted)
      #expect(try desk.failure(Desk.order(.sell, .stopLoss, stop: "1", quantity: quantity)) == wanted)
      #expect(try desk.failure(Desk.order(.sell, .takeProfit, stop: "1", quantity: quantity)) == wanted)
      #expect(try desk.failure(Desk.order(.sell, .limit, price: "1", quantity: quantity)) == nil)
      #expect(
        try desk.failure(Desk.order(.sell, .stopLossLimit, price: "1", stop: "1", quantity: quantity)) == nil)
    }
    // 5,000 buy 50 at the average of 100; what a smaller one buys is rounded to steps later.
    #expect(try desk.failure(Desk.order(.buy, .market, quote: "5000")) == nil)
    #expect(try desk.failure(Desk.order(.buy, .market, quote: "5000.000001")) == "MARKET_LOT_SIZE")
    #expect(try desk.failure(Desk.order(.buy, .market, quote: "0.0001")) == nil)
    let open = Desk(filters: [.marketLotSize(minimum: 0, maximum: Desk.units("50"), step: 0)])
    #expect(try open.failure(Desk.order(.sell, .market, quantity: "0.00000001")) == nil)
    #expect(try open.failure(Desk.order(.sell, .market, quantity: "50.00000001")) == "MARKET_LOT_SIZE")
  }

  @Test(arguments: [
    ("100", "10", true), ("100.00000001", "10", false), ("91", "10", true), ("9", "10", true),
  ])
  func `ICEBERG_PARTS counts the parts, the last of which may be small`(
    _ quantity: String, _ part: String, _ passes: Bool
  ) throws {
    let desk = Desk(filters: [.icebergParts(limit: 10)])
    let wanted = passes ? nil : "ICEBERG_PARTS"
    #expect(try desk.failure(Desk.order(price: "1", quantity: quantity, iceberg: part)) == wanted)
    #expect(try desk.failure(Desk.order(price: "1", quantity: quantity)) == nil)
    #expect(try desk.failure(Desk.order(price: "1", quantity: quantity, iceberg: "0")) == nil)
  }

  @Test(arguments: [
    (OrderSide.buy, OrderType.stopLoss, true), (.buy, .stopLossLimit, true), (.sell, .takeProfit, true),
    (.sell, .takeProfitLimit, true), (.sell, .stopLoss, false), (.sell, .stopLossLimit, false),
    (.buy, .takeProfit, false), (.buy, .takeProfitLimit, false),
  ])
  func `TRAILING_DELTA has bounds for orders that wait above and others for those below`(
    _ side: OrderSide, _ type: OrderType, _ isAbove: Bool
  ) throws {
    let desk = Desk(filters: [
      .trailingDelta(minimumAbove: 10, maximumAbove: 2_000, minimumBelow: 20, maximumBelow: 3_000)
    ])
    let bounds = isAbove ? (10, 2_000) : (20, 3_000)
    for (delta, passes) in [
      (bounds.0 - 1, false), (bounds.0, true), (bounds.1, true), (bounds.1 + 1, false),
    ] {
      let order = Desk.order(side, type, price: "1", delta: delta)
      #expect(try desk.failure(order) == (passes ? nil : "TRAILING_DELTA"))
    }
    #expect(try desk.failure(Desk.order(side, type, price: "1", stop: "2")) == nil)
  }
}
