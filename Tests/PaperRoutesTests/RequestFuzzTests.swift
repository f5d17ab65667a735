import Foundation
import PaperCore
import Testing

/// Requests to every route, as bytes through parser, signature check and router: whatever comes, there is an
/// answer that a client can read, no unit of anything is lost or made, what was refused left no trace, and
/// what a log would have kept brings everything back.
///
/// Short and the same each time, unless `BULKHEAD_FUZZ_SECONDS` says how long (`./test fuzz`). It is then
/// another run each time, which `BULKHEAD_FUZZ_SEED` repeats.
@Suite struct `Request fuzz` {
  private static let seconds =
    ProcessInfo.processInfo.environment["BULKHEAD_FUZZ_SECONDS"].flatMap(Int.init)
  private static let firstSeed =
    ProcessInfo.processInfo.environment["BULKHEAD_FUZZ_SEED"].flatMap(UInt64.init)
    ?? (seconds == nil ? 1 : UInt64.random(in: 1...999_999_999))
  /// Requests to one exchange before the next one begins, which has another seed.
  private static let roundStepCount = 5_000
  private static let shortStepCount = 400

  private func fuzz(_ what: String, mutates: Bool) throws {
    let start = ContinuousClock.now
    let end = Self.seconds.map { start + .seconds($0) }
    var seed = Self.firstSeed
    var total = 0
    repeat {
      // To standard error, which nothing holds back: after a crash this is what repeats it.
      FileHandle.standardError.write(Data("fuzz of \(what): seed \(seed)\n".utf8))
      let venue = try FuzzedVenue(seed: seed, mutates: mutates)
      var count = 0
      while count < (end == nil ? Self.shortStepCount : Self.roundStepCount) {
        if let end, ContinuousClock.now > end { break }
        if let problem = venue.step() {
          Issue.record("BULKHEAD_FUZZ_SEED=\(seed), step \(count): \(problem)")
          return
        }
        count += 1
      }
      if let problem = venue.playedBackDifference() {
        Issue.record("BULKHEAD_FUZZ_SEED=\(seed), played back after \(count) steps: \(problem)")
        return
      }
      total += count
      // Otherwise this would have tested the refusals only.
      if count >= Self.shortStepCount {
        #expect(venue.successCount > count / (mutates ? 50 : 10), "seed \(seed)")
        #expect((venue.refusedStreamCount > count / 20) == mutates, "seed \(seed)")
      }
      seed += 1
    } while end.map { ContinuousClock.now < $0 } ?? false
    FileHandle.standardError.write(Data("fuzz of \(what): \(total) streams\n".utf8))
  }

  @Test func `whatever is asked for is carried out or refused`() throws {
    try fuzz("requests", mutates: false)
  }

  @Test func `whatever bytes come are a request or are refused`() throws {
    try fuzz("bytes", mutates: true)
  }
}
