import LinuxIO
import TestSupport
import Testing

@testable import Journal

@Suite(.onLoop) struct `Damaged journals` {
  private let noon = Samples.noon

  /// A journal of a few records, and where each of them ends.
  @LoopActor
  private func small() throws -> (bytes: [UInt8], ends: [Int], books: [IntentBook]) {
    let disk = MemoryDisk()
    let journal = try Journal(Samples.setting(), folder: MemoryFolder(disk))
    var (ends, books) = ([JournalHeader.byteCount, disk.bytes().count], [IntentBook(), journal.book])
    for record in Samples.way(of: "a", at: noon, key: 1) {
      try journal.add(record)
      ends.append(disk.bytes().count)
      books.append(journal.book)
    }
    return (disk.bytes(), ends, books)
  }

  @LoopActor
  private func opened(_ bytes: [UInt8]) throws(JournalFailure) -> (Journal, MemoryDisk) {
    let disk = MemoryDisk.holding(["journal": bytes])
    return (try Journal(Samples.setting(), folder: MemoryFolder(disk)), disk)
  }

  @LoopActor
  @Test func `a tail torn at any byte is cut, and what was whole is kept`() throws {
    let (bytes, ends, books) = try small()
    for count in JournalHeader.byteCount...bytes.count {
      let (journal, disk) = try opened(Array(bytes.prefix(count)))
      let whole = ends.lastIndex { $0 <= count } ?? 0
      #expect(journal.cutByteCount == count - ends[whole], "\(count)")
      #expect(disk.bytes().prefix(ends[whole]) == bytes.prefix(ends[whole]))
      // What was cut is said in the journal itself, and the journal is good.
      let (again, _) = try opened(disk.bytes())
      #expect(again.recordCount == whole + (count == ends[whole] ? 0 : 1) + 2)
      #expect(again.book == books[whole])
      #expect(again.cutByteCount == 0)
    }
  }

  @LoopActor
  @Test func `a header that was cut is damage`() throws {
    let (bytes, _, _) = try small()
    for count in 0..<JournalHeader.byteCount {
      #expect(throws: JournalFailure.self, "\(count)") { try opened(Array(bytes.prefix(count))) }
    }
  }

  @LoopActor
  @Test func `a flipped bit at any byte is damage, in the last record too`() throws {
    let (bytes, ends, _) = try small()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << (index % 8)
      do throws(JournalFailure) {
        _ = try opened(changed)
        Issue.record("bit \(index % 8) of byte \(index) was not noticed")
      } catch {
        guard case .damaged(let file, let offset, let reason) = error else {
          // The version's own bytes say what they say only with a check that fits; so this cannot be.
          Issue.record("byte \(index): \(error)")
          continue
        }
        #expect(file == "journal" && !reason.isEmpty)
        #expect(offset == (ends.last { $0 <= index } ?? 0), "byte \(index): \(reason)")
      }
    }
  }

  /// A journal whose last record is whole and in its place in the chain, and says nothing that there is.
  @LoopActor
  private func ending(in body: [UInt8]) throws -> [UInt8] {
    let (bytes, ends, _) = try small()
    let header = try JournalHeader(Array(bytes.prefix(ends[0])), file: "journal")
    var reader = FrameReader(
      file: "journal", chain: JournalChain(behind: header), offset: ends[0], depth: .chain)
    var index = ends[0]
    while case .record(_, let end) = try reader.next(bytes, at: index, isAtEnd: true) { index = end }
    var (longer, chain) = (bytes, reader.chain)
    chain.append(body, to: &longer)
    return longer
  }

  @LoopActor
  @Test func `a record that means nothing is damage, at opening too`() throws {
    var absurd = try JournalRecord.settledNotPlaced(id: "a", atMilliseconds: noon).body()
    // Its time: the eight bytes behind kind, length and id.
    for offset in 6..<14 { absurd[offset] = offset == 13 ? 0x7F : 0xFF }
    for body in [[99, 1, 2, 3], absurd] {
      let bytes = try ending(in: body)
      do throws(JournalFailure) {
        _ = try opened(bytes)
        Issue.record("\(body) was passed over")
      } catch {
        guard case .damaged(_, _, let reason) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(reason.hasSuffix("means nothing"))
      }
    }
  }

  @LoopActor
  @Test func `a byte taken out or put in is damage`() throws {
    let (bytes, ends, _) = try small()
    for index in 0..<ends[ends.count - 2] {
      var shorter = bytes
      shorter.remove(at: index)
      // Equal neighbours: taking either out is the same.
      #expect(throws: JournalFailure.self, "\(index)") { try opened(shorter) }
      var longer = bytes
      longer.insert(bytes[index] ^ 0x55, at: index)
      #expect(throws: JournalFailure.self, "\(index)") { try opened(longer) }
    }
  }

  @LoopActor
  @Test func `a record taken out, doubled or put elsewhere is damage`() throws {
    let (bytes, ends, _) = try small()
    let records = zip(ends, ends.dropFirst()).map { Array(bytes[$0..<$1]) }
    let header = Array(bytes.prefix(JournalHeader.byteCount))
    for index in records.indices.dropLast() {
      var without = records
      without.remove(at: index)
      var doubled = records
      doubled.insert(records[index], at: index)
      var swapped = records
      swapped.swapAt(index, index + 1)
      for changed in [without, doubled, swapped] {
        #expect(throws: JournalFailure.self) { try opened(header + changed.joined()) }
      }
    }
  }

  @LoopActor
  @Test func `a length that reached the disk before its content is a torn tail`() throws {
    let (bytes, ends, books) = try small()
    let whole = ends[ends.count - 2]
    // Nothing of the last record came, or what lies before a sector's border.
    for zeroed in [whole, (whole / 512 + 1) * 512] where zeroed < bytes.count - 16 {
      let changed = Array(bytes.prefix(zeroed)) + [UInt8](repeating: 0, count: bytes.count - zeroed)
      let (journal, _) = try opened(changed)
      #expect(journal.cutByteCount == bytes.count - whole)
      #expect(journal.book == books[books.count - 2])
    }
    // Anything else that is zero is damage.
    for start in [whole - 40, whole + 17, whole + 30] where start % 512 != 0 {
      var changed = bytes
      for index in start..<start + 20 { changed[index] = 0 }
      #expect(throws: JournalFailure.self) { try opened(changed) }
    }
  }

  @LoopActor
  @Test func `a journal of a later version is refused by its number`() throws {
    var header = JournalHeader(
      journal: Array(repeating: 1, count: 16), fileNumber: 1, firstRecord: 1,
      previousHead: Array(repeating: 0, count: 32), scope: "testnet", account: "123456789",
      madeAtMilliseconds: 1)
    header.formatVersion = 2
    #expect(throws: JournalFailure.unknownFormat(file: "journal", version: 2)) { try opened(header.bytes) }
    header.formatVersion = 0
    #expect(throws: JournalFailure.self) { try opened(header.bytes) }
    #expect(throws: JournalFailure.self) { try opened(Array("#!/bin/sh\n".utf8) + header.bytes) }
  }

  @LoopActor
  @Test func `a journal that vanishes while its successors are there is damage`() throws {
    let (bytes, _, _) = try small()
    let disk = MemoryDisk.holding(["journal.1": bytes])
    #expect(throws: JournalFailure.self) { try Journal(Samples.setting(), folder: MemoryFolder(disk)) }
    // Names that only look alike are none of ours.
    let other = MemoryDisk.holding(["journal.1.old": bytes, "journal.01": bytes, "journal.x": bytes])
    _ = try Journal(Samples.setting(), folder: MemoryFolder(other))
  }
}

@Suite(.onLoop) struct `Journals changed while they are in use` {
  private let noon = Samples.noon

  /// Something is done to the disk behind a server's back, which must then refuse, for good, and write
  /// nothing.
  @LoopActor
  private func expectShut(_ change: (MemoryDisk) throws -> Void) throws {
    let disk = MemoryDisk()
    let journal = try Journal(Samples.setting(), folder: MemoryFolder(disk))
    for record in Samples.way(of: "a", at: noon) { try journal.add(record) }
    let name = disk.names["journal"]
    let bytes = disk.bytes()
    try change(disk)
    let changed = disk.bytes()
    for _ in 0..<2 {
      do throws(JournalFailure) {
        try journal.add(.intent(Samples.intent("b")))
        Issue.record("taken")
      } catch {
        guard case .damaged = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
    #expect(journal.failure != nil)
    #expect(disk.bytes() == changed)
    // Not even when all is as before.
    disk.names["journal"] = name
    name?.bytes = bytes
    #expect(throws: JournalFailure.self) { try journal.add(.intent(Samples.intent("b"))) }
  }

  @LoopActor
  @Test func `deleted`() throws { try expectShut { $0.names["journal"] = nil } }

  @LoopActor
  @Test func `its lock deleted, or another in its place`() throws {
    try expectShut { $0.names[Journal.lockName] = nil }
    try expectShut { $0.names[Journal.lockName] = $0.inode() }
  }

  @LoopActor
  @Test func `replaced by a copy, even an equal one`() throws {
    try expectShut { disk in
      let copy = disk.inode()
      copy.bytes = disk.bytes()
      disk.names["journal"] = copy
    }
  }

  @LoopActor
  @Test func `moved to a name of ours, with another file in its place`() throws {
    try expectShut { disk in
      disk.names["journal.1"] = disk.names["journal"]
      let other = MemoryDisk()
      _ = try Journal(Samples.setting(), folder: MemoryFolder(other))
      let inode = disk.inode()
      inode.bytes = other.bytes()
      disk.names["journal"] = inode
    }
  }

  @LoopActor
  @Test func `an older copy written over it`() throws {
    try expectShut { $0.names["journal"]?.bytes.removeLast(70) }
    try expectShut { $0.names["journal"]?.bytes = [] }
  }

  @LoopActor
  @Test func `an older copy written over it that has grown since`() throws {
    try expectShut { disk in
      let older = Array(disk.bytes().prefix(JournalHeader.byteCount + 100))
      disk.names["journal"]?.bytes = older + [UInt8](repeating: 7, count: 4096)
    }
  }

  @LoopActor
  @Test func `a record appended that does not follow from the others`() throws {
    try expectShut { disk in
      var chain = JournalChain(number: 5, head: Samples.digest(1))
      var bytes: [UInt8] = []
      chain.append(try Samples.records[5].body(), to: &bytes)
      disk.names["journal"]?.bytes += bytes
    }
  }
}
