import LinuxIO
import TestSupport
import Testing

@testable import Journal

@Suite(.onLoop) struct `Files of a journal` {
  private let noon = Samples.noon

  @LoopActor
  private func journal(_ disk: MemoryDisk, fileByteCount: Int = 2000) throws -> Journal {
    var setting = Samples.setting()
    setting.fileByteCount = fileByteCount
    return try Journal(setting, folder: MemoryFolder(disk))
  }

  @LoopActor
  @Test func `files follow each other, and the last has all that counts`() throws {
    let disk = MemoryDisk()
    let writer = try journal(disk)
    var all: [JournalRecord] = []
    for number in 0..<40 {
      for record in Samples.way(of: "i\(number)", at: noon + number, key: UInt8(number)) {
        try writer.add(record)
        all.append(record)
      }
    }
    #expect(writer.header.fileNumber > 3)
    #expect(writer.rotationFailure == nil)
    let expected = Samples.book(all)
    for book in [writer.book, try journal(disk).book] {
      #expect(book.recent(countMax: 100) == expected.recent(countMax: 100))
      #expect(book.days == expected.days)
      let areKeysKept = book.byIdempotency == expected.byIdempotency
      #expect(areKeysKept)
    }
    // Each one's header has the head of the one before.
    var head = [UInt8](repeating: 0, count: 32)
    var number: UInt64 = 0
    // The second server may have begun one more.
    let last = try JournalHeader(Array(disk.bytes().prefix(JournalHeader.byteCount)), file: "journal")
      .fileNumber
    for file in 1...last {
      let name = file == last ? "journal" : "journal.\(file)"
      let bytes = disk.bytes(name)
      let header = try JournalHeader(Array(bytes.prefix(JournalHeader.byteCount)), file: name)
      #expect(header.fileNumber == file && header.previousHead == head && header.firstRecord == number + 1)
      var reader = FrameReader(
        file: name, chain: JournalChain(behind: header), offset: JournalHeader.byteCount, depth: .chain)
      let folder = MemoryFolder(disk)
      #expect(try reader.readAll(of: folder.open(name, .reading)) { _, _ in } == 0)
      (head, number) = (reader.chain.head, reader.chain.number)
    }
    #expect(disk.names[Journal.nextName] == nil)
  }

  @LoopActor
  @Test func `an intent is not held up by the beginning of another file`() throws {
    let disk = MemoryDisk()
    let folder = MemoryFolder(disk)
    var setting = Samples.setting()
    setting.fileByteCount = 300
    let journal = try Journal(setting, folder: folder)
    let file = journal.header.fileNumber
    let way = Samples.way(of: "a", at: noon)
    try journal.add(way[0])
    try journal.add(way[1])
    #expect(journal.header.fileNumber == file)
    try journal.add(way[2])
    #expect(journal.header.fileNumber == file + 1)
    #expect(journal.book.entry("a")?.state == .placed)
  }

  @LoopActor
  @Test func `servers that append in turn follow each other from file to file`() throws {
    let disk = MemoryDisk()
    let journals = try (0..<3).map { _ in try journal(disk, fileByteCount: 1500) }
    var generator = SplitMix(seed: 4)
    var all: [JournalRecord] = []
    for number in 0..<120 {
      for record in Samples.way(of: "i\(number)", at: noon + 50 * number) {
        // One of them may look only after several files have been begun.
        let index = number % 40 < 20 ? 0 : Int.random(in: 0..<3, using: &generator)
        try journals[index].add(record)
        all.append(record)
      }
    }
    let expected = Samples.book(all)
    for journal in journals {
      try journal.refresh()
      #expect(journal.book == journals[0].book)
      #expect(journal.head == journals[0].head)
    }
    #expect(journals[0].header.fileNumber > 10)
    #expect(journals[0].book.recent(countMax: 200) == expected.recent(countMax: 200))
    #expect(journals[0].book.days == expected.days)
  }

  @LoopActor
  @Test func `a server that sleeps over a hundred files wakes up in the last`() throws {
    let disk = MemoryDisk()
    let (sleeper, writer) = (try journal(disk), try journal(disk, fileByteCount: 300))
    for number in 0..<110 { for record in Samples.way(of: "i\(number)", at: noon) { try writer.add(record) } }
    #expect(writer.header.fileNumber > 100)
    try sleeper.refresh()
    #expect(sleeper.head == writer.head)
    #expect(sleeper.book == writer.book)
  }

  @LoopActor
  @Test func `a file that cannot be begun leaves the old one in use`() throws {
    let disk = MemoryDisk()
    let folder = MemoryFolder(disk)
    var setting = Samples.setting()
    setting.fileByteCount = 300
    let journal = try Journal(setting, folder: folder)
    let file = journal.header.fileNumber
    try journal.add(Samples.way(of: "a", at: noon)[0])
    // flock, stat, stat, read, write, fdatasync, unlink, open: the new file.
    folder.trouble[folder.calls.count + 8] = .failure(SystemFailure.noSpace)
    try journal.add(Samples.way(of: "a", at: noon)[2])
    #expect(journal.rotationFailure == .system(SystemFailure(call: "open", number: SystemFailure.noSpace)))
    #expect(journal.header.fileNumber == file && journal.failure == nil)
    // Not at once again.
    try journal.add(Samples.way(of: "a", at: noon)[3])
    #expect(journal.header.fileNumber == file)
    #expect(try self.journal(disk).book == journal.book)
  }

  @LoopActor
  @Test func `halt, policy and time go on into the next file`() throws {
    let disk = MemoryDisk()
    let journal = try journal(disk, fileByteCount: 300)
    try journal.add(.policy(atMilliseconds: noon, text: "{}"), .halted(true, atMilliseconds: noon, by: "me"))
    for record in Samples.way(of: "a", at: noon) { try journal.add(record) }
    #expect(journal.header.fileNumber > 1)
    for book in [journal.book, try self.journal(disk).book] {
      #expect(book.lastPolicy == "{}" && book.isHalted && book.haltedBy == "me")
      #expect(book.latestTimeMilliseconds == noon + 31)
    }
  }
}
