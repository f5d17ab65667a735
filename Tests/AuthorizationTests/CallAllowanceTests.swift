import Authorization
import Catalog
import Testing

@Suite struct `Allowances of callers` {
  private static let second: UInt64 = 1_000_000_000

  private func somebody(_ name: String = "desk") throws -> Principal {
    try #require(Principal(name: name, scopes: .all))
  }

  private func waits(_ verdict: CallAllowances.Verdict) -> Int? {
    if case .tooFast(let milliseconds) = verdict { milliseconds } else { nil }
  }

  @Test func `a minute has its calls and no more, however they are spread`() throws {
    let desk = try somebody()
    for step: UInt64 in [1, 10_000_000, 99_000_000, 1_000_000_000] {
      var allowances = CallAllowances(perMinuteMax: 60, atOnceMax: 64)
      var begun: [UInt64] = []
      var now: UInt64 = 5
      while now < 180 * Self.second {
        if allowances.begin(desk, nowNanoseconds: now) == .begun {
          begun.append(now)
          allowances.end(desk)
        }
        now += max(step, Self.second / 50)
      }
      for start in begun {
        let count = begun.count { (start..<start + 60 * Self.second).contains($0) }
        // What an even pace allows, and the burst of a tenth.
        #expect(count <= 60 + 6, "step \(step)")
      }
      #expect(begun.count >= 170)
    }
  }

  @Test func `some come at once, and whoever waits as long as he is told may go on`() throws {
    let desk = try somebody()
    var allowances = CallAllowances(perMinuteMax: 600, atOnceMax: 64)
    var count = 0
    var wait: Int?
    for _ in 0..<100 where wait == nil {
      wait = waits(allowances.begin(desk, nowNanoseconds: 7 * Self.second))
      if wait == nil { count += 1 }
    }
    #expect(count == 60)
    let milliseconds = try #require(wait)
    #expect((1...100).contains(milliseconds))
    let later = 7 * Self.second + UInt64(milliseconds) * 1_000_000
    #expect(waits(allowances.begin(desk, nowNanoseconds: later - 1_000_000)) != nil)
    #expect(allowances.begin(desk, nowNanoseconds: later) == .begun)
  }

  @Test func `one has so many at a time, until one of them ends`() throws {
    let (desk, phone) = (try somebody(), try somebody("phone"))
    var allowances = CallAllowances(perMinuteMax: 100_000, atOnceMax: 2)
    #expect(allowances.begin(desk, nowNanoseconds: 0) == .begun)
    #expect(allowances.begin(desk, nowNanoseconds: 0) == .begun)
    #expect(allowances.begin(desk, nowNanoseconds: 60 * Self.second) == .tooMany(atOnce: 2))
    #expect(allowances.begin(phone, nowNanoseconds: 60 * Self.second) == .begun)
    allowances.end(desk)
    #expect(allowances.runningCount(desk) == 1)
    #expect(allowances.begin(desk, nowNanoseconds: 60 * Self.second) == .begun)
  }

  @Test func `what one caller uses is not another's, and a refused call costs nothing`() throws {
    let (desk, phone) = (try somebody(), try somebody("phone"))
    var allowances = CallAllowances(perMinuteMax: 10, atOnceMax: 64)
    #expect(allowances.begin(desk, nowNanoseconds: 0) == .begun)
    for _ in 0..<1_000 { #expect(waits(allowances.begin(desk, nowNanoseconds: 0)) == 6_000) }
    #expect(allowances.begin(phone, nowNanoseconds: 0) == .begun)
    #expect(allowances.begin(desk, nowNanoseconds: 6 * Self.second) == .begun)
  }

  @Test func `callers are bounded, and the idle ones make room`() throws {
    var allowances = CallAllowances(perMinuteMax: 1, atOnceMax: 1)
    for number in 0..<CallAllowances.callerCountMax {
      #expect(allowances.begin(try somebody("c\(number)"), nowNanoseconds: 0) == .begun)
    }
    let late = try somebody("late")
    // Not because it was too fast.
    #expect(allowances.begin(late, nowNanoseconds: 0) == .tooManyCallers(waitMilliseconds: 1_000))
    // Their minute is over, and their calls are not.
    #expect(waits(allowances.begin(late, nowNanoseconds: 61 * Self.second)) == nil)
    #expect(allowances.runningCount(late) == 0)
    allowances.end(try somebody("c0"))
    #expect(allowances.begin(late, nowNanoseconds: 61 * Self.second) == .begun)
  }
}
