import PaperAccounts
import PaperCore
import Testing

@testable import PaperSpot

@Suite struct `Questions` {
  @Test func `orders come by number, from a number, a time, or the last ones`() throws {
    let desk = try Desk(asks: [(100_000, 1_000)])
    for time in 1...6 { try desk.place(.limit(.buy, time, at: 90_000 + time), at: time * 10) }
    try desk.cancel(2, at: 70)
    func numbers(from: Int? = nil, start: Int? = nil, end: Int? = nil, limit: Int = 500) -> [Int] {
      desk.spot.orders(of: desk.people[0], on: desk.symbol, from: from, start: start, end: end, limit: limit)
        .map(\.number)
    }
    #expect(numbers() == [1, 2, 3, 4, 5, 6])
    #expect(numbers(limit: 2) == [5, 6])
    #expect(numbers(from: 2, limit: 3) == [2, 3, 4])
    #expect(numbers(start: 20, end: 40) == [2, 3, 4])
    #expect(numbers(end: 40, limit: 2) == [3, 4])
    #expect(desk.spot.openOrders(of: desk.people[0], on: desk.symbol).map(\.number) == [1, 3, 4, 5, 6])
    #expect(desk.spot.openOrders(of: desk.people[1], on: nil).isEmpty)
  }

  @Test func `trades come by number, of an order, from a number or a time`() throws {
    let desk = try Desk(asks: [(100_000, 1_000), (101_000, 1_000), (102_000, 1_000)])
    try desk.place(.limit(.buy, 2_500, at: 102_000), at: 10)
    try desk.place(.market(.buy, 500), at: 20)
    func numbers(order: Int? = nil, from: Int? = nil, start: Int? = nil, end: Int? = nil, limit: Int = 500)
      -> [Int]
    {
      desk.spot.trades(
        of: desk.people[0], on: desk.symbol, order: order, from: from, start: start, end: end, limit: limit
      ).map(\.tradeID)
    }
    #expect(numbers() == [1, 2, 3, 4])
    #expect(numbers(limit: 2) == [3, 4])
    #expect(numbers(order: 2) == [4])
    #expect(numbers(order: 1, from: 2) == [2, 3])
    #expect(numbers(start: 11) == [4] && numbers(end: 10) == [1, 2, 3])
  }

  @Test func `the oldest closed orders and fills are forgotten, open ones never`() throws {
    let orders = AccountOrders(account: try #require(Accounts().open(now: 0)))
    let new = NewOrder(side: .buy, type: .limit, quantity: 5, price: 5)
    var records: [OrderRecord] = []
    for number in 1...2_000 {
      let record = OrderRecord(
        new, number: number, account: orders.account, clientOrderID: "c\(number % 1_500)", now: number)
      orders.add(record)
      records.append(record)
    }
    #expect(orders.openBuyQuantity == 10_000 && orders.counts.orders == 2_000)
    for record in records where record.number % 3 != 0 {
      orders.close(record)
      record.status = .canceled
      orders.forget(record)
    }
    #expect(orders.record(3)?.number == 3 && orders.record(4) == nil && orders.record(2_001) == nil)
    #expect(orders.byClientID["c3"]?.number == 1_503)
    #expect(orders.counts.orders == 666 && orders.openBuyQuantity == 3_330)
    #expect(orders.records.count < 1_000)
  }

  @Test func `a filter is asked with everything that it may need`() throws {
    let desk = try Desk(tape: [
      .init(time: 1, price: 100_000, quantity: 100, takerSold: true),
      .init(time: 2, price: 103_000, quantity: 200, takerSold: true),
    ])
    final class Seen { var questions: [FilterQuestion] = [] }
    let seen = Seen()
    try desk.place(.limit(.buy, 10, at: 90_000), at: 5)
    desk.failing.name = { question in
      seen.questions.append(question)
      return question.order.icebergQuantity == nil ? nil : "ICEBERG_PARTS"
    }
    _ = try desk.placeList(
      .oto(working: .limit(.buy, 10, at: 90_000), pending: .stop(.stopLoss, .sell, 7, stop: 80_000)), at: 6)
    #expect(seen.questions.map(\.quantity) == [10 * Desk.milli, 7 * Desk.milli])
    let question = try #require(seen.questions.first)
    #expect(question.onSymbol.orders == 1 && question.onExchange.orders == 1)
    #expect(question.added.orders == 2 && question.added.lists == 1 && question.added.algorithmicOrders == 1)
    #expect(question.lastPrice == 103_000 * Desk.milli)
    #expect(question.averagePrice(minutes: 5) == 102_000 * Desk.milli)
    #expect(question.averagePrice(minutes: 0) == 103_000 * Desk.milli)
    #expect(question.position == Int128(1_000_010 * Desk.milli))
    #expect(throws: OrderRefusal.filter("ICEBERG_PARTS")) {
      try desk.place(.limit(.buy, 10, at: 90_000, iceberg: 1), at: 7)
    }
    let counts = desk.spot.counts(of: desk.people[0], on: desk.symbol)
    #expect(counts.orders == 3 && counts.lists == 1 && counts.algorithmicOrders == 1)
  }

  @Test func `a test order is checked and not booked`() throws {
    let desk = try Desk(asks: [(100_000, 5)])
    try desk.spot.check(.limit(.buy, 5, at: 100_000), on: desk.symbol, by: desk.people[0], now: 1)
    #expect(throws: SpotExchange.insufficientBalance) {
      try desk.spot.check(.limit(.buy, 500_000, at: 100_000), on: desk.symbol, by: desk.people[0], now: 1)
    }
    try desk.spot.checkList(
      .oco(above: .maker(.sell, 50, at: 110_000), below: .stop(.stopLoss, .sell, 50, stop: 90_000)),
      clientListID: nil, on: desk.symbol, by: desk.people[0], now: 1)
    #expect(
      desk.spot.orders(of: desk.people[0], on: desk.symbol, from: nil, start: nil, end: nil, limit: 5).isEmpty
    )
    #expect(desk.balance(0, "USDT") == [1_000_000, 0])
  }

  @Test func `a symbol that does not trade takes no orders`() throws {
    let desk = try Desk()
    let still = try #require(desk.exchange.symbol(named: "LUNABUSD"))
    #expect(throws: OrderRefusal.rejected("Market is closed.")) {
      try desk.spot.place(.limit(.buy, 5, at: 100), on: still, by: desk.people[0], now: 1)
    }
  }

  @Test func `ids that the exchange makes have 22 letters and digits and follow from the seed`() throws {
    let ids = try (0..<2).map { _ in
      let desk = try Desk()
      return try (0..<50).map { _ in try desk.place(.limit(.buy, 1, at: 9)).order.clientOrderID }
    }
    #expect(ids[0] == ids[1] && Set(ids[0]).count == 50)
    #expect(ids[0].allSatisfy { $0.utf8.count == 22 && $0.allSatisfy { $0.isLetter || $0.isNumber } })
  }
}
