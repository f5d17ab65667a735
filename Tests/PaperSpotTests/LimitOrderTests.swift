import PaperAccounts
import Testing

@testable import PaperSpot

@Suite struct `Limit orders` {
  @Test func `an order that does not cross rests and sets its money aside`() throws {
    let desk = try Desk(bids: [(90_000, 5)], asks: [(100_000, 5)])
    let placed = try desk.place(.limit(.buy, 2_000, at: 95_000))
    #expect(placed.order.status == .new && placed.fills.isEmpty)
    #expect(placed.order.workingTime == 1 && placed.order.number == 1)
    #expect(desk.balance(0, "USDT") == [810_000, 190_000])
    #expect(desk.spot.restingLevels(on: desk.symbol).bids.map(\.priceUnits) == [95_000 * Desk.milli])
  }

  @Test func `an order takes the market's levels, best price first, and the rest of it rests`() throws {
    let desk = try Desk(asks: [(100_000, 1_000), (101_000, 2_000), (103_000, 500)])
    let placed = try desk.place(.limit(.buy, 4_000, at: 102_000))
    #expect(placed.fills.map(\.short) == [[100_000, 1_000], [101_000, 2_000]])
    #expect(placed.order.status == .partiallyFilled && placed.order.done == 3_000)
    #expect(placed.order.executedQuoteUnits == 302_000 * Desk.milli)
    // 1 × 102 is still set aside, and nothing more.
    #expect(desk.balance(0, "USDT") == [1_000_000 - 302_000 - 102_000, 102_000])
    // A tenth of a percent of what was received.
    #expect(desk.balance(0, "BTC") == [1_000_000 + 3_000 - 3, 0])
    #expect(placed.fills.map(\.commissionUnits) == [100_000, 200_000])
    #expect(placed.fills.allSatisfy { $0.commissionAsset == "BTC" && !$0.isMaker })
  }

  @Test func `at one price the market stands before accounts, and accounts in the order of time`() throws {
    let desk = try Desk(asks: [(100_000, 1_000)])
    try desk.place(.limit(.sell, 1_000, at: 100_000), by: 1)
    try desk.place(.limit(.sell, 1_000, at: 100_000), by: 2)
    try desk.place(.limit(.sell, 1_000, at: 99_000), by: 2)
    let placed = try desk.place(.limit(.buy, 3_500, at: 100_000))
    #expect(placed.fills.map(\.counterpartOrderNumber) == [3, nil, 1, 2])
    #expect(
      placed.fills.map(\.short) == [[99_000, 1_000], [100_000, 1_000], [100_000, 1_000], [100_000, 500]])
    #expect(placed.order.status == .filled)
    #expect(try desk.order(2, of: 2).done == 500)
    #expect(desk.balance(1, "USDT") == [1_100_000 - 100, 0])
  }

  @Test func `immediate or cancel trades what it can and expires`() throws {
    let desk = try Desk(asks: [(100_000, 1_000)])
    let placed = try desk.place(.limit(.buy, 3_000, at: 100_000, .immediateOrCancel))
    #expect(placed.order.status == .expired && placed.order.done == 1_000)
    #expect(placed.order.expiryReason == .unfilledImmediateOrCancel)
    #expect(desk.balance(0, "USDT") == [900_000, 0])
  }

  @Test func `fill or kill trades all or nothing`() throws {
    let desk = try Desk(asks: [(100_000, 1_000), (101_000, 1_000)])
    try desk.place(.limit(.sell, 500, at: 100_500), by: 1)
    let killed = try desk.place(.limit(.buy, 2_600, at: 101_000, .fillOrKill))
    #expect(killed.order.status == .expired && killed.fills.isEmpty)
    #expect(killed.order.expiryReason == .unfilledFillOrKill)
    #expect(desk.balance(0, "USDT") == [1_000_000, 0])
    let filled = try desk.place(.limit(.buy, 2_500, at: 101_000, .fillOrKill))
    #expect(filled.order.status == .filled && filled.fills.count == 3)
  }

  @Test func `a maker that would take is refused, one that would not rests`() throws {
    let desk = try Desk(bids: [(99_000, 10)], asks: [(100_000, 10)])
    #expect(throws: OrderRefusal.rejected("Order would immediately match and take.")) {
      try desk.place(.maker(.buy, 1, at: 100_000))
    }
    try desk.place(.maker(.sell, 1, at: 99_500))
    #expect(throws: OrderRefusal.rejected("Order would immediately match and take.")) {
      try desk.place(.maker(.buy, 1, at: 99_500), by: 1)
    }
    #expect(try desk.place(.maker(.buy, 1, at: 99_400)).order.status == .new)
  }

  @Test func `what an account cannot pay is refused and leaves no trace`() throws {
    let desk = try Desk(asks: [(10_000, 50)])
    #expect(throws: SpotExchange.insufficientBalance) { try desk.place(.limit(.buy, 100_001, at: 10_000)) }
    #expect(throws: SpotExchange.insufficientBalance) { try desk.place(.limit(.sell, 1_000_001, at: 10_000)) }
    #expect(try desk.place(.limit(.buy, 100_000, at: 10_000)).order.number == 1)
    #expect(desk.balance(0, "USDT")[0] == 0)
  }

  @Test func `sums that do not divide are cut, and not a unit is lost`() throws {
    let desk = try Desk()
    let odd = NewOrder(
      side: .sell, type: .limit, timeInForce: .goodTillCanceled, quantity: 15, price: 33_333_333)
    try desk.place(odd, by: 1)
    var taker = odd
    taker.side = .buy
    for quantity in [4, 5, 6] {
      taker.quantity = quantity
      let fill = try #require(try desk.place(taker).fills.first)
      #expect(fill.quoteUnits == quantity * 33_333_333 / 100_000_000)
      #expect(fill.commissionUnits == 0)
    }
    #expect(try desk.order(1, of: 1).status == .filled)
  }

  @Test(arguments: [
    NewOrder(side: .buy, type: .limit, quantity: 5),
    NewOrder(side: .buy, type: .market, quantity: 5, price: 5),
    NewOrder(side: .buy, type: .market), NewOrder(side: .buy, type: .limit, quoteQuantity: 5, price: 5),
    NewOrder(side: .buy, type: .market, quantity: 1, quoteQuantity: 5),
    NewOrder(side: .buy, type: .stopLoss, quantity: 5),
    NewOrder(side: .buy, type: .limit, quantity: 5, price: 5, stopPrice: 5),
    NewOrder(
      side: .buy, type: .limit, timeInForce: .immediateOrCancel, quantity: 5, price: 5, icebergQuantity: 1),
    NewOrder(side: .buy, type: .market, quantity: 5, icebergQuantity: 1),
  ])
  func `a combination that no type has is refused`(_ new: NewOrder) throws {
    let desk = try Desk(asks: [(10_000, 50)])
    #expect(throws: OrderRefusal.rejected("Unsupported order combination")) { try desk.place(new) }
  }

  @Test func `an order worth nothing, a negative one and a huge one are refused`() throws {
    let desk = try Desk()
    let nothing = OrderRefusal.invalidMessage("Price * QTY is zero or less.")
    for (quantity, price) in [(1, 1), (0, 5), (-1, 5), (5, -1), (Int.max, 5), (5, Int.max)] {
      #expect(throws: nothing) {
        try desk.place(
          NewOrder(side: .buy, type: .limit, timeInForce: .goodTillCanceled, quantity: quantity, price: price)
        )
      }
    }
    #expect(throws: OrderRefusal.filter("NOTIONAL")) {
      try desk.place(
        NewOrder(
          side: .buy, type: .limit, timeInForce: .goodTillCanceled, quantity: Amount.unitsMax,
          price: Amount.unitsMax))
    }
  }
}
