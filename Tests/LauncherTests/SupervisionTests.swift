import Testing

@testable import Launcher

@Suite struct `When a process is started again` {
  private static let second: UInt64 = 1_000_000_000

  /// A life that ends by a crash after `seconds`, and what follows.
  private func live(
    _ supervision: inout Supervision, from start: UInt64, seconds: UInt64, becomesReady: Bool = true
  ) -> Supervision.Verdict {
    supervision.start(at: start)
    if becomesReady { supervision.becomeReady(at: start) }
    // 128 of 255 leaves the delay as it is, to the millisecond.
    return supervision.end(.crashed(cause: "signal 9"), at: start + seconds * Self.second, jitter: 128)
  }

  private func delay(_ verdict: Supervision.Verdict) -> UInt32? {
    if case .restart(let milliseconds) = verdict { milliseconds } else { nil }
  }

  @Test func `the first crash at work is followed at once`() {
    var supervision = Supervision(retriesForEver: true)
    let outcome1 = live(&supervision, from: 0, seconds: 1)
    #expect(delay(outcome1) == 0)
    #expect(supervision.generation == 1)
    #expect(supervision.restartCount == 1)
  }

  @Test func `a crash before ready is not followed at once`() {
    var supervision = Supervision(retriesForEver: true)
    let outcome2 = live(&supervision, from: 0, seconds: 1, becomesReady: false)
    #expect(delay(outcome2) == 100)
  }

  @Test func `delays grow within the window and end at thirty seconds`() {
    var supervision = Supervision(retriesForEver: true)
    var delays: [UInt32] = []
    for index in 0..<9 {
      delays.append(delay(live(&supervision, from: UInt64(index) * Self.second, seconds: 0)) ?? .max)
    }
    let expected: [UInt32] = [0, 100, 500, 1000, 2000, 5000, 10_000, 30_000, 30_000]
    for (found, wanted) in zip(delays, expected) {
      #expect(abs(Int(found) - Int(wanted)) <= Int(wanted) / 100)
    }
  }

  @Test func `a long healthy life forgets the failures`() {
    var supervision = Supervision(retriesForEver: true)
    for index in 0..<5 { _ = live(&supervision, from: UInt64(index) * Self.second, seconds: 0) }
    let outcome3 = live(&supervision, from: 10 * Self.second, seconds: 61)
    #expect(delay(outcome3) == 0)
  }

  @Test func `failures leave the window`() {
    var supervision = Supervision(retriesForEver: true)
    for index in 0..<5 { _ = live(&supervision, from: UInt64(index) * Self.second, seconds: 0) }
    let outcome4 = live(&supervision, from: 300 * Self.second, seconds: 1)
    #expect(delay(outcome4) == 0)
  }

  @Test func `a market worker is started for ever`() {
    var supervision = Supervision(retriesForEver: true)
    for index in 0..<1000 {
      let outcome5 = live(&supervision, from: UInt64(index) * Self.second, seconds: 0)
      #expect(delay(outcome5) != nil)
    }
  }

  @Test func `a worker with money waits for an operator after a crash loop`() {
    var supervision = Supervision(retriesForEver: false)
    var verdicts: [Supervision.Verdict] = []
    for index in 0..<(Supervision.failureCountMax + 1) {
      verdicts.append(live(&supervision, from: UInt64(index) * Self.second, seconds: 0))
    }
    #expect(verdicts.dropLast().allSatisfy { delay($0) != nil })
    guard case .stay = verdicts.last else {
      Issue.record("it would be started again: \(String(describing: verdicts.last))")
      return
    }
    supervision.reset()
    #expect(supervision.state == .resting)
  }

  @Test func `a wrong configuration is not tried again`() {
    var supervision = Supervision(retriesForEver: true)
    supervision.start(at: 0)
    let outcome6 = supervision.end(.unusable(cause: "exit code 78"), at: 1, jitter: 0)
    #expect(outcome6 == .stay(cause: "exit code 78"))
    #expect(supervision.state == .stopped(cause: "exit code 78"))
  }

  @Test func `jitter stays within an eighth`() {
    for jitter in [UInt8.min, .max] {
      var supervision = Supervision(retriesForEver: true)
      for index in 0..<7 {
        supervision.start(at: UInt64(index))
        supervision.becomeReady(at: UInt64(index))
        _ = supervision.end(.crashed(cause: ""), at: UInt64(index), jitter: jitter)
      }
      supervision.start(at: 8)
      guard case .restart(let delay) = supervision.end(.crashed(cause: ""), at: 8, jitter: jitter) else {
        Issue.record("not restarted")
        return
      }
      #expect(delay == (jitter == 0 ? 26_250 : 33_750))
    }
  }
}
