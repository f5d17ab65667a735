import PaperAccounts
import Testing

@testable import PaperSpot

@Suite struct `Pegged orders` {
  private func desk() throws -> Desk {
    try Desk(
      bids: [(99_000, 10), (98_000, 10)], asks: [(101_000, 10), (103_000, 10)],
      tape: [
        .init(time: 1, price: 100_000, quantity: 1, takerSold: true),
        .init(time: 50, price: 95_000, quantity: 1, takerSold: true),
      ])
  }

  private func pegged(
    _ side: OrderSide, _ peg: Peg.PriceType, levels: Int? = nil, type: OrderType = .limit,
    _ timeInForce: TimeInForce? = .goodTillCanceled
  ) -> NewOrder {
    NewOrder(
      side: side, type: type, timeInForce: timeInForce, quantity: 5 * Desk.milli,
      peg: Peg(priceType: peg, offsetLevels: levels))
  }

  @Test func `the price is the best one of a side of the book, or a deeper one`() throws {
    let desk = try desk()
    let primary = try desk.place(pegged(.buy, .primary), at: 2)
    #expect(primary.order.peggedPrice == 99_000 * Desk.milli && primary.order.price == 0)
    #expect(primary.order.status == .new)
    #expect(try desk.place(pegged(.buy, .primary, levels: 1), at: 2).order.peggedPrice == 98_000 * Desk.milli)
    #expect(
      try desk.place(pegged(.sell, .primary, levels: 1, type: .limitMaker, nil), at: 2).order.peggedPrice
        == 103_000 * Desk.milli)
    let taker = try desk.place(pegged(.buy, .market, .immediateOrCancel), at: 2)
    #expect(taker.fills.map(\.short) == [[101_000, 5]] && taker.order.peggedPrice == 101_000 * Desk.milli)
  }

  @Test func `a peg counts accounts' orders as levels`() throws {
    let desk = try desk()
    try desk.place(.limit(.buy, 5, at: 100_000), by: 1, at: 2)
    #expect(try desk.place(pegged(.buy, .primary), at: 2).order.peggedPrice == 100_000 * Desk.milli)
    #expect(try desk.place(pegged(.buy, .primary, levels: 2), at: 2).order.peggedPrice == 98_000 * Desk.milli)
  }

  @Test func `a stop takes the price when it is triggered`() throws {
    let desk = try desk()
    let placed = try desk.place(
      .stop(.stopLossLimit, .sell, 5, stop: 96_000, peg: Peg(priceType: .primary)), at: 2)
    #expect(placed.order.peggedPrice == nil)
    let order = try desk.order(placed.order.number, at: 60)
    #expect(order.peggedPrice == 101_000 * Desk.milli && order.workingTime == 50)
  }

  @Test func `what may not be pegged is refused, and a book that is too thin`() throws {
    let desk = try desk()
    let market = NewOrder(
      side: .buy, type: .market, quantity: 5, peg: Peg(priceType: .primary))
    #expect(throws: OrderRefusal.rejected("This order type may not use pegged price.")) {
      try desk.place(market, at: 2)
    }
    #expect(throws: OrderRefusal.rejected("This price peg cannot be used with this order type.")) {
      try desk.place(pegged(.buy, .market, type: .limitMaker, nil), at: 2)
    }
    #expect(throws: OrderRefusal.rejected("Unsupported order combination")) {
      try desk.place(pegged(.buy, .primary, .immediateOrCancel), at: 2)
    }
    #expect(throws: OrderRefusal.rejected("Order book liquidity is too low for this pegged order.")) {
      try desk.place(pegged(.buy, .primary, levels: 2), at: 2)
    }
  }

  @Test func `filters see the price that was taken, and again when a stop takes it`() throws {
    let desk = try desk()
    let stop = NewOrder.stop(.stopLossLimit, .sell, 5, stop: 96_000, peg: Peg(priceType: .primary))
    try desk.place(stop, at: 2)
    desk.failing.name = {
      $0.price == 99_000 * Desk.milli && $0.occasion == .placement
        || $0.price == 101_000 * Desk.milli && $0.occasion == .working ? "PRICE_FILTER" : nil
    }
    #expect(throws: OrderRefusal.filter("PRICE_FILTER")) { try desk.place(pegged(.buy, .primary), at: 2) }
    let order = try desk.order(1, at: 60)
    #expect(order.status == .expired && order.expiryReason == .rejected)
  }
}
