import Exchange
import Testing

@Suite struct `Rate budget` {
  /// A moment so many milliseconds after the start of a minute.
  private func moment(_ milliseconds: Int) -> RateBudget.Moment {
    RateBudget.Moment(
      monotonicMilliseconds: 5_000_000 + milliseconds, wallMilliseconds: 60_000_000 * 30 + milliseconds)
  }

  @Test func `requests go out until the weight of the minute is used up`() {
    var budget = RateBudget(limit: 10)
    for _ in 0..<2 {
      #expect(budget.verdict(on: 5, at: moment(0)) == .send)
      let ticket = budget.charge(5, at: moment(0))
      budget.settle(ticket, usedWeight: nil, at: moment(1))
    }
    #expect(budget.used(at: moment(2)) == 10)
    #expect(budget.verdict(on: 1, at: moment(2)) == .refuse(milliseconds: 60_098, .weight))
  }

  @Test func `requests under way count before any header knows of them`() {
    var budget = RateBudget(limit: 10)
    let first = budget.charge(6, at: moment(0))
    let second = budget.charge(4, at: moment(0))
    #expect(budget.verdict(on: 1, at: moment(0)) != .send)
    budget.settle(first, usedWeight: 2, at: moment(10))
    #expect(budget.used(at: moment(10)) == 6)
    budget.settle(second, usedWeight: 4, at: moment(11))
    #expect(budget.used(at: moment(11)) == 4)
    #expect(budget.verdict(on: 6, at: moment(12)) == .send)
    #expect(budget.verdict(on: 7, at: moment(12)) != .send)
  }

  @Test func `what another program on the address used counts`() {
    var budget = RateBudget(limit: 6_000)
    let ticket = budget.charge(2, at: moment(0))
    budget.settle(ticket, usedWeight: 5_999, at: moment(5))
    #expect(budget.used(at: moment(6)) == 5_999)
    #expect(budget.verdict(on: 2, at: moment(6)) != .send)
    #expect(budget.verdict(on: 1, at: moment(6)) == .send)
  }

  @Test func `an answer that was overtaken does not make the use smaller`() {
    var budget = RateBudget()
    let early = budget.charge(2, at: moment(0))
    let late = budget.charge(2, at: moment(0))
    budget.settle(late, usedWeight: 100, at: moment(5))
    budget.settle(early, usedWeight: 98, at: moment(6))
    #expect(budget.used(at: moment(6)) == 100)
  }

  @Test func `while others say worse, an order's reads go out little by little, and its write at once`() {
    var budget = RateBudget(limit: 6_000, reserve: 120)
    budget.hear(usedWeight: 5_880, at: moment(0))
    // The first shows what is true; a burst of them might have the exchange stop everything.
    #expect(budget.verdict(on: 80, at: moment(1), isUrgent: true, isRead: true) == .send)
    let first = budget.charge(80, at: moment(1))
    #expect(budget.verdict(on: 80, at: moment(2), isUrgent: true, isRead: true) == .wait(milliseconds: 20))
    #expect(budget.verdict(on: 1, at: moment(2), isUrgent: true, isRead: true) == .send)
    #expect(budget.verdict(on: 1, at: moment(2), isUrgent: true) == .send)
    budget.settle(first, usedWeight: 5_960, at: moment(3))
    #expect(budget.verdict(on: 80, at: moment(4), isUrgent: true, isRead: true) != .send)
    #expect(budget.verdict(on: 40, at: moment(4), isUrgent: true) == .send)
    // Nobody says worse than it knows.
    var calm = RateBudget(limit: 6_000, reserve: 120)
    _ = calm.charge(80, at: moment(1))
    #expect(calm.verdict(on: 80, at: moment(2), isUrgent: true, isRead: true) == .send)
  }

  @Test func `a smaller use is believed of a request sent after the greater one was known`() {
    var budget = RateBudget()
    budget.settle(budget.charge(2, at: moment(0)), usedWeight: 5_000, at: moment(5))
    budget.settle(budget.charge(2, at: moment(10)), usedWeight: 2, at: moment(15))
    #expect(budget.used(at: moment(15)) == 2)
  }

  @Test func `a short wait to the end of the minute is queued and a long one refused`() {
    var budget = RateBudget(limit: 10)
    budget.settle(budget.charge(10, at: moment(0)), usedWeight: 10, at: moment(1))
    #expect(budget.verdict(on: 1, at: moment(58_500)) == .wait(milliseconds: 1_600))
    #expect(budget.verdict(on: 1, at: moment(58_099)) == .refuse(milliseconds: 2_001, .weight))
    #expect(budget.verdict(on: 1, at: moment(60_000)) == .send)
    #expect(budget.used(at: moment(60_000)) == 0)
  }

  @Test func `what is still under way is carried into the next minute`() {
    var budget = RateBudget(limit: 10)
    let ticket = budget.charge(8, at: moment(59_990))
    #expect(budget.used(at: moment(60_010)) == 8)
    #expect(budget.verdict(on: 5, at: moment(60_010)) != .send)
    budget.refund(ticket)
    #expect(budget.verdict(on: 5, at: moment(60_011)) == .send)
  }

  @Test func `429 stops everything until Retry-After`() {
    var budget = RateBudget()
    budget.stop(for: 7, isBan: false, at: moment(1_000))
    #expect(budget.verdict(on: 1, at: moment(1_001)) == .refuse(milliseconds: 6_999, .tooManyRequests))
    #expect(budget.verdict(on: 1, at: moment(6_000)) == .wait(milliseconds: 2_000))
    #expect(budget.verdict(on: 1, at: moment(8_000)) == .send)
  }

  @Test func `a ban outlasts the minute and is not shortened by a later 429`() {
    var budget = RateBudget()
    budget.stop(for: nil, isBan: true, at: moment(0))
    budget.stop(for: 1, isBan: false, at: moment(10))
    #expect(budget.stoppedForMilliseconds(at: moment(10)) == 119_990)
    #expect(budget.verdict(on: 1, at: moment(61_000)) == .refuse(milliseconds: 59_000, .ban))
    #expect(budget.verdict(on: 1, at: moment(120_000)) == .send)
  }

  @Test func `a stop is not lifted by a wall clock that is set forward`() {
    var budget = RateBudget()
    budget.stop(for: 30, isBan: false, at: moment(0))
    var later = moment(1)
    later.wallMilliseconds += 3_600_000
    #expect(budget.verdict(on: 1, at: later) == .refuse(milliseconds: 29_999, .tooManyRequests))
  }

  @Test func `the number of requests in five minutes is bounded`() {
    var budget = RateBudget(limit: .max)
    for _ in 0..<RateBudget.requestCountMax {
      budget.settle(budget.charge(0, at: moment(0)), usedWeight: 0, at: moment(0))
    }
    guard case .refuse(_, .requestCount) = budget.verdict(on: 0, at: moment(1)) else {
      Issue.record("the request after the last allowed one was let through")
      return
    }
    #expect(budget.verdict(on: 0, at: moment(300_000)) == .send)
  }

  @Test func `absurd values of Retry-After are bounded`() {
    var budget = RateBudget()
    budget.stop(for: .max, isBan: true, at: moment(0))
    #expect(budget.stoppedForMilliseconds(at: moment(0)) == 7 * 86_400_000)
    var other = RateBudget()
    other.stop(for: -5, isBan: false, at: moment(0))
    #expect(other.stoppedForMilliseconds(at: moment(0)) == 1_000)
  }

  @Test func `a used weight that no sum can hold stops requests and ends nothing`() {
    var budget = RateBudget()
    budget.settle(budget.charge(2, at: moment(0)), usedWeight: .max, at: moment(1))
    guard case .refuse(_, .weight) = budget.verdict(on: 2, at: moment(2)) else {
      Issue.record("a request was let through over the limit")
      return
    }
    #expect(budget.used(at: moment(2)) > 6_000)
    // Without a header our own count is added to it.
    let ticket = budget.charge(2, at: moment(3))
    budget.settle(ticket, usedWeight: nil, at: moment(4))
    #expect(budget.verdict(on: 2, at: moment(60_000)) == .send, "the next minute begins anew")
  }
}
