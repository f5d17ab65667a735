import Authorization
import Catalog
import Testing
import Values

@testable import Transports

@Suite struct `What a caller hears who asks too much` {
  @Test(arguments: [(600, "60 at once, then evenly 600"), (9, "1 at once, then evenly 9")])
  func `the limit and the wait, and not that a minute's calls are used up`(
    perMinute: Int, words: String
  ) throws {
    let desk = try #require(Principal(name: "desk", scopes: .all))
    var allowances = CallAllowances(perMinuteMax: perMinute, atOnceMax: 64)
    var begunCount = 0
    var verdict = allowances.begin(desk, nowNanoseconds: 0)
    while verdict == .begun, begunCount < perMinute {
      #expect(allowances.failure(of: verdict) == nil)
      allowances.end(desk)
      begunCount += 1
      verdict = allowances.begin(desk, nowNanoseconds: 0)
    }
    #expect(begunCount == allowances.burstCountMax, "the words name as many as there are")
    let failure = try #require(allowances.failure(of: verdict))
    #expect(failure.kind == .rateLimitExceeded && failure.isRetryable)
    #expect(
      failure.message == "this token's calls come faster than it may make them: \(words) a minute")
    let seconds = perMinute == 600 ? 1 : 7
    #expect(failure.suggestion == "Call again in \(seconds) s.")
    #expect(failure.details.map(\.0) == ["retry_after_seconds"])
    #expect(failure.details.first?.1 == .integer(seconds))
  }

  @Test func `others' calls are not the caller's own`() throws {
    let allowances = CallAllowances(perMinuteMax: 600, atOnceMax: 16)
    let crowd = try #require(allowances.failure(of: .tooManyCallers(waitMilliseconds: 1_000)))
    #expect(crowd.message == "4096 others make calls at the moment, which is the most")
    #expect(crowd.suggestion == "Call again in 1 s.")
    let many = try #require(allowances.failure(of: .tooMany(atOnce: 16)))
    #expect(many.message == "16 calls of this token are being answered already")
  }
}
