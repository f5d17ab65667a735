import Orders
import Exchange
import Configuration
import Catalog
import Journal
import Testing
import Values

@testable import Trading

@Suite struct `Settlement of one intent` {
  private func entry(_ api: API = .spot, sentAt: Int = 1_000_000) -> IntentEntry {
    let leg = Intent.Leg(clientOrderID: "a", side: "BUY", type: "LIMIT", quantity: nil, price: nil)
    var entry = IntentEntry(
      Intent(
        id: "a", instance: 1, principal: "", idempotency: nil, parameters: [], tool: "",
        kind: api == .spot ? .order : .futuresOrder, api: api, symbol: "BTCUSDT", legs: [leg],
        notional: .zero, quote: "USDT", madeAtMilliseconds: sentAt))
    entry.state = .unknown
    entry.sentAtMilliseconds = sentAt
    entry.recvWindowMilliseconds = 3_000
    return entry
  }

  @Test func `a denial before the window and ten seconds are over proves nothing`() {
    var inquiry = SettlementCase(entry())
    for time in [1_000_000, 1_005_000, 1_013_000] {
      guard case .ask = inquiry.take(.doesNotExist, exchangeTime: time, now: time) else {
        Issue.record("decided at \(time)")
        return
      }
    }
    // The first that counts; however many came before.
    #expect(
      inquiry.take(.doesNotExist, exchangeTime: 1_013_001, now: 1_013_001) == .ask(afterMilliseconds: 2_000))
  }

  @Test func `it takes two denials, two seconds apart`() {
    var inquiry = SettlementCase(entry())
    #expect(inquiry.take(.doesNotExist, exchangeTime: 1_020_000, now: 0) == .ask(afterMilliseconds: 2_000))
    #expect(inquiry.take(.doesNotExist, exchangeTime: 1_021_999, now: 1_999) == .ask(afterMilliseconds: 1))
    #expect(inquiry.take(.doesNotExist, exchangeTime: 1_022_000, now: 2_000) == .notPlaced)
  }

  @Test func `without the exchange's time nothing is denied`() {
    var inquiry = SettlementCase(entry())
    for moment in stride(from: 0, to: 100_000, by: 10_000) {
      guard case .ask = inquiry.take(.doesNotExist, exchangeTime: nil, now: moment) else {
        Issue.record("decided without a clock")
        return
      }
    }
  }

  @Test func `it is there as soon as the exchange says so`() {
    var inquiry = SettlementCase(entry())
    #expect(inquiry.take(.exists(report: "{}"), exchangeTime: nil, now: 0) == .placed(report: "{}"))
  }

  @Test func `what futures have forgotten stays unknown, and a person is told`() {
    var inquiry = SettlementCase(entry(.futures))
    let late = 1_000_000 + 61 * 3_600_000
    guard case .stuck = inquiry.take(.doesNotExist, exchangeTime: late, now: 0) else {
      Issue.record("decided from a memory that is gone")
      return
    }
    var spot = SettlementCase(entry(.spot))
    #expect(spot.take(.doesNotExist, exchangeTime: late, now: 0) == .ask(afterMilliseconds: 2_000))
  }

  @Test func `questions become rarer, and never rarer than once a minute`() {
    var inquiry = SettlementCase(entry())
    var waits: [Int] = []
    for _ in 0..<12 {
      if case .ask(let wait) = inquiry.take(.notSaid("", waitMilliseconds: 0), exchangeTime: nil, now: 0) {
        waits.append(wait)
      }
    }
    #expect(waits.count == 12 && waits == waits.sorted() && waits.last == 60_000 && waits.first == 500)
  }
}
