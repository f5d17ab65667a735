import LinuxIO
import TestSupport
import Testing

@testable import Journal

/// Every call that a journal makes of the system fails once, at each place.
@Suite(.onLoop) struct `Journal when calls fail` {
  private let noon = Samples.noon

  private static let fullDisk = SystemFailure.noSpace
  private static let ioError: Int32 = 5

  /// What a server does: opens, trades two orders, begins other files meanwhile.
  @LoopActor
  private func work(_ folder: MemoryFolder, _ answered: inout [JournalRecord]) throws(JournalFailure) {
    var setting = Samples.setting()
    setting.fileByteCount = 700
    let journal = try Journal(setting, folder: folder)
    for number in 0..<4 {
      for record in Samples.way(of: "i\(number)", at: noon + 100 * number) {
        try journal.add(record)
        answered.append(record)
      }
    }
  }

  @Test @LoopActor func `a transaction looks at the journal by two names and one read`() throws {
    let folder = MemoryFolder(MemoryDisk())
    let journal = try Journal(Samples.setting(), folder: folder)
    for (isDurable, last) in [(true, ["write", "fdatasync"]), (false, ["write"])] {
      let before = folder.calls.count
      try journal.add(Samples.way(of: "i", at: noon)[0], isDurable: isDurable)
      #expect(Array(folder.calls[before...]) == ["flock", "stat", "stat", "read"] + last)
    }
  }

  /// The journal as the next life finds it.
  @LoopActor
  private func found(_ disk: MemoryDisk) throws(JournalFailure) -> IntentBook {
    try Journal(Samples.setting(), folder: MemoryFolder(disk)).book
  }

  @LoopActor
  private func expectWhole(_ disk: MemoryDisk, _ answered: [JournalRecord], _ place: String) {
    do throws(JournalFailure) {
      let book = try found(disk)
      let expected = Samples.book(answered)
      for entry in expected.recent(countMax: 100) {
        // What was not answered may be there as well, one step further.
        let there = book.entry(entry.intent.id)
        #expect(there != nil, "\(place)")
        #expect((there?.state.rawValue ?? 0) >= entry.state.rawValue, "\(place)")
      }
      #expect(
        book.dailyNotional(day: Samples.today, quote: "USDT")
          >= expected.dailyNotional(day: Samples.today, quote: "USDT"), "\(place)")
      #expect(book.recent(countMax: 100).count <= expected.recent(countMax: 100).count + 1, "\(place)")
    } catch {
      Issue.record("\(place): \(error)")
    }
  }

  @LoopActor
  @Test(arguments: [
    MemoryFolder.Trouble.failure(fullDisk), .failure(ioError), .short(0), .short(1), .short(60),
  ])
  func `the journal that the next life finds has everything that was answered`(
    _ trouble: MemoryFolder.Trouble
  ) throws {
    var number = 1
    while true {
      let disk = MemoryDisk()
      let folder = MemoryFolder(disk)
      folder.trouble[number] = trouble
      var answered: [JournalRecord] = []
      do throws(JournalFailure) {
        try work(folder, &answered)
      } catch {
        #expect(folder.calls.count >= number, "\(error)")
      }
      if folder.calls.count < number { break }
      let place = "call \(number), \(folder.calls[number - 1])"
      folder.die()
      expectWhole(disk, answered, place)
      number += 1
    }
    #expect(number > 100)
  }

  @LoopActor
  @Test(arguments: [MemoryFolder.Trouble.death, .deathWithin(1), .deathWithin(17), .deathWithin(80)])
  func `a process that dies at any call leaves a journal`(_ trouble: MemoryFolder.Trouble) throws {
    for powerFails in [false, true] {
      for keepingNames in powerFails ? [true, false] : [true] {
        var number = 1
        while true {
          let disk = MemoryDisk()
          let folder = MemoryFolder(disk)
          folder.trouble[number] = trouble
          var answered: [JournalRecord] = []
          do throws(JournalFailure) {
            try work(folder, &answered)
          } catch {
            #expect(folder.isDead, "\(error)")
          }
          if !folder.isDead { break }
          if powerFails { disk.losePower(keepingNames: keepingNames) }
          expectWhole(
            disk, answered, "call \(number), \(folder.calls[number - 1]), \(powerFails), \(keepingNames)")
          number += 1
        }
        #expect(number > 100)
      }
    }
  }

  @LoopActor
  @Test func `a failing fdatasync shuts the journal, and is not tried again`() throws {
    let disk = MemoryDisk()
    let folder = MemoryFolder(disk)
    let journal = try Journal(Samples.setting(), folder: folder)
    folder.trouble[folder.calls.count + 6] = .failure(Self.ioError)
    let failure = JournalFailure.system(SystemFailure(call: "fdatasync", number: Self.ioError))
    #expect(throws: failure) { try journal.add(.intent(Samples.intent("a"))) }
    let callCount = folder.calls.count
    #expect(folder.calls.last == "fdatasync")
    #expect(throws: failure) { try journal.add(.intent(Samples.intent("b"))) }
    #expect(throws: failure) { try journal.refresh() }
    #expect(folder.calls.count == callCount)
    #expect(journal.failure == failure)
  }

  @LoopActor
  @Test func `a full disk takes nothing in, and shuts nothing`() throws {
    for trouble in [MemoryFolder.Trouble.failure(Self.fullDisk), .short(0), .short(40)] {
      let disk = MemoryDisk()
      let folder = MemoryFolder(disk)
      let journal = try Journal(Samples.setting(), folder: folder)
      let before = disk.bytes()
      folder.trouble[folder.calls.count + 5] = trouble
      #expect(throws: JournalFailure.system(SystemFailure(call: "write", number: Self.fullDisk))) {
        try journal.add(.intent(Samples.intent("a")))
      }
      #expect(disk.bytes() == before)
      #expect(journal.book.open.isEmpty)
      // There is room again.
      try journal.add(.intent(Samples.intent("a")))
      #expect(try found(disk).open.count == 1)
    }
  }

  @LoopActor
  @Test func `half a write that cannot be taken back shuts the journal`() throws {
    let disk = MemoryDisk()
    let folder = MemoryFolder(disk)
    let journal = try Journal(Samples.setting(), folder: folder)
    folder.trouble[folder.calls.count + 5] = .short(40)
    folder.trouble[folder.calls.count + 6] = .failure(Self.ioError)
    let failure = JournalFailure.system(SystemFailure(call: "truncate", number: Self.ioError))
    #expect(throws: failure) { try journal.add(.intent(Samples.intent("a"))) }
    #expect(throws: failure) { try journal.add(.intent(Samples.intent("a"))) }
    // The next life cuts it off.
    let next = try Journal(Samples.setting(), folder: MemoryFolder(disk))
    #expect(next.cutByteCount == 40)
  }

  @LoopActor
  @Test func `what a dead server wrote half is cut by the next that looks`() throws {
    let disk = MemoryDisk()
    let folder = MemoryFolder(disk)
    let (first, second) = (
      try Journal(Samples.setting(), folder: folder),
      try Journal(Samples.setting(), folder: MemoryFolder(disk))
    )
    try first.refresh()
    folder.trouble[folder.calls.count + 5] = .deathWithin(33)
    #expect(throws: JournalFailure.self) { try first.add(.intent(Samples.intent("a"))) }
    try second.add(.intent(Samples.intent("b")))
    #expect(second.cutByteCount == 33)
    #expect(try found(disk).open.map(\.intent.id) == ["b"])
  }
}
