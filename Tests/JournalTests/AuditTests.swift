import Catalog
import Foundation
import LinuxIO
import Signing
import TestSupport
import Testing
import Values

@testable import Journal

@Suite(.onLoop) struct `Verifying a journal` {
  private let noon = Samples.noon

  /// A journal of several files.
  @LoopActor
  private func several() throws -> (MemoryDisk, Journal) {
    let disk = MemoryDisk()
    var setting = Samples.setting()
    setting.fileByteCount = 1500
    let journal = try Journal(setting, folder: MemoryFolder(disk))
    for number in 0..<12 { for record in Samples.way(of: "i\(number)", at: noon) { try journal.add(record) } }
    return (disk, journal)
  }

  private func verify(
    _ disk: MemoryDisk, head: [UInt8]? = nil, lines: [HeadLine] = []
  ) -> AuditVerification.Report {
    var verification = AuditVerification(givenHead: head, headLines: lines)
    return verification.verify(MemoryFolder(disk), scope: "testnet", account: "123456789")
  }

  @LoopActor
  @Test func `one that is as it was written is good`() throws {
    let (disk, journal) = try several()
    let report = verify(disk)
    #expect(report.problems == [] && report.findings == [])
    #expect(report.recordCount == journal.reader.chain.number)
    #expect(report.head == journal.reader.chain.head)
  }

  @LoopActor
  @Test func `a changed record is found even when its checks were made to fit`() throws {
    let (disk, _) = try several()
    let name = "journal.1"
    var bytes = disk.bytes(name)
    // The digest is left as it is, the checks are worked out anew.
    let start = JournalHeader.byteCount
    let count = Int(bytes[start]) | Int(bytes[start + 1]) << 8
    let body = start + JournalChain.headByteCount
    bytes[body + 9] ^= 1
    let end = body + count + 32
    var check = RecordBytes()
    check.append(CRC32C.of(bytes.span.extracting(body..<end)))
    bytes.replaceSubrange(end..<end + 4, with: check.bytes)
    disk.names[name]?.bytes = bytes
    let report = verify(disk)
    #expect(report.problems.count == 1)
    #expect(report.problems[0].contains("journal.1 is damaged at byte 256: record 1 does not follow"))
  }

  @LoopActor
  @Test func `a flipped bit in any file is found, with its place`() throws {
    let (disk, _) = try several()
    for name in ["journal.1", "journal.2", "journal"] {
      for index in stride(from: 0, to: disk.bytes(name).count, by: 97) {
        disk.names[name]?.bytes[index] ^= 4
        let report = verify(disk)
        #expect(!report.isGood, "\(name), byte \(index)")
        #expect(report.problems.contains { $0.contains(name) })
        disk.names[name]?.bytes[index] ^= 4
      }
    }
    #expect(verify(disk).isGood)
  }

  @LoopActor
  @Test func `a missing file, one too many and one out of place are found`() throws {
    let (disk, journal) = try several()
    let last = journal.header.fileNumber
    let second = disk.names["journal.2"]
    disk.names["journal.2"] = nil
    #expect(verify(disk).problems == ["journal.2 is missing"])
    disk.names["journal.2"] = disk.names["journal.1"]
    #expect(!verify(disk).isGood)
    disk.names["journal.2"] = second
    disk.names["journal.\(last)"] = disk.names["journal"]
    #expect(verify(disk).isGood)
    disk.names["journal.\(last)"] = second
    #expect(verify(disk).problems == ["journal.\(last) is there, though journal is number \(last)"])
    disk.names["journal.\(last)"] = nil
    disk.names["journal"] = nil
    #expect(!verify(disk).isGood)
  }

  @LoopActor
  @Test func `a torn tail is said, and is good; one in an older file is not`() throws {
    let (disk, _) = try several()
    disk.names["journal"]?.bytes.removeLast(10)
    let report = verify(disk)
    #expect(report.isGood)
    #expect(report.findings.count == 1 && report.findings[0].contains("nobody was told"))
    disk.names["journal.1"]?.bytes.removeLast(10)
    #expect(verify(disk).problems.count >= 1)
  }

  @LoopActor
  @Test func `a head that was kept is found on the chain, or the end was cut off`() throws {
    let (disk, journal) = try several()
    let head = journal.reader.chain.head
    let number = journal.reader.chain.number
    #expect(
      verify(disk, head: head).findings == [
        "the head given is that of record \(number), and 0 records follow"
      ])
    try journal.add(.intent(Samples.intent("more")))
    #expect(
      verify(disk, head: head).findings == [
        "the head given is that of record \(number), and 1 records follow"
      ])
    let whole = disk.bytes()
    let later = journal.reader.chain.head
    // Cut at the end of a record: nothing else tells.
    var reader = FrameReader(
      file: "journal", chain: JournalChain(behind: journal.header), offset: JournalHeader.byteCount,
      depth: .chain)
    var ends: [Int] = []
    _ = try reader.readAll(of: MemoryFolder(disk).open("journal", .reading)) { _, body in
      ends.append((ends.last ?? JournalHeader.byteCount) + body.count + JournalChain.frameByteCount)
    }
    disk.names["journal"]?.bytes = Array(whole.prefix(ends[ends.count - 2]))
    #expect(verify(disk).isGood)
    #expect(verify(disk, head: later).problems.count == 1)
  }

  @LoopActor
  @Test func `what the system's log was told is held against the chain`() throws {
    let (disk, journal) = try several()
    func line(_ record: UInt64, _ head: [UInt8], journal id: [UInt8]? = nil, account: String = "123456789")
      -> HeadLine
    {
      HeadLine(
        scope: "testnet", account: account, journal: id ?? journal.header.journal, record: record, head: head)
    }
    let (number, head) = (journal.reader.chain.number, journal.reader.chain.head)
    #expect(verify(disk, lines: [line(number, head)]).findings.count == 1)
    #expect(verify(disk, lines: [line(number, head)]).isGood)
    #expect(!verify(disk, lines: [line(number, Samples.digest(1))]).isGood)
    #expect(!verify(disk, lines: [line(number + 1, head)]).isGood)
    #expect(!verify(disk, lines: [line(1, head, journal: Array(repeating: 9, count: 16))]).isGood)
    #expect(verify(disk, lines: [line(number, Samples.digest(1), account: "2")]).isGood)
  }

  @Test func `a line of the system's log is read whatever stands before it, and nothing odd is`() {
    let line = HeadLine(
      scope: "live", account: "42", journal: Array(1...16), record: 7, head: Samples.digest(5))
    #expect(HeadLine(line: Substring(line.text)) == line)
    #expect(HeadLine(line: Substring("May 28 12:00:00 host bulkhead-worker[7]: " + line.text)) == line)
    #expect(line.text.utf8.count < SystemLog.byteCountMax)
    for odd in [
      line.text + " more", line.text.replacing("record=7", with: "record=-7"), String(line.text.dropLast()),
      line.text.replacing("account=42", with: "account=../x"), "",
      line.text.replacing("head=", with: "haed="),
    ] { #expect(HeadLine(line: Substring(odd)) == nil) }
  }
}

@Suite(.onLoop) struct `Showing a journal` {
  private let noon = Samples.noon

  private func rows(_ records: [JournalRecord]) -> [AuditRow] {
    var book = IntentBook()
    return records.map { record in
      book.apply(record)
      return AuditRow(record, record.intentID.flatMap(book.entry))
    }
  }

  @Test func `an order's way is a table`() {
    let table = AuditTable.text(rows(Samples.way(of: "a-1", at: noon)))
    #expect(
      table.split(separator: "\n") == [
        "time (UTC)               what      id   symbol   side  amount                  outcome",
        "2026-05-28 12:00:00.000  intent    a-1  BTCUSDT  BUY   0.01000000 at 60000.00  create_order by stdio, worth 600.00 USDT",
        "2026-05-28 12:00:00.001  sent      a-1  BTCUSDT  BUY   0.01000000 at 60000.00  valid for 3000 ms",
        #"2026-05-28 12:00:00.030  placed    a-1  BTCUSDT  BUY   0.01000000 at 60000.00  {"orderId":28,"status":"NEW"}"#,
        "2026-05-28 12:00:00.031  answered  a-1  BTCUSDT  BUY   0.01000000 at 60000.00  delivered",
      ])
  }

  @Test func `every kind of record has a row and a line of JSON`() throws {
    for row in rows(Samples.records) {
      #expect(!row.what.isEmpty)
      let line = row.json(scope: "testnet", account: "1", record: 5)
      #expect(line.last == 0x0A && line.dropLast().allSatisfy { (0x20..<0x7F).contains($0) })
      let document = try JSONDocument(Array(line.dropLast()))
      #expect(document.root["what"]?.string == row.what)
      #expect(document.root["outcome"]?.string ?? "" == row.outcome)
    }
  }

  @Test func `hostile texts are bounded, steer no terminal and forge no line`() throws {
    let hostile =
      "\u{1B}[2J\r\nplaced \u{202E}gnp.exe\u{2028}\u{85}\u{0}\u{7F}\"\\" + String(repeating: "A", count: 9000)
    let intent = Intent(
      id: "a\u{1B}[31m", instance: 1, principal: hostile, idempotency: nil, parameters: [], tool: "t\n",
      kind: .order, api: .spot, symbol: "\u{202E}TDSUCTB",
      legs: [
        .init(clientOrderID: "x", side: "B\u{7}", type: "L\u{9B}", quantity: nil, price: nil)
      ], notional: Samples.decimal("1"), quote: "U\n", madeAtMilliseconds: RecordReader.timeMax)
    let records: [JournalRecord] = [
      .intent(intent), .unknown(id: intent.id, atMilliseconds: -RecordReader.timeMax, reason: hostile),
      .acknowledged(id: intent.id, atMilliseconds: 5, report: hostile),
      .halted(true, atMilliseconds: 1, by: hostile), .policy(atMilliseconds: 1, text: hostile),
      .audited(
        .init(
          instance: 1, atMilliseconds: 1, principal: hostile, tool: hostile, request: hostile,
          parameters: hostile, result: hostile)),
      .opened(.init(instance: 1, version: hostile, venue: "v", account: "a", atMilliseconds: 1)),
    ]
    // As they come out of a file.
    let read = try records.map { record in
      let body = try record.body()
      #expect(body.count <= RecordBounds.reportByteCountMax + 4096)
      return try #require(JournalRecord(body, body.indices, formatVersion: 1))
    }
    let table = AuditTable.text(rows(read))
    #expect(table.split(separator: "\n", omittingEmptySubsequences: false).count == records.count + 2)
    for scalar in table.unicodeScalars where scalar != "\n" {
      #expect((0x20..<0x7F).contains(scalar.value) || scalar == "…", "\(scalar.value)")
    }
    for line in table.split(separator: "\n") { #expect(line.count <= 340) }
    for row in rows(read) {
      let line = row.json(scope: "s", account: "a", record: 1)
      #expect(line.dropLast().allSatisfy { (0x20..<0x7F).contains($0) })
      _ = try JSONDocument(Array(line.dropLast()))
    }
  }

  @LoopActor
  @Test func `the latest records are listed, over the files, each with its intent`() throws {
    let disk = MemoryDisk()
    var setting = Samples.setting()
    setting.fileByteCount = 1500
    let journal = try Journal(setting, folder: MemoryFolder(disk))
    for number in 0..<12 {
      for record in Samples.way(of: "i\(number)", at: noon + number * 1000) { try journal.add(record) }
    }
    var listing = AuditListing(sinceMilliseconds: nil, limit: 7)
    #expect(listing.read(MemoryFolder(disk)) == nil)
    #expect(listing.rows.count == 7)
    #expect(listing.omittedCount == journal.recordCount - 7)
    #expect(listing.rows.last?.record == UInt64(journal.recordCount))
    for (_, row) in listing.rows where row.what == "placed" { #expect(row.symbol == "BTCUSDT") }
    var since = AuditListing(sinceMilliseconds: noon + 11_000, limit: 1000)
    #expect(since.read(MemoryFolder(disk)) == nil)
    #expect(since.rows.filter { $0.row.id == "i11" }.count == 4)
    #expect(!since.rows.contains { $0.row.id == "i10" })
    // What can be read of a damaged one is listed.
    disk.names["journal"]?.bytes[JournalHeader.byteCount + 20] ^= 1
    var damaged = AuditListing(sinceMilliseconds: nil, limit: 1000)
    #expect(damaged.read(MemoryFolder(disk)) != nil)
    #expect(damaged.rows.count > 10)
  }
}

@Suite(.onLoop) struct `Audit command` {
  private func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) -> (code: ExitCode, output: String, errors: String) {
    var (output, errors): ([UInt8], String) = ([], "")
    let code = AuditCommand.run(
      arguments, environment: { environment[$0] }, say: { output += $0 }, complain: { errors += $0 })
    return (code, String(decoding: output, as: UTF8.self), errors)
  }

  @LoopActor
  private func state() throws -> ScratchState {
    let state = try ScratchState()
    let journal = try Journal(state.setting)
    for record in Samples.way(of: "a-1", at: Samples.noon) { try journal.add(record) }
    return state
  }

  @LoopActor
  @Test func `a good journal ends with 0, one that is not with 1`() throws {
    let state = try state()
    let quiet = ["--system-log", "/dev/null/none"]
    let good = run(["verify", "--state-folder", state.path] + quiet)
    #expect(good.code == .success)
    #expect(good.output.hasPrefix("testnet/123456789: 5 records, head "))
    #expect(good.output.contains("good: every check and the whole chain hold"))
    let head = try #require(good.output.split(separator: "\n")[0].split(separator: " ").last)
    #expect(run(["verify", "--state-folder", state.path, "--head", String(head)] + quiet).code == .success)
    let other = String(repeating: "0", count: 64)
    #expect(run(["verify", "--state-folder", state.path, "--head", other] + quiet).code == .commandFailed)
    var bytes = try state.bytes()
    bytes[300] ^= 1
    try state.write(bytes)
    let bad = run(["verify", "--state-folder", state.path] + quiet)
    #expect(bad.code == .commandFailed)
    #expect(bad.output.contains("NOT GOOD: journal is damaged at byte 256"))
    #expect(run(["show", "--state-folder", state.path]).code == .commandFailed)
  }

  @LoopActor
  @Test func `the system's log is read from a file`() throws {
    let state = try state()
    let journal = try Journal(state.setting)
    let log = state.path + "/auth.log"
    let line = HeadLine(
      scope: "testnet", account: "123456789", journal: journal.header.journal, record: 99,
      head: Samples.digest(1))
    try Data("garbage \u{1B}\n\(line.text)\n".utf8).write(to: URL(fileURLWithPath: log))
    let result = run(["verify", "--state-folder", state.path, "--system-log", log])
    #expect(result.code == .commandFailed)
    #expect(result.output.contains("was told of record 99"))
  }

  @LoopActor
  @Test func `it is shown as a table and as JSON`() throws {
    let state = try state()
    let table = run(["show", "--state-folder", state.path, "--scope", "testnet", "--account", "123456789"])
    #expect(table.code == .success && table.errors == "")
    #expect(table.output.contains("create_order by stdio, worth 600.00 USDT"))
    let lines = run(["show", "--json", "--limit", "2"], environment: ["STATE_DIRECTORY": state.path + ":/x"])
    #expect(lines.output.split(separator: "\n").count == 2)
    #expect(lines.output.contains(#""account":"123456789""#))
  }

  @LoopActor
  @Test func `where there is none, it says so`() throws {
    let state = try ScratchState()
    #expect(run(["verify", "--state-folder", state.path]).code == .commandFailed)
    #expect(run(["show", "--state-folder", state.path + "/none"]).code == .commandFailed)
    #expect(run(["show"]).code == .usage)
    let real = try self.state()
    #expect(run(["show", "--state-folder", real.path, "--scope", "live"]).code == .commandFailed)
  }

  @Test(arguments: [
    [], ["look"], ["verify", "--json"], ["show", "--head", "00"], ["verify", "--head", "00"],
    ["show", "--limit"],
    ["show", "--limit", "0"], ["show", "--limit", "100001"], ["show", "--since", "yesterday"],
    ["show", "--scope", "../x"], ["show", "--account", ".."], ["verify", "--nothing", "x"],
  ])
  func `what cannot be understood ends with 64 and the usage`(_ arguments: [String]) {
    let result = run(arguments, environment: ["HOME": "/nonexistent"])
    #expect(result.code == .usage)
    #expect(result.errors.contains("bulkhead audit verify [OPTIONS]"))
    #expect(result.output == "")
  }

  @Test func `help is printed`() {
    #expect(run(["--help"]).output == AuditArguments.usage)
  }

  @Test func `the state folder is found as the server finds it`() {
    func folder(_ environment: [String: String]) -> String? { AuditArguments.stateFolder { environment[$0] } }
    #expect(folder(["STATE_DIRECTORY": "/s", "XDG_STATE_HOME": "/x", "HOME": "/h"]) == "/s")
    #expect(folder(["XDG_STATE_HOME": "/x", "HOME": "/h"]) == "/x/bulkhead")
    #expect(folder(["XDG_STATE_HOME": "", "HOME": "/h"]) == "/h/.local/state/bulkhead")
    #expect(folder([:]) == nil)
  }
}
