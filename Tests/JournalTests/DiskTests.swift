import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Journal

@Suite(.onLoop) struct `Journal on a disk` {
  private let noon = Samples.noon

  @LoopActor
  @Test func `it is made private, and read again`() throws {
    let state = try ScratchState()
    let first = try Journal(state.setting)
    for record in Samples.records { try first.add(record) }
    let second = try Journal(state.setting)
    #expect(second.book == first.book)
    for name in ["", "/journal", "/journal.lock"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: state.journalFolder + name)
      let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
      #expect(mode == (name == "" ? 0o700 : 0o600), "\(name)")
    }
  }

  @LoopActor
  @Test func `two servers append in turn, over several files`() throws {
    let state = try ScratchState()
    var setting = state.setting
    setting.fileByteCount = 3000
    let journals = try (0..<2).map { _ in try Journal(setting) }
    for number in 0..<30 {
      for (index, record) in Samples.way(of: "i\(number)", at: noon + number).enumerated() {
        try journals[(number + index) % 2].add(record, isDurable: index == 0)
      }
    }
    for journal in journals { try journal.refresh() }
    #expect(journals[0].book == journals[1].book)
    #expect(journals[0].book.closedCount == 30)
    #expect(journals[0].header.fileNumber > 3)
    #expect(journals[0].isRunning(journals[1].instance))
    #expect(journals[0].beginSettling() && !journals[1].beginSettling())
    let third = try Journal(setting)
    #expect(third.book.recent(countMax: 100) == journals[0].book.recent(countMax: 100))
  }

  @LoopActor
  @Test func `descriptors go with their journal, and with them lock and life`() throws {
    let state = try ScratchState()
    let watcher = try Journal(state.setting)
    func count() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
    let before = try count()
    var instance: UInt64 = 0
    do {
      let other = try Journal(state.setting)
      instance = other.instance
      #expect(other.beginSettling())
      #expect(watcher.isRunning(instance))
    }
    // Other suites open and close files meanwhile.
    #expect(try count() <= before + 4)
    #expect(!watcher.isRunning(instance))
    #expect(watcher.beginSettling())
  }

  @LoopActor
  @Test(arguments: [("", 0o750), ("/journal", 0o640), ("/journal.lock", 0o604)])
  func `what others may read is refused`(_ name: String, _ mode: Int) throws {
    let state = try ScratchState()
    _ = try Journal(state.setting)
    try FileManager.default.setAttributes(
      [.posixPermissions: NSNumber(value: mode)], ofItemAtPath: state.journalFolder + name)
    #expect {
      try Journal(state.setting)
    } throws: {
      guard case .isOpenToOthers = $0 as? JournalFailure else { return false }
      return true
    }
  }

  @LoopActor
  @Test func `a link is no journal, and no folder of one`() throws {
    let state = try ScratchState()
    _ = try Journal(state.setting)
    let manager = FileManager.default
    try manager.moveItem(atPath: state.journalFolder + "/journal", toPath: state.path + "/elsewhere")
    try manager.createSymbolicLink(
      atPath: state.journalFolder + "/journal", withDestinationPath: state.path + "/elsewhere")
    #expect(throws: JournalFailure.self) { try Journal(state.setting) }
    try manager.moveItem(atPath: state.journalFolder, toPath: state.path + "/folder")
    try manager.createSymbolicLink(
      atPath: state.journalFolder, withDestinationPath: state.path + "/folder")
    #expect(throws: JournalFailure.self) { try Journal(state.setting) }
  }

  @LoopActor
  @Test func `deleted, replaced or set back under a running server, it is shut`() throws {
    for change in ["deleted", "replaced", "set back", "folder deleted"] {
      let state = try ScratchState()
      let journal = try Journal(state.setting)
      try journal.add(.intent(Samples.intent("a")))
      let older = try state.bytes()
      try journal.add(.sent(id: "a", timestampMilliseconds: noon, recvWindowMilliseconds: 3000))
      let path = state.journalFolder + "/journal"
      switch change {
      case "deleted": try FileManager.default.removeItem(atPath: path)
      case "replaced": try Data(try state.bytes()).write(to: URL(fileURLWithPath: path), options: .atomic)
      case "set back": try state.write(older)
      default: try FileManager.default.removeItem(atPath: state.journalFolder)
      }
      #expect(throws: JournalFailure.self, "\(change)") { try journal.add(.intent(Samples.intent("b"))) }
      guard case .damaged = journal.failure else {
        Issue.record("\(change): \(String(describing: journal.failure))")
        continue
      }
    }
  }

  @LoopActor
  @Test func `a copy of before is known by its time`() throws {
    let state = try ScratchState()
    do {
      let journal = try Journal(state.setting)
      for record in Samples.way(of: "a", at: noon) { try journal.add(record) }
    }
    let copy = try state.bytes()
    do {
      let journal = try Journal(state.setting)
      for record in Samples.way(of: "b", at: noon + 60_000) { try journal.add(record) }
    }
    try state.write(copy)
    // It opens: nothing in it is wrong. What the engine compares with the exchange's latest order tells.
    #expect(try Journal(state.setting).book.latestTimeMilliseconds == noon + 31)
  }

  @LoopActor
  @Test func `a read-only folder is refused`() throws {
    guard !CurrentProcess.isRoot else {
      print("not checked here: root may write to every folder; the fault tests refuse the calls instead")
      return
    }
    let state = try ScratchState()
    _ = try Journal(state.setting)
    try FileManager.default.setAttributes(
      [.posixPermissions: NSNumber(value: 0o500)], ofItemAtPath: state.journalFolder)
    #expect(throws: JournalFailure.self) { try Journal(state.setting) }
    try FileManager.default.setAttributes(
      [.posixPermissions: NSNumber(value: 0o700)], ofItemAtPath: state.journalFolder)
  }

  @LoopActor
  @Test func `a disk that is full takes nothing in, and goes on when there is room`() throws {
    let mountPoint = try ScratchState()
    guard CurrentProcess.isRoot,
      try Self.run("mount", "-t", "tmpfs", "-o", "size=128k,mode=700", "none", mountPoint.path)
    else {
      print("not checked here: no file system could be mounted; the fault tests refuse the calls instead")
      return
    }
    // What stays mounted is bounded memory, which goes with the machine.
    defer { _ = try? Self.run("umount", mountPoint.path) }
    let journal = try Journal(Samples.setting(mountPoint.path))
    let ballast = mountPoint.path + "/ballast"
    #expect(FileManager.default.createFile(atPath: ballast, contents: Data(count: 40_000)))
    let report = String(repeating: "r", count: 20_000)
    var taken = 0
    var failure: JournalFailure?
    while failure == nil, taken < 20 {
      do throws(JournalFailure) {
        try journal.add(.acknowledged(id: "i\(taken)", atMilliseconds: noon, report: report))
        taken += 1
      } catch {
        failure = error
      }
    }
    #expect(failure == .system(SystemFailure(call: "write", number: SystemFailure.noSpace)))
    #expect(journal.failure == nil && taken > 0)
    try FileManager.default.removeItem(atPath: ballast)
    try journal.add(.intent(Samples.intent("a")))
    #expect(try Journal(Samples.setting(mountPoint.path)).book.open.count == 1)
  }

  private static func run(_ arguments: String...) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @LoopActor
  @Test func `the chain's head goes to the system's log, at the beginning and every so many records`() throws
  {
    let state = try ScratchState()
    let log = try FakeSystemLog(state.path + "/log")
    var setting = state.setting
    setting.systemLogPath = log.path
    setting.headInterval = 10
    setting.fileByteCount = 5000
    let journal = try Journal(setting)
    for number in 0..<10 { for record in Samples.way(of: "i\(number)", at: noon) { try journal.add(record) } }
    let lines = log.lines()
    let heads = lines.compactMap { HeadLine(line: Substring($0)) }
    #expect(heads.count == lines.count)
    #expect(lines.allSatisfy { $0.hasPrefix("<85>bulkhead-worker[") })
    #expect(heads.first?.record == 1)
    #expect(heads.count >= 5)
    #expect(Set(heads.map(\.journal)) == [journal.header.journal])
    // What was said is what `audit verify` finds.
    let folder = try OwnedFolder(state.journalFolder, isMade: false)
    var verification = AuditVerification(givenHead: nil, headLines: heads)
    #expect(verification.verify(folder, scope: "testnet", account: "123456789").problems == [])
  }

  @LoopActor
  @Test func `nobody listening for heads is no trouble, and paper tells nobody`() throws {
    let state = try ScratchState()
    var setting = state.setting
    setting.systemLogPath = state.path + "/nobody"
    try Journal(setting).add(.intent(Samples.intent("a")))
    setting.systemLogPath = "/" + String(repeating: "long", count: 60)
    try Journal(setting).add(.intent(Samples.intent("b")))
    #expect(
      JournalSetting(stateFolder: "/", scope: "paper-1", account: "1", venue: "paper", version: "")
        .systemLogPath
        == nil)
  }
}
