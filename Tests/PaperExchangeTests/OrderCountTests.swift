import HTTP
import PaperAccounts
import PaperCore
import Testing

@testable import PaperRoutes

@Suite struct `Order counts` {
  /// 2024-01-01 00:00:00 UTC.
  private static let midnight = 1_704_067_200_000

  private enum Step {
    case place(Int)
    case takerFill
    case makerFill
  }

  private func counts(_ limits: Limits, _ now: Int, _ family: RouteFamily = .spot) -> [Int] {
    limits.orderCounts(of: 1, family: family, now: now).map(\.count)
  }

  private func refusal(
    _ limits: inout Limits, _ count: Int, long: Int? = nil, _ now: Int, _ family: RouteFamily = .spot
  ) -> ExchangeError? {
    do throws(ExchangeError) {
      try limits.chargeOrders(count, longCount: long, account: 1, family: family, now: now)
      return nil
    } catch {
      return error
    }
  }

  /// faqs/order_count_decrement.md: seconds after midnight, what happens, the count after it.
  private static let examples: [[(second: Int, step: Step, count: Int)]] = [
    [
      (1, .place(1), 1), (2, .place(1), 2), (2, .takerFill, 1), (3, .place(1), 2), (5, .place(1), 3),
      (5, .takerFill, 2),
    ],
    [
      (1, .place(1), 1), (1, .place(1), 2), (2, .place(1), 3), (2, .place(1), 4), (2, .place(1), 5),
      (3, .makerFill, 0), (4, .place(1), 1), (4, .place(1), 2), (5, .makerFill, 0), (6, .place(1), 1),
    ],
    [
      (1, .place(1), 1), (2, .place(1), 2), (3, .place(1), 3), (3, .takerFill, 2), (5, .place(1), 3),
      (6, .place(1), 4), (7, .place(1), 5),
    ],
  ]

  @Test(arguments: 0..<3)
  func `go as in the examples of the documents`(_ index: Int) throws {
    var limits = Limits()
    for (second, step, count) in Self.examples[index] {
      let now = Self.midnight + second * 1_000
      switch step {
      case .place(let orders): #expect(refusal(&limits, orders, now) == nil)
      case .takerFill:
        limits.giveBackOrders(1, account: 1, family: .spot, now: now)
      case .makerFill:
        limits.giveBackOrders(5, account: 1, family: .spot, now: now)
      }
      #expect(counts(limits, now) == [count, count])
    }
  }

  @Test func `fills of yesterday's orders count for today, without credit`() {
    var limits = Limits()
    let hour = 3_600_000
    let today = Self.midnight + 24 * hour
    #expect(refusal(&limits, 5, Self.midnight + 9 * hour) == nil)
    #expect(counts(limits, Self.midnight + 9 * hour) == [5, 5])
    #expect(counts(limits, today - 1) == [0, 5])
    #expect(counts(limits, today) == [0, 0])
    #expect(refusal(&limits, 10, today + 9 * hour) == nil)
    for (time, fills, left) in [(12, 5, 5), (13, 5, 0)] {
      for _ in 0..<fills { limits.giveBackOrders(1, account: 1, family: .spot, now: today + time * hour) }
      #expect(counts(limits, today + time * hour) == [0, left])
    }
    #expect(refusal(&limits, 2, today + 14 * hour) == nil)
    for _ in 0..<5 { limits.giveBackOrders(1, account: 1, family: .spot, now: today + 15 * hour) }
    #expect(counts(limits, today + 15 * hour) == [0, 0])
  }

  @Test func `one more than the limit is -1015 with 429, until the clock's ten seconds end`() throws {
    var limits = Limits()
    let now = Self.midnight + 13_500
    #expect(refusal(&limits, 98, now) == nil)
    let error = try #require(refusal(&limits, 3, now))
    #expect(error.status == 429 && error.code == -1015)
    #expect(error.message == "Too many new orders; current limit is 100 orders per 10 SECOND.")
    #expect(error.retryAfterSeconds == 7)
    #expect(counts(limits, now) == [98, 98], "a refused request is not counted")
    #expect(refusal(&limits, 2, now) == nil)
    #expect(refusal(&limits, 1, Self.midnight + 19_999) != nil)
    #expect(refusal(&limits, 100, Self.midnight + 20_000) == nil)
  }

  @Test func `a day has a limit of its own`() throws {
    var limits = Limits()
    for index in 0..<2_000 {
      #expect(refusal(&limits, 100, Self.midnight + index * 10_000) == nil)
    }
    let error = try #require(refusal(&limits, 1, Self.midnight + 20_000_000))
    #expect(error.message == "Too many new orders; current limit is 200000 orders per 1 DAY.")
    #expect(error.retryAfterSeconds == 86_400 - 20_000)
    #expect(refusal(&limits, 1, Self.midnight + 86_400_000) == nil)
  }

  @Test func `accounts count apart, futures apart from spot, and a batch differently for each interval`()
    throws
  {
    var limits = Limits()
    let now = Self.midnight
    #expect(refusal(&limits, 100, now) == nil)
    try limits.chargeOrders(100, account: 2, family: .spot, now: now)
    for _ in 0..<60 { #expect(refusal(&limits, 5, long: 1, now, .futures) == nil) }
    #expect(counts(limits, now, .futures) == [300, 60])
    let error = try #require(refusal(&limits, 1, now, .futures))
    #expect(error.message == "Too many new orders; current limit is 300 orders per 10 SECOND.")
    for index in 1...5 {
      #expect(refusal(&limits, index < 5 ? 228 : 0, now + index * 10_000, .futures) == nil)
    }
    let full = refusal(&limits, 229, now + 50_000, .futures)
    #expect(full?.message == "Too many new orders; current limit is 1200 orders per 1 MINUTE.")
    #expect(full?.retryAfterSeconds == 10)
    let headers = limits.orderHeaders(of: 1, family: .futures, now: now + 50_000)
    #expect(headers.map(\.name) == ["x-mbx-order-count-10s", "x-mbx-order-count-1m"])
    #expect(headers.map(\.value) == ["0", "972"])
    #expect(
      limits.orderHeaders(of: 1, family: .spot, now: now).map(\.name)
        == ["x-mbx-order-count-10s", "x-mbx-order-count-1d"])
  }

  @Test func `are shown as the documents show them`() throws {
    let venue = PaperVenue(exchange: PaperExchange(seed: 1))
    let account = try #require(venue.accounts.open(now: 0))
    let answer = Answer(
      venue: venue, account: account, query: CheckedQuery(), now: 5, wall: Self.midnight, timeFactor: 1)
    try answer.chargeOrders(3)
    answer.giveBackOrders(1)
    #expect(
      String(decoding: answer.unfilledOrderCounts(), as: UTF8.self)
        == #"[{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100,"count":2},"#
        + #"{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000,"count":2}]"#)
  }
}
