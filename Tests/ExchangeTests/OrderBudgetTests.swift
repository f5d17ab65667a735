import Testing

@testable import Exchange

@Suite struct `Order budget` {
  private func moment(_ milliseconds: Int) -> RateBudget.Moment {
    RateBudget.Moment(
      monotonicMilliseconds: milliseconds, wallMilliseconds: 86_400_000 * 20_000 + milliseconds)
  }

  private func budget(_ limit: Int) -> OrderBudget {
    OrderBudget([OrderWindow(seconds: 10, limit: limit), OrderWindow(seconds: 60, limit: 1_000)])
  }

  @Test func `orders go out until the interval's number is used up`() {
    var budget = budget(3)
    for _ in 0..<3 {
      #expect(budget.verdict(on: 1, at: moment(0)) == .send)
      budget.settle(budget.charge(1, at: moment(0)), .counted, at: moment(1)) { _ in nil }
    }
    #expect(budget.verdict(on: 1, at: moment(5_000)) == .refuse(milliseconds: 5_100, .orderCount))
    #expect(budget.verdict(on: 1, at: moment(8_200)) == .wait(milliseconds: 1_900))
    #expect(budget.verdict(on: 1, at: moment(10_000)) == .send)
  }

  @Test func `orders under way count, and a refund gives them back`() {
    var budget = budget(3)
    let ticket = budget.charge(2, at: moment(0))
    #expect(budget.verdict(on: 2, at: moment(0)) != .send)
    #expect(budget.verdict(on: 1, at: moment(0)) == .send)
    budget.refund(ticket)
    #expect(budget.verdict(on: 3, at: moment(0)) == .send)
  }

  @Test func `the exchange's count is the truth, up and down`() {
    var budget = budget(10)
    budget.settle(budget.charge(1, at: moment(0)), .counted, at: moment(1)) { $0 == 10 ? 9 : 9 }
    #expect(budget.verdict(on: 1, at: moment(2)) == .send)
    #expect(budget.verdict(on: 2, at: moment(2)) != .send)
    // Fills give orders back.
    budget.settle(budget.charge(1, at: moment(3)), .counted, at: moment(4)) { _ in 2 }
    #expect(budget.verdict(on: 8, at: moment(5)) == .send)
  }

  @Test func `an answer that was overtaken does not make the count smaller`() {
    var budget = budget(10)
    let early = budget.charge(1, at: moment(0))
    let late = budget.charge(1, at: moment(0))
    budget.settle(late, .counted, at: moment(5)) { _ in 10 }
    budget.settle(early, .counted, at: moment(6)) { _ in 9 }
    #expect(budget.verdict(on: 1, at: moment(7)) != .send)
  }

  @Test func `orders that were refused do not count, those without an answer do`() {
    var budget = budget(2)
    budget.settle(budget.charge(1, at: moment(0)), .refused, at: moment(1)) { _ in nil }
    #expect(budget.verdict(on: 2, at: moment(2)) == .send)
    budget.settle(budget.charge(1, at: moment(2)), .counted, at: moment(3)) { _ in nil }
    #expect(budget.verdict(on: 2, at: moment(4)) != .send)
  }

  @Test func `each interval has its own number`() {
    var budget = OrderBudget([
      OrderWindow(seconds: 10, limit: 100), OrderWindow(seconds: 86_400, limit: 5),
    ])
    budget.settle(budget.charge(1, at: moment(0)), .counted, at: moment(1)) { $0 == 10 ? 1 : 5 }
    guard case .refuse(let milliseconds, .orderCount) = budget.verdict(on: 1, at: moment(20_000)) else {
      Issue.record("an order over the day's number was let through")
      return
    }
    #expect(milliseconds == 86_400_000 - 20_000 + 100)
    budget.setLimit(6, ofSeconds: 86_400)
    #expect(budget.verdict(on: 1, at: moment(20_000)) == .send)
  }

  @Test func `absurd counts stop orders and end nothing`() {
    var budget = budget(10)
    budget.settle(budget.charge(1, at: moment(0)), .counted, at: moment(1)) { _ in .max }
    #expect(budget.verdict(on: 1, at: moment(2)) != .send)
    budget.settle(budget.charge(1, at: moment(2)), .counted, at: moment(3)) { _ in nil }
    budget.settle(budget.charge(1, at: moment(10_000)), .counted, at: moment(10_001)) { _ in -5 }
    #expect(budget.verdict(on: 10, at: moment(10_002)) == .send)
  }
}

@Suite struct `Hearsay` {
  private func moment(_ milliseconds: Int) -> RateBudget.Moment {
    RateBudget.Moment(
      monotonicMilliseconds: 5_000_000 + milliseconds, wallMilliseconds: 60_000_000 * 30 + milliseconds)
  }

  @Test func `delays reads and neither orders nor cancels`() {
    var budget = RateBudget(limit: 100)
    budget.hear(usedWeight: 100, at: moment(0))
    #expect(budget.verdict(on: 1, at: moment(1)) == .refuse(milliseconds: 60_099, .weight))
    #expect(budget.verdict(on: 1, at: moment(1), isUrgent: true) == .send)
    #expect(budget.used(at: moment(1)) == 100)
    #expect(budget.ownUse(at: moment(1)) == 0, "hearsay is not told on")
  }

  @Test func `of a stop holds reads only`() {
    var budget = RateBudget(limit: 100)
    budget.hear(usedWeight: 0, stoppedMilliseconds: 30_000, at: moment(0))
    #expect(budget.verdict(on: 1, at: moment(1)) == .refuse(milliseconds: 29_999, .tooManyRequests))
    #expect(budget.verdict(on: 1, at: moment(1), isUrgent: true) == .send)
    #expect(budget.verdict(on: 1, at: moment(30_000)) == .send)
    #expect(budget.stoppedForMilliseconds(at: moment(1)) == 0)
  }

  @Test func `gives way to the exchange's own newer word, and ends with the minute`() {
    var budget = RateBudget(limit: 100)
    let before = budget.charge(1, at: moment(0))
    budget.hear(usedWeight: 100, at: moment(1))
    budget.settle(before, usedWeight: 3, at: moment(2))
    #expect(budget.verdict(on: 1, at: moment(3)) != .send, "that answer may be older than what was heard")
    let after = budget.charge(1, at: moment(4))
    budget.settle(after, usedWeight: 60, at: moment(5))
    #expect(budget.verdict(on: 40, at: moment(6)) == .send)
    budget.hear(usedWeight: 100, at: moment(7))
    #expect(budget.verdict(on: 1, at: moment(60_000)) == .send)
  }

  @Test func `absurd hearsay is bounded`() {
    var budget = RateBudget(limit: 100)
    budget.hear(usedWeight: .max, stoppedMilliseconds: .max, at: moment(0))
    #expect(budget.verdict(on: 1, at: moment(1), isUrgent: true) == .send)
    budget.hear(usedWeight: .min, stoppedMilliseconds: .min, at: moment(2))
    #expect(budget.verdict(on: 1, at: moment(7 * 86_400_000 + 60_000)) == .send)
  }

  @Test func `a part of the limit is left to orders and cancels`() {
    var budget = RateBudget(limit: 100, reserve: 10)
    budget.settle(budget.charge(85, at: moment(0)), usedWeight: 85, at: moment(1))
    #expect(budget.verdict(on: 5, at: moment(2)) == .send)
    #expect(budget.verdict(on: 6, at: moment(2)) != .send)
    #expect(budget.verdict(on: 15, at: moment(2), isUrgent: true) == .send)
    #expect(budget.verdict(on: 16, at: moment(2), isUrgent: true) != .send)
    // What an order reads first leaves half of that to what it is read for, and to cancels.
    #expect(budget.verdict(on: 10, at: moment(2), isUrgent: true, isRead: true) == .send)
    #expect(budget.verdict(on: 11, at: moment(2), isUrgent: true, isRead: true) != .send)
  }
}
