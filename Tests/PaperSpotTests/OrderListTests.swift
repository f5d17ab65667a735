import PaperAccounts
import Testing

@testable import PaperSpot

@Suite struct `Order lists` {
  private let drop = Desk.Print(time: 200, price: 89_000, quantity: 50, takerSold: true)
  private let rise = Desk.Print(time: 200, price: 111_000, quantity: 50, takerSold: false)
  private let start = Desk.Print(time: 100, price: 100_000, quantity: 1, takerSold: true)

  private func pair(_ side: OrderSide = .sell, _ quantity: Int = 100) -> NewOrderList {
    side == .sell
      ? .oco(
        above: .maker(.sell, quantity, at: 110_000),
        below: .stop(.stopLossLimit, .sell, quantity, stop: 90_000, limit: 88_000))
      : .oco(
        above: .stop(.stopLossLimit, .buy, quantity, stop: 110_000, limit: 112_000),
        below: .maker(.buy, quantity, at: 90_000))
  }

  @Test func `a pair locks once, the stop order has the lower number`() throws {
    let desk = try Desk(tape: [start])
    let placed = try desk.placeList(pair(), at: 150, id: "list")
    #expect(placed.list.contingency == .oneCancelsTheOther && placed.list.number == 0)
    #expect(placed.list.statusType == .executionStarted && placed.list.orderStatus == .executing)
    #expect(placed.placements.map(\.order.type) == [.stopLossLimit, .limitMaker])
    #expect(placed.placements.map(\.order.status) == [.new, .new])
    #expect(placed.placements.map(\.order.workingTime) == [nil, 150])
    #expect(placed.list.members.map(\.orderNumber) == [1, 2])
    #expect(desk.balance(0, "BTC") == [999_900, 100])
    let buying = try desk.placeList(pair(.buy), by: 1, at: 150)
    #expect(buying.placements.map(\.order.type) == [.stopLossLimit, .limitMaker])
    #expect(desk.balance(1, "USDT") == [1_000_000 - 11_200, 11_200], "the dearer of the two")
    #expect(throws: SpotExchange.duplicate) { try desk.placeList(pair(), at: 150, id: "list") }
  }

  @Test func `a fill of one order ends the other`() throws {
    let desk = try Desk(tape: [start, rise])
    _ = try desk.placeList(pair(), at: 150)
    desk.spot.advance(to: 200)
    #expect(try desk.order(1).status == .expired && desk.order(1).expiryReason == .otherTriggered)
    #expect(try desk.order(2).status == .partiallyFilled)
    #expect(desk.balance(0, "BTC") == [999_900, 50])
    #expect(desk.spot.openLists(of: desk.people[0]).count == 1)
    try desk.place(.limit(.buy, 50, at: 110_000), by: 1, at: 210)
    let list = try #require(desk.spot.list(.number(0), of: desk.people[0]))
    #expect(list.statusType == .allDone && list.orderStatus == .allDone && list.members.count == 2)
    #expect(desk.spot.openLists(of: desk.people[0]).isEmpty)
  }

  @Test func `a triggered stop ends the other and works`() throws {
    let desk = try Desk(tape: [start, drop])
    _ = try desk.placeList(pair(), at: 150)
    desk.spot.advance(to: 200)
    #expect(try desk.order(2).status == .expired)
    #expect(try desk.order(1).workingTime == 200 && desk.order(1).status == .new)
    #expect(desk.balance(0, "BTC") == [999_900, 100])
  }

  @Test func `canceling one order cancels the list`() throws {
    let desk = try Desk(tape: [start])
    _ = try desk.placeList(pair(), at: 150)
    guard case .list(let list, let orders) = try desk.cancel(2, at: 160) else {
      Issue.record("not a list")
      return
    }
    #expect(list.orderStatus == .allDone && orders.map(\.order.status) == [.canceled, .canceled])
    #expect(Set(orders.map(\.cancelClientOrderID)).count == 1)
    #expect(desk.balance(0, "BTC") == [1_000_000, 0])
    _ = try desk.placeList(pair(), at: 170, id: "mine")
    let canceled = try desk.spot.cancelList(
      .clientID("mine"), newClientOrderID: "end", on: desk.symbol, by: desk.people[0], now: 180)
    #expect(canceled.orders.map(\.cancelClientOrderID) == ["end", "end"])
    #expect(throws: SpotExchange.unknownOrder) {
      try desk.spot.cancelList(
        .clientID("mine"), newClientOrderID: nil, on: desk.symbol, by: desk.people[0], now: 180)
    }
  }

  @Test func `prices on the wrong side of the last one, or of each other, are refused`() throws {
    let desk = try Desk(tape: [start])
    let refusal = OrderRefusal.rejected("The relationship of the prices for the orders is not correct.")
    let stop = NewOrder.stop(.stopLoss, .sell, 5, stop: 90_000)
    let wrong: [NewOrderList] = [
      .oco(above: .maker(.sell, 5, at: 99_000), below: stop),
      .oco(above: stop, below: .maker(.sell, 5, at: 110_000)),
      .oco(above: .maker(.sell, 5, at: 110_000), below: .stop(.stopLoss, .sell, 5, stop: 100_001)),
      .otoco(
        working: .limit(.buy, 5, at: 95_000), pendingAbove: .maker(.sell, 5, at: 80_000), pendingBelow: stop),
    ]
    for list in wrong { #expect(throws: refusal) { try desk.placeList(list, at: 150) } }
    let unsupported: [NewOrderList] = [
      .oco(above: stop, below: stop), .oco(above: .maker(.buy, 5, at: 110_000), below: stop),
      .oco(above: .maker(.sell, 6, at: 110_000), below: stop),
      .oto(working: .market(.buy, 5), pending: stop),
      .oto(working: .limit(.buy, 5, at: 95_000), pending: .market(.sell, quote: 5)),
      .opo(working: .limit(.sell, 5, at: 105_000), pending: .stop(.stopLoss, .buy, nil, stop: 110_000)),
    ]
    for list in unsupported {
      #expect(throws: OrderRefusal.rejected("Unsupported order combination")) {
        try desk.placeList(list, at: 150)
      }
    }
    #expect(desk.spot.counts(of: desk.people[0], on: nil).orders == 0)
  }

  @Test func `a pending order waits with its money, and works when the first one is filled`() throws {
    let desk = try Desk(tape: [start, drop])
    let placed = try desk.placeList(
      .oto(working: .limit(.buy, 50, at: 90_000), pending: .limit(.sell, 100, at: 95_000)), at: 150)
    #expect(placed.list.contingency == .oneTriggersTheOther)
    #expect(placed.placements.map(\.order.status) == [.new, .pendingNew])
    #expect(desk.balance(0, "BTC") == [999_900, 100])
    #expect(desk.balance(0, "USDT") == [995_500, 4_500])
    desk.spot.advance(to: 200)
    #expect(try desk.order(1).status == .filled)
    #expect(try desk.order(2).status == .new && desk.order(2).workingTime == 200)
    #expect(desk.spot.openLists(of: desk.people[0]).count == 1)
  }

  @Test func `a working order that is filled at once shows its pending orders as they were`() throws {
    let desk = try Desk(bids: [(80_000, 500)], asks: [(100_000, 500)], tape: [start])
    let placed = try desk.placeList(
      .oto(working: .limit(.buy, 50, at: 100_000), pending: .market(.sell, 100)), at: 150)
    #expect(placed.placements.map(\.order.status) == [.filled, .pendingNew])
    #expect(placed.placements[0].fills.count == 1)
    #expect(try desk.order(2).status == .filled)
    #expect(desk.spot.openLists(of: desk.people[0]).isEmpty)
  }

  @Test func `a working order that ends unfilled ends the rest`() throws {
    let desk = try Desk(tape: [start])
    let placed = try desk.placeList(
      .oto(
        working: .limit(.buy, 50, at: 90_000, .immediateOrCancel), pending: .limit(.sell, 100, at: 95_000)),
      at: 150)
    #expect(placed.placements.map(\.order.status) == [.expired, .expired])
    #expect(placed.placements[1].order.expiryReason == .workingOrderExpired)
    #expect(placed.list.orderStatus == .allDone)
    #expect(desk.balance(0, "BTC") == [1_000_000, 0])
  }

  @Test func `three orders, the pair starts when the first is filled`() throws {
    let later = Desk.Print(time: 300, price: 97_000, quantity: 500, takerSold: false)
    let desk = try Desk(tape: [start, drop, later])
    let placed = try desk.placeList(
      .otoco(
        working: .limit(.buy, 50, at: 90_000), pendingAbove: .maker(.sell, 80, at: 96_000),
        pendingBelow: .stop(.stopLoss, .sell, 80, stop: 80_000)), at: 150)
    #expect(placed.placements.map(\.order.type) == [.limit, .stopLoss, .limitMaker])
    #expect(desk.balance(0, "BTC") == [999_920, 80])
    desk.spot.advance(to: 250)
    #expect(try desk.order(2).status == .new && desk.order(3).status == .new)
    desk.spot.advance(to: 300)
    #expect(try desk.order(2).status == .expired && desk.order(3).status == .filled)
    #expect(desk.spot.openLists(of: desk.people[0]).isEmpty)
  }

  @Test func `a pending order that may not work any more is ended as rejected`() throws {
    let desk = try Desk(bids: [(80_000, 500)], tape: [start, drop])
    _ = try desk.placeList(
      .otoco(
        working: .limit(.buy, 50, at: 92_000), pendingAbove: .maker(.sell, 80, at: 96_000),
        pendingBelow: .stop(.stopLoss, .sell, 80, stop: 90_000)), at: 150)
    desk.spot.advance(to: 250)
    #expect(try desk.order(1).status == .filled)
    #expect(try desk.order(2).status == .expired && desk.order(2).expiryReason == .rejected)
    #expect(try desk.order(3).status == .expired && desk.order(3).expiryReason == .otherTriggered)
    #expect(desk.balance(0, "BTC")[1] == 0)
  }

  @Test func `one pays the other, what was bought is sold, commission from what was free`() throws {
    let desk = try Desk(tape: [start, drop])
    let placed = try desk.placeList(
      .opo(
        working: .limit(.buy, 50, at: 90_000),
        pending: NewOrder(
          side: .sell, type: .limit, timeInForce: .goodTillCanceled, price: 95_000 * Desk.milli)), at: 150)
    #expect(placed.placements[1].order.awaitsQuantity && placed.placements[1].order.originalQuantity == 0)
    #expect(desk.balance(0, "BTC") == [1_000_000, 0])
    desk.spot.advance(to: 200)
    #expect(try desk.order(2).originalQuantity == 50 * Desk.milli)
    #expect(desk.people[0].balance(of: "BTC").locked == Int128(50 * Desk.milli))
    #expect(desk.people[0].balance(of: "BTC").free == Int128(1_000_000 * Desk.milli - 5_000))
  }

  @Test func `one pays the other, without free coins the commission comes from what was bought`() throws {
    let desk = try Desk(tape: [start, drop])
    try desk.place(.limit(.sell, 1_000_000, at: 200_000), at: 150)
    _ = try desk.placeList(
      .opoco(
        working: .limit(.buy, 50, at: 90_000),
        pendingAbove: NewOrder(side: .sell, type: .limitMaker, price: 95_000 * Desk.milli),
        pendingBelow: .stop(.stopLoss, .sell, nil, stop: 80_000)), at: 150)
    desk.spot.advance(to: 200)
    // 0.05 less 0.00005, in steps of 0.00001.
    #expect(try desk.order(3).originalQuantity == 4_995_000)
    #expect(try desk.order(4).originalQuantity == 4_995_000)
    #expect(try desk.order(3).status == .new && desk.order(4).status == .new)
  }

  @Test func `a list that pays the other and is canceled gives back what was bought`() throws {
    let half = Desk.Print(time: 200, price: 89_000, quantity: 20, takerSold: true)
    let desk = try Desk(tape: [start, half])
    _ = try desk.placeList(
      .opo(working: .limit(.buy, 50, at: 90_000), pending: .stop(.stopLoss, .sell, nil, stop: 80_000)),
      at: 150)
    desk.spot.advance(to: 200)
    #expect(desk.balance(0, "BTC")[1] == 20)
    try desk.cancel(1, at: 210)
    #expect(desk.balance(0, "BTC")[1] == 0)
    #expect(try desk.order(2).status == .canceled)
  }
}
