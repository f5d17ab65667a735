import PaperAccounts
import PaperCore
import PaperRoutes
import Signing
import Testing

@testable import PaperState

@Suite struct `A log of commands` {
  @Test func `is read as it was written, in pieces of any size`() throws {
    let fixture = LogFixture.small()
    #expect(try LogFixture.read(fixture.log) == fixture.records)
    for size in [1, 2, 11, 12, 13, 100, 1_000] {
      let (router, end) = try LogFixture.played(fixture.log, pieceByteCount: size)
      #expect(end == LogReader.End(byteCount: fixture.log.count, tornByteCount: 0))
      let digest = BalanceDigest.of(router.venue.accounts)
      #expect(digest == BalanceDigest.of(fixture.router.venue.accounts))
    }
  }

  @Test func `a record that was not finished is found at every length, and nothing before it is lost`() throws
  {
    let fixture = LogFixture.small()
    for length in LogHeader.byteCount...fixture.log.count {
      let whole = fixture.ends.last { $0 <= length } ?? LogHeader.byteCount
      let (_, end) = try LogFixture.played(Array(fixture.log[..<length]))
      #expect(end == LogReader.End(byteCount: whole, tornByteCount: length - whole))
    }
  }

  @Test func `a changed byte anywhere is refused`() {
    let fixture = LogFixture.small()
    for index in fixture.log.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var log = fixture.log
        log[index] ^= mask
        #expect(throws: LogFailure.self, "byte \(index) ^ \(mask)") { try LogFixture.played(log) }
      }
    }
  }

  @Test func `a last record whose end was never written is cut off`() throws {
    let fixture = LogFixture.small()
    let start = fixture.ends[fixture.ends.count - 2]
    for index in start...(fixture.log.count - 16) {
      var log = fixture.log
      for position in index..<log.count { log[position] = 0 }
      let (_, end) = try LogFixture.played(log)
      #expect(end == LogReader.End(byteCount: start, tornByteCount: log.count - start))
    }
    // Zeros in front of a whole record are damage.
    var log = fixture.log
    let previous = fixture.ends[fixture.ends.count - 3]
    for position in previous..<start { log[position] = 0 }
    #expect(throws: LogFailure.damaged(record: fixture.ends.count - 2, byte: previous)) {
      try LogFixture.played(log)
    }
  }

  @Test func `records that are missing, swapped or from another log are refused`() {
    let fixture = LogFixture.small()
    let starts = [LogHeader.byteCount] + fixture.ends.dropLast()
    let parts = zip(starts, fixture.ends).map { Array(fixture.log[$0..<$1]) }
    let header = Array(fixture.log.prefix(LogHeader.byteCount))
    for index in parts.indices.dropLast() {
      var missing = parts
      missing.remove(at: index)
      #expect(throws: LogFailure.self) { try LogFixture.played(header + missing.flatMap(\.self)) }
      var swapped = parts
      swapped.swapAt(index, index + 1)
      #expect(throws: LogFailure.self) { try LogFixture.played(header + swapped.flatMap(\.self)) }
    }
    let other = LogFixture()
    other.write(.started(build: "another", time: other.now))
    let foreign = Array(other.log.dropFirst(LogHeader.byteCount))
    #expect(throws: LogFailure.self) {
      try LogFixture.played(header + foreign + parts.dropFirst().flatMap(\.self))
    }
  }

  @Test func `damage far from the end is refused before everything behind it has been read`() throws {
    let fixture = LogFixture.small()
    var reader = LogReader(try LogHeader(Array(fixture.log.prefix(LogHeader.byteCount))))
    reader.receive([UInt8](repeating: 0xAB, count: LogRecord.byteCountMax + 1_024))
    #expect(throws: LogFailure.damaged(record: 0, byte: LogHeader.byteCount)) { try reader.next() }
  }

  @Test func `a log of another exchange is refused`() throws {
    let log = LogFixture.small().log
    #expect(throws: LogFailure.otherSeed(7)) { try LogFixture.played(log, seed: 8) }
    let header = LogHeader(
      seed: 7, listings: [UInt8](repeating: 1, count: SHA256.byteCount), time: LogFixture.start)
    #expect(throws: LogFailure.otherListings) { try LogFixture.played(header.bytes) }
    var version = header.bytes
    version[8] = 2
    let sum = Checksum.of(version.dropLast(4))
    for index in 0..<4 { version[92 + index] = UInt8(truncatingIfNeeded: sum >> UInt32(8 * index)) }
    #expect(throws: LogFailure.formatVersion(2)) { try LogFixture.played(version) }
    #expect(throws: LogFailure.notALog) { try LogFixture.played([UInt8](repeating: 0, count: 200)) }
  }

  @Test func `an unfinished header is told from another file`() {
    let header = Array(LogFixture.small().log.prefix(LogHeader.byteCount))
    for count in 0..<LogHeader.byteCount { #expect(LogHeader.mayBeUnfinished(Array(header[..<count]))) }
    #expect(LogHeader.mayBeUnfinished([0, 0, 0]))
    #expect(!LogHeader.mayBeUnfinished(Array("hello".utf8)))
  }
}
