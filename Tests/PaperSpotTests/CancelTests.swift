import PaperAccounts
import Testing

@testable import PaperSpot

@Suite struct `Cancel, replace, amend` {
  @Test func `a canceled order gives its money back and keeps its own id`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 10, at: 90_000, id: "mine"))
    let outcome = try desk.spot.cancel(
      .clientID("mine"), newClientOrderID: "bye", restriction: nil, on: desk.symbol, by: desk.people[0],
      now: 5)
    guard case .order(let canceled) = outcome else {
      Issue.record("a list")
      return
    }
    #expect(canceled.order.status == .canceled && canceled.cancelClientOrderID == "bye")
    #expect(canceled.order.clientOrderID == "mine" && canceled.order.updateTime == 5)
    #expect(desk.balance(0, "USDT") == [1_000_000, 0])
    let found = try desk.spot.order(.clientID("mine"), on: desk.symbol, of: desk.people[0])
    #expect(found == canceled.order)
    #expect(throws: SpotExchange.unknownOrder) { try desk.cancel(1, at: 6) }
  }

  @Test func `orders are named by number, id or both, and nobody sees another's`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 10, at: 90_000, id: "mine"))
    func find(_ reference: OrderReference, _ person: Int = 0) throws(OrderRefusal) -> Int {
      try desk.spot.order(reference, on: desk.symbol, of: desk.people[person]).number
    }
    #expect(try find(.both(1, "mine")) == 1)
    #expect(throws: OrderRefusal.clientOrderIDMismatch) { try find(.both(1, "other")) }
    #expect(throws: OrderRefusal.noSuchOrder) { try find(.number(2)) }
    #expect(throws: OrderRefusal.noSuchOrder) { try find(.number(1), 1) }
    #expect(throws: SpotExchange.unknownOrder) { try desk.cancel(1, of: 1) }
  }

  @Test func `an id is free again once its order is closed`() throws {
    let desk = try Desk(asks: [(100_000, 5)])
    try desk.place(.limit(.buy, 10, at: 90_000, id: "mine"))
    #expect(throws: SpotExchange.duplicate) { try desk.place(.limit(.buy, 10, at: 91_000, id: "mine")) }
    #expect(try desk.place(.limit(.buy, 10, at: 90_000, id: "mine"), by: 1).order.number == 2)
    try desk.cancel(1)
    #expect(try desk.place(.limit(.buy, 5, at: 100_000, id: "mine")).order.status == .filled)
    #expect(try desk.place(.limit(.buy, 5, at: 90_000, id: "mine")).order.number == 4)
  }

  @Test func `restrictions look at the status`() throws {
    let desk = try Desk(asks: [(100_000, 5)])
    try desk.place(.limit(.buy, 10, at: 90_000))
    try desk.place(.limit(.buy, 10, at: 100_000))
    func cancel(_ number: Int, _ restriction: CancelRestriction) throws(OrderRefusal) {
      _ = try desk.spot.cancel(
        .number(number), newClientOrderID: nil, restriction: restriction, on: desk.symbol,
        by: desk.people[0], now: 2)
    }
    let refusal = OrderRefusal.cancelRejected("Order was not canceled due to cancel restrictions.")
    #expect(throws: refusal) { try cancel(1, .onlyPartiallyFilled) }
    #expect(throws: refusal) { try cancel(2, .onlyNew) }
    try cancel(1, .onlyNew)
    try cancel(2, .onlyPartiallyFilled)
  }

  @Test func `all are canceled, those by themselves first, then lists`() throws {
    let desk = try Desk(tape: [.init(time: 1, price: 100_000, quantity: 1, takerSold: true)])
    _ = try desk.placeList(
      .oco(above: .maker(.sell, 5, at: 110_000), below: .stop(.stopLoss, .sell, 5, stop: 90_000)), at: 2)
    try desk.place(.limit(.buy, 10, at: 90_000), at: 3)
    try desk.place(.stop(.stopLoss, .buy, 10, stop: 120_000), at: 3)
    try desk.place(.limit(.buy, 10, at: 90_000), by: 1, at: 3)
    let outcomes = try desk.spot.cancelAll(on: desk.symbol, by: desk.people[0], now: 4)
    #expect(outcomes.map(\.isList) == [false, false, true])
    #expect(desk.spot.openOrders(of: desk.people[0], on: nil).isEmpty)
    #expect(desk.spot.openOrders(of: desk.people[1], on: nil).count == 1)
    #expect(desk.balance(0, "USDT") == [1_000_000, 0] && desk.balance(0, "BTC") == [1_000_000, 0])
    #expect(throws: SpotExchange.unknownOrder) {
      try desk.spot.cancelAll(on: desk.symbol, by: desk.people[0], now: 4)
    }
  }

  private func replace(_ desk: Desk, _ number: Int, _ mode: CancelReplaceMode, _ new: NewOrder)
    throws(OrderRefusal) -> [Bool?]
  {
    let outcome = try desk.spot.replace(
      .number(number), cancelClientOrderID: nil, restriction: nil, mode: mode, with: new, on: desk.symbol,
      by: desk.people[0], now: 2)
    desk.check()
    func isSuccess<Success>(_ result: Result<Success, OrderRefusal>) -> Bool {
      if case .success = result { true } else { false }
    }
    return [isSuccess(outcome.cancel), outcome.placement.map { isSuccess($0) }]
  }

  @Test func `replace has all five outcomes`() throws {
    let desk = try Desk(asks: [(100_000, 5)])
    // All of the money is in the first order: the second one needs it back.
    try desk.place(.limit(.buy, 10_000, at: 100_000 - 1_000))
    let next = NewOrder.limit(.buy, 10_000, at: 98_000)
    let poor = NewOrder.limit(.buy, 50_000, at: 98_000)
    #expect(try replace(desk, 1, .stopOnFailure, next) == [true, true])
    #expect(try replace(desk, 1, .stopOnFailure, next) == [false, nil])
    #expect(try replace(desk, 1, .allowFailure, poor) == [false, false])
    #expect(try replace(desk, 1, .allowFailure, .limit(.buy, 1, at: 98_000)) == [false, true])
    #expect(try replace(desk, 2, .stopOnFailure, poor) == [true, false])
    #expect(try desk.order(2).status == .canceled)
  }

  @Test func `filters of the new order are looked at before anything is canceled`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 10, at: 90_000))
    desk.failing.name = { $0.price == 80_000 * Desk.milli ? "PERCENT_PRICE" : nil }
    #expect(throws: OrderRefusal.filter("PERCENT_PRICE")) {
      try replace(desk, 1, .allowFailure, .limit(.buy, 10, at: 80_000))
    }
    #expect(try desk.order(1).status == .new)
  }

  private func amend(_ desk: Desk, _ number: Int, to quantity: Int, id: String? = nil) throws(OrderRefusal)
    -> AmendOutcome
  {
    defer { desk.check() }
    return try desk.spot.amend(
      .number(number), newClientOrderID: id, quantity: quantity * Desk.milli, on: desk.symbol,
      by: desk.people[0], now: 7)
  }

  @Test func `an amended order keeps its place and needs less money`() throws {
    let desk = try Desk()
    try desk.place(.limit(.buy, 5_500, at: 87_000, id: "a"))
    try desk.place(.limit(.buy, 4_000, at: 87_000), by: 1)
    let outcome = try amend(desk, 1, to: 5_000, id: "b")
    #expect(outcome.order.originalQuantity == 5_000 * Desk.milli && outcome.order.clientOrderID == "b")
    #expect(outcome.amendment.originalClientOrderID == "a" && outcome.list == nil)
    #expect(desk.balance(0, "USDT") == [1_000_000 - 435_000, 435_000])
    #expect(
      desk.spot.amendments(of: desk.people[0], on: desk.symbol, order: 1, from: nil, limit: 5) == [
        outcome.amendment
      ])
    let taker = try desk.place(.limit(.sell, 6_000, at: 87_000), by: 2)
    #expect(taker.fills.map(\.counterpartOrderNumber) == [1, 2])
    #expect(taker.fills.map { $0.short[1] } == [5_000, 1_000])
    #expect(throws: OrderRefusal.noSuchOrder) {
      try desk.spot.order(.clientID("a"), on: desk.symbol, of: desk.people[0])
    }
  }

  @Test func `an amendment only makes smaller, and not smaller than what was traded`() throws {
    let desk = try Desk(asks: [(87_000, 1_000)])
    try desk.place(.limit(.buy, 5_500, at: 87_000, id: "a"))
    try desk.place(.limit(.buy, 5, at: 80_000, id: "c"))
    func refusal(_ quantity: Int, id: String? = nil) -> OrderRefusal? {
      do throws(OrderRefusal) {
        _ = try amend(desk, 1, to: quantity, id: id)
        return nil
      } catch { return error }
    }
    #expect(refusal(5_500) == .amendRejected("The requested action would change no state; rejecting"))
    #expect(refusal(6_000) == .amendRejected("Order amend (quantity increase) is not supported."))
    #expect(refusal(1_000) == .amendRejected("Price * QTY is zero or less."))
    #expect(refusal(5_000, id: "c") == .amendRejected("Duplicate order sent."))
    desk.failing.name = { $0.occasion == .amendment && $0.amendmentCount >= 1 ? "MAX_NUM_ORDER_AMENDS" : nil }
    #expect(refusal(5_000, id: "a") == nil)
    #expect(refusal(4_000) == .amendRejected("Filter failure: MAX_NUM_ORDER_AMENDS"))
    #expect(try desk.order(1).originalQuantity == 5_000 * Desk.milli)
  }

  @Test func `both orders of a pair become smaller, an iceberg shows less only when it must`() throws {
    let desk = try Desk(tape: [.init(time: 1, price: 100_000, quantity: 1, takerSold: true)])
    _ = try desk.placeList(
      .oco(above: .maker(.sell, 50, at: 110_000), below: .stop(.stopLoss, .sell, 50, stop: 90_000)), at: 2)
    let outcome = try amend(desk, 1, to: 40)
    #expect(outcome.list?.statusType == .updated)
    #expect(try desk.order(2).originalQuantity == 40 * Desk.milli)
    #expect(desk.balance(0, "BTC") == [999_960, 40])
    try desk.place(.limit(.sell, 100, at: 120_000, iceberg: 30), at: 8)
    let shown = { desk.spot.restingLevels(on: desk.symbol).asks.last.map { $0.quantityUnits / Desk.milli } }
    _ = try desk.spot.amend(
      .number(3), newClientOrderID: nil, quantity: 60 * Desk.milli, on: desk.symbol, by: desk.people[0],
      now: 9)
    #expect(shown() == 30)
    _ = try desk.spot.amend(
      .number(3), newClientOrderID: nil, quantity: 20 * Desk.milli, on: desk.symbol, by: desk.people[0],
      now: 9)
    #expect(shown() == 20)
    desk.check()
  }
}
