import LinuxIO
import Signing
import TestSupport
import Testing

@testable import Journal

@Suite(.onLoop) struct `Format 1 of a journal` {
  static var header: JournalHeader {
    JournalHeader(
      journal: Array(1...16), fileNumber: 1, firstRecord: 1, previousHead: [UInt8](repeating: 0, count: 32),
      scope: "testnet", account: "123456789", madeAtMilliseconds: Samples.noon)
  }

  /// What this version writes.
  static func bytes() throws -> [UInt8] {
    var bytes = header.bytes
    var chain = JournalChain(behind: header)
    for record in Samples.records { chain.append(try record.body(), to: &bytes) }
    return bytes
  }

  @Test func `its bytes are read for ever`() throws {
    let bytes = try #require(Base64.decode(FormatFixture.version1))
    let disk = MemoryDisk.holding(["journal": bytes])
    let part = try JournalSeries(MemoryFolder(disk)).parts[0]
    var records: [JournalRecord?] = []
    let (chain, torn) = try part.read(.chain) { record, _ in records.append(record) }
    #expect(records == Samples.records)
    #expect(torn == 0)
    #expect(Hexadecimal.text(chain.head) == FormatFixture.version1Head)
    #expect(part.header.formatVersion == 1)
  }

  @LoopActor
  @Test func `a journal of its goes on`() throws {
    let disk = MemoryDisk.holding(["journal": try #require(Base64.decode(FormatFixture.version1))])
    let journal = try Journal(Samples.setting(), folder: MemoryFolder(disk))
    try journal.add(.intent(Samples.intent("later")))
    #expect(journal.book.entry("a-1")?.state == .placed)
    #expect(journal.book.entry("later") != nil)
  }

  @Test func `this version still writes it, or has another number`() throws {
    let isSame = try Self.bytes() == Base64.decode(FormatFixture.version1)
    #expect(isSame || JournalHeader.formatVersion > 1)
    if !isSame { print("this version writes:\n\(Base64.text(try Self.bytes()))") }
  }
}
