import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

/// Recorded markets may have any price. No order may come to more than fits, whatever it meets.
@Suite struct `The bound on value` {
  /// In thousandths: a bid at which an order of 1,000 whole coins comes to just less than 2⁶⁰ units.
  private static let high = 11_000_000_000

  private func desk() throws -> Desk {
    try Desk(
      bids: [(2 * Self.high, 1_000_000), (Self.high + 1, 1_000_000), (Self.high, 9_000_000)],
      tape: [
        .init(time: 100, price: 100_000, quantity: 1, takerSold: true),
        .init(time: 200, price: 90_000, quantity: 1, takerSold: true),
        .init(time: 300, price: 80_000, quantity: 1, takerSold: true),
      ], wealth: 100_000_000)
  }

  @Test(arguments: [OrderType.stopLoss, .stopLossLimit])
  func `a stop whose fills would come to more expires when it is triggered`(_ type: OrderType) throws {
    let desk = try desk()
    try desk.place(
      .stop(type, .sell, 8_000_000, stop: 90_000, limit: type == .stopLossLimit ? 1 : nil), at: 150)
    let order = try desk.order(1, at: 250)
    #expect(order.status == .expired && order.expiryReason == .rejected)
    #expect(order.executedQuantity == 0 && order.executedQuoteUnits == 0)
    #expect(desk.balance(0, "BTC") == [100_000_000, 0])
  }

  @Test(arguments: [
    NewOrder.limit(.sell, 8_000_000, at: 1), .limit(.sell, 8_000_000, at: 1, .fillOrKill),
    .market(.sell, 8_000_000),
  ])
  func `a new order whose fills would come to more is refused`(_ new: NewOrder) throws {
    let desk = try desk()
    #expect(throws: OrderRefusal.filter("NOTIONAL")) { try desk.place(new, at: 150) }
    #expect(desk.balance(0, "BTC") == [100_000_000, 0])
    #expect(try desk.place(.limit(.sell, 500_000, at: 1), at: 150).order.status == .filled)
  }

  @Test func `a pegged order that would be worth more is refused`() throws {
    let desk = try desk()
    let peg = Peg(priceType: .market, offsetLevels: 2)
    let new = NewOrder(
      side: .sell, type: .limit, timeInForce: .goodTillCanceled, quantity: 8_000_000 * Desk.milli, peg: peg)
    #expect(throws: OrderRefusal.filter("NOTIONAL")) { try desk.place(new, at: 150) }
  }

  @Test func `a stop whose peg makes it worth more expires when it is triggered`() throws {
    let desk = try Desk(
      asks: [(Self.high, 1)],
      tape: [
        .init(time: 100, price: 100_000, quantity: 1, takerSold: true),
        .init(time: 200, price: 90_000, quantity: 1, takerSold: true),
      ], wealth: 100_000_000)
    try desk.place(
      .stop(.stopLossLimit, .sell, 8_000_000, stop: 90_000, peg: Peg(priceType: .primary)), at: 150)
    let order = try desk.order(1, at: 250)
    #expect(order.status == .expired && order.expiryReason == .rejected)
    #expect(desk.balance(0, "BTC") == [100_000_000, 0])
  }

  @Test func `a market order by quote quantity that would trade or lose more coins than fit is refused`()
    throws
  {
    let desk = try Desk(
      asks: [(1, Amount.unitsMax / Desk.milli)], peopleCount: 2, wealth: Amount.unitsMax / Desk.milli)
    for _ in 0..<9 {
      desk.accounts.issue(Int128(Amount.unitsMax), of: "BTC", to: desk.people[0], now: 1)
      let own = NewOrder(
        side: .sell, type: .limit, timeInForce: .goodTillCanceled, quantity: Amount.unitsMax,
        price: 1 * Desk.milli)
      try desk.place(own, at: 1)
    }
    for (person, prevention) in [(0, SelfTradePrevention.decrement), (1, .expireMaker)] {
      let new = NewOrder(
        side: .buy, type: .market, quoteQuantity: Amount.unitsMax / 10, selfTradePrevention: prevention)
      #expect(throws: OrderRefusal.filter("NOTIONAL")) { try desk.place(new, by: person, at: 2) }
    }
  }

  @Test func `a book level shows no more than fits, however much rests there`() throws {
    let desk = try Desk(peopleCount: 1)
    desk.accounts.issue(Int128(Amount.unitsMax) * 20, of: "BTC", to: desk.people[0], now: 1)
    for _ in 0..<18 {
      let order = NewOrder(
        side: .sell, type: .limit, timeInForce: .goodTillCanceled, quantity: Amount.unitsMax,
        price: Desk.milli)
      try desk.place(order, at: 1)
    }
    #expect(desk.spot.book(of: desk.symbol, limit: 5, now: 1).asks.first?.quantityUnits == Int.max)
    for number in 1...17 { try desk.cancel(number) }
    #expect(desk.spot.book(of: desk.symbol, limit: 5, now: 1).asks.first?.quantityUnits == Amount.unitsMax)
  }

  @Test func `a level of the market that costs nothing gives no more than fits`() throws {
    let desk = try Desk(asks: [(0, 5_000)], tape: [.init(time: 1, price: 1, quantity: 1, takerSold: true)])
    let placed = try desk.place(.market(.buy, quote: 10), at: 2)
    #expect(placed.fills.map(\.short) == [[0, 5_000]])
  }
}
