import LinuxIO
import TestSupport
import Testing

@testable import Journal

@Suite(.onLoop) struct `One journal` {
  private let noon = Samples.noon

  @LoopActor
  private func journal(_ disk: MemoryDisk) throws -> Journal {
    try Journal(Samples.setting(), folder: MemoryFolder(disk))
  }

  @LoopActor
  @Test func `what was written is there again`() throws {
    let disk = MemoryDisk()
    let first = try journal(disk)
    for record in Samples.records { try first.add(record) }
    let second = try journal(disk)
    #expect(second.book == first.book)
    #expect(second.recordCount == Samples.records.count + 2)
    #expect(second.instance != first.instance)
  }

  @LoopActor
  @Test func `a decision is made on what others have written, and one write carries it`() throws {
    let disk = MemoryDisk()
    let (first, second) = (try journal(disk), try journal(disk))
    try first.add(.intent(Samples.intent("a")))
    #expect(second.book.open.isEmpty)
    var seen: [String] = []
    _ = try second.transact(isDurable: true) { book in
      seen = book.open.map(\.intent.id)
      return .append(Array(Samples.way(of: "b", at: noon).prefix(2)))
    }
    #expect(seen == ["a"])
    try first.refresh()
    #expect(first.book.open.map(\.intent.id) == ["a", "b"])
    #expect(first.book == second.book)
    #expect(first.head == second.head)
  }

  @LoopActor
  @Test func `a refusal and an empty decision write nothing`() throws {
    let disk = MemoryDisk()
    let journal = try journal(disk)
    let before = disk.bytes()
    let failure = Samples.refusal
    let decision = try journal.transact(isDurable: true) { _ in .refuse(failure) }
    guard case .refuse(failure) = decision else {
      Issue.record("\(decision)")
      return
    }
    _ = try journal.transact(isDurable: true) { _ in .append([]) }
    #expect(disk.bytes() == before)
  }

  @LoopActor
  @Test func `an intent costs one write and one wait for the disk, an audit entry no wait`() throws {
    let folder = MemoryFolder(MemoryDisk())
    let journal = try Journal(Samples.setting(), folder: folder)
    let start = folder.calls.count
    try journal.add(.intent(Samples.intent("a")))
    #expect(folder.calls[start...] == ["flock", "stat", "stat", "read", "write", "fdatasync"])
    let middle = folder.calls.count
    _ = try journal.transact(isDurable: false) { _ in .append([Samples.records[12]]) }
    #expect(folder.calls[middle...] == ["flock", "stat", "stat", "read", "write"])
  }

  @LoopActor
  @Test func `the lock is waited for a moment, and then the journal is busy, not shut`() throws {
    let disk = MemoryDisk()
    let journal = try journal(disk)
    let other = MemoryFolder(disk)
    let lock = try other.open(Journal.lockName, .writing)
    #expect(try lock.lock(withinMilliseconds: 0))
    #expect(throws: JournalFailure.busy) { try journal.refresh() }
    #expect(throws: JournalFailure.busy) { try journal.add(.intent(Samples.intent("a"))) }
    #expect(throws: JournalFailure.busy) { try Journal(Samples.setting(), folder: other) }
    lock.unlock()
    try journal.add(.intent(Samples.intent("a")))
  }

  @LoopActor
  @Test func `whoever lives is known to live, and whoever is dead is known to be dead`() throws {
    let disk = MemoryDisk()
    let folder = MemoryFolder(disk)
    let (first, second) = (try Journal(Samples.setting(), folder: folder), try journal(disk))
    #expect(second.isRunning(first.instance) && second.isRunning(second.instance))
    #expect(!second.isRunning(first.instance ^ 1))
    folder.die()
    #expect(!second.isRunning(first.instance))
    // The file of the dead goes when the next one opens.
    #expect(disk.names.keys.filter { $0.hasPrefix("instance-") }.count == 2)
    let third = try journal(disk)
    #expect(disk.names.keys.filter { $0.hasPrefix("instance-") }.count == 2)
    third.close()
    #expect(!second.isRunning(third.instance))
    #expect(disk.names.keys.filter { $0.hasPrefix("instance-") }.count == 1)
    #expect(throws: JournalFailure.self) { try third.refresh() }
  }

  @LoopActor
  @Test func `a look that fails counts as life`() throws {
    let disk = MemoryDisk()
    let folder = MemoryFolder(disk)
    let (first, second) = (try journal(disk), try Journal(Samples.setting(), folder: folder))
    first.close()
    for offset in 1...2 {
      folder.trouble[folder.calls.count + 1] = .failure(24)
      #expect(second.isRunning(offset == 1 ? first.instance : second.instance))
    }
  }

  @LoopActor
  @Test func `one server settles at a time`() throws {
    let disk = MemoryDisk()
    let (first, second) = (try journal(disk), try journal(disk))
    #expect(first.beginSettling() && first.beginSettling())
    #expect(!second.beginSettling())
    first.giveUpSettling()
    #expect(second.beginSettling())
    #expect(!first.beginSettling())
    second.close()
    #expect(first.beginSettling())
  }

  @LoopActor
  @Test func `more than a transaction may hold is refused, and nothing is written`() throws {
    let disk = MemoryDisk()
    let journal = try journal(disk)
    let before = disk.bytes()
    let policy = JournalRecord.policy(
      atMilliseconds: 0, text: String(repeating: "p", count: RecordBounds.policyByteCountMax))
    #expect(throws: JournalFailure.self) {
      try journal.transact(isDurable: true) { _ in .append(Array(repeating: policy, count: 65)) }
    }
    #expect(disk.bytes() == before)
    #expect(journal.failure == nil)
  }

  @LoopActor
  @Test func `there is a bound on open intents`() throws {
    let disk = MemoryDisk()
    let journal = try journal(disk)
    for start in stride(from: 0, to: IntentBook.openCountMax, by: 1024) {
      _ = try journal.transact(isDurable: false) { _ in
        .append((start..<start + 1024).map { .intent(Samples.intent("i\($0)")) })
      }
    }
    #expect(journal.book.isFull)
    #expect(throws: JournalFailure.self) { try journal.add(.intent(Samples.intent("more"))) }
    try journal.add(.settledNotPlaced(id: "i0", atMilliseconds: noon))
    try journal.add(.intent(Samples.intent("more")))
  }

  @LoopActor
  @Test func `another account's journal is refused`() throws {
    let disk = MemoryDisk()
    _ = try journal(disk)
    var setting = Samples.setting()
    setting.account = "987654321"
    #expect {
      try Journal(setting, folder: MemoryFolder(disk))
    } throws: {
      guard case .damaged(_, _, let reason) = $0 as? JournalFailure else { return false }
      return reason.contains("123456789")
    }
  }

  @LoopActor
  @Test(arguments: ["", ".", "..", "a/b", "a b", ".hidden", "ü", String(repeating: "1", count: 65)])
  func `a name that could lead elsewhere is no account`(_ name: String) {
    var setting = Samples.setting("/")
    setting.account = name
    #expect(throws: JournalFailure.self) { try Journal(setting) }
  }

  @LoopActor
  @Test func `a time that nothing can be computed with is not written down`() throws {
    let journal = try Journal(Samples.setting(), folder: MemoryFolder(MemoryDisk()))
    #expect(throws: JournalFailure.self) {
      try journal.add(.settledNotPlaced(id: "a", atMilliseconds: .max))
    }
    #expect(journal.failure == nil, "and shuts nothing")
  }
}
