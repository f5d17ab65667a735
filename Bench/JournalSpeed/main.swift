// Measures the product's own journal, and leaves open intents in one.
//
//   journal-speed open FOLDER ROUNDS RECORDS
//       prints result lines as the client does (see Bench/phases.h): how long a journal of so many records
//       takes to open, when all of them are in one file ("open") and in files as a server begins them
//       ("open_files"); and how long a record that has to be on the disk takes ("append"), next to a plain
//       append with fdatasync of as many bytes ("fdatasync")
//   journal-speed leave FOLDER COUNT PREFIX
//       the state folder FOLDER has one journal: writes COUNT intents into it that were sent and never
//       answered, whose orders the exchange knows as PREFIX1, PREFIX2, …
import Catalog
import Glibc
import Journal
import LinuxIO
import Values

func monotonicNanoseconds() -> UInt64 {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
}

func wallMilliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
}

func fail(_ message: String) -> Never {
  // Not through `stderr`, a global variable of C that Swift cannot prove safe to share.
  let line = "bench: \(message)\n"
  write(STDERR_FILENO, line, line.utf8.count)
  exit(2)
}

func resultPrint(_ metric: String, _ microseconds: [Double]) {
  let sorted = microseconds.sorted()
  func quartile(_ quarter: Int) -> Double { sorted[(sorted.count - 1) * quarter / 4] }
  print(
    "journal\tbulkhead\t\(metric)\tus\t\(quartile(2))\t\(quartile(1))\t\(quartile(3))\t\(microseconds.count)")
}

func decimal(_ text: String) -> ExactDecimal {
  do { return try ExactDecimal(text) } catch { fail("\(text): \(error)") }
}

let quantity = decimal("0.00100")
let price = decimal("60000.50")
let worth = decimal("60.0005")

func intent(_ id: String, _ instance: UInt64, _ time: Int, _ number: Int) -> Intent {
  let digest = (0..<32).map { UInt8(truncatingIfNeeded: number >> ($0 % 4 * 8) ^ $0) }
  return Intent(
    id: id, instance: instance, principal: "stdio", idempotency: nil, parameters: digest,
    tool: "create_order", kind: .order, api: .spot, symbol: "BTCUSDT",
    legs: [Intent.Leg(clientOrderID: id, side: "BUY", type: "LIMIT", quantity: quantity, price: price)],
    notional: worth, quote: "USDT", madeAtMilliseconds: time)
}

/// What a client is told of an order.
func report(_ id: String, _ number: Int, _ time: Int) -> String {
  #"{"client_order_id":"\#(id)","order_id":\#(number),"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","#
    + #""status":"NEW","price":"60000.50000000","quantity":"0.00100000","executed_quantity":"0.00000000","#
    + #""quote_quantity":"0.00000000","time_in_force":"GTC","transact_time":\#(time),"fills":[],"#
    + #""outcome":"placed","self_trade_prevention":"EXPIRE_MAKER"}"#
}

/// The four records of an order that was placed, as a server writes them.
let wayCount = 4
func way(_ number: Int, _ instance: UInt64, _ time: Int) -> [JournalRecord] {
  let id = "bh-\(String(number + 1 << 40, radix: 36))-0123456789abcdef"
  return [
    .intent(intent(id, instance, time, number)),
    .sent(id: id, timestampMilliseconds: time + 1, recvWindowMilliseconds: 3_000),
    .acknowledged(id: id, atMilliseconds: time + 30, report: report(id, number, time)),
    .answered(id: id, atMilliseconds: time + 31, wasDelivered: true),
  ]
}

/// Orders a second apart: after 25 hours of them as many are kept as a book keeps at most.
@LoopActor
func fill(_ journal: Journal, recordCount: Int) throws {
  let orderCount = recordCount / wayCount
  let blockCount = 500
  let began = wallMilliseconds() - orderCount * 1_000
  for first in stride(from: 0, to: orderCount, by: blockCount) {
    let records = (first..<min(first + blockCount, orderCount)).flatMap { number in
      way(number, journal.instance, began + number * 1_000)
    }
    _ = try journal.transact(isDurable: false) { _ in .append(records) }
  }
}

func setting(_ folder: String, _ scope: String, fileByteCount: Int? = nil) -> JournalSetting {
  var setting = JournalSetting(
    stateFolder: folder, scope: scope, account: "1", venue: "custom", version: "bench")
  if let fileByteCount { setting.fileByteCount = fileByteCount }
  setting.systemLogPath = nil
  return setting
}

@LoopActor
func measureOpening(_ folder: String, _ rounds: Int, _ recordCount: Int) throws {
  let kinds = [
    (metric: "open", setting: setting(folder, "custom-one", fileByteCount: 1 << 50)),
    (metric: "open_files", setting: setting(folder, "custom-files")),
  ]
  for kind in kinds {
    let journal = try Journal(kind.setting)
    try fill(journal, recordCount: recordCount)
    journal.close()
  }
  var times: [[Double]] = [[], []]
  for round in 0...rounds {
    for (index, kind) in kinds.enumerated() {
      let started = monotonicNanoseconds()
      let journal = try Journal(kind.setting)
      let took = Double(monotonicNanoseconds() - started) / 1_000
      guard journal.recordCount > recordCount / wayCount * wayCount else { fail("records are missing") }
      journal.close()
      // The first is a warm-up: the file comes from the disk, or not.
      if round > 0 { times[index].append(took) }
    }
  }
  for (index, kind) in kinds.enumerated() { resultPrint(kind.metric, times[index]) }
}

/// An intent and that it is about to be sent, as before each order, and next to each the same bytes without a
/// journal.
@LoopActor
func measureAppending(_ folder: String, _ rounds: Int) throws {
  let journal = try Journal(setting(folder, "custom-append"))
  let plain = open("\(folder)/plain", O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
  guard plain >= 0 else { fail("cannot make a file in \(folder)") }
  var times: [[Double]] = [[], []]
  let blockCount = 20
  for round in 0...rounds {
    var took: [[Double]] = [[], []]
    for order in 0..<blockCount {
      let records = way(round * blockCount + order, journal.instance, wallMilliseconds())
      for (index, byteCount) in [(0, 320), (1, 130)] {
        var started = monotonicNanoseconds()
        _ = try journal.transact(isDurable: true) { _ in .append([records[index]]) }
        took[0].append(Double(monotonicNanoseconds() - started) / 1_000)
        let bytes = [UInt8](repeating: 7, count: byteCount)
        started = monotonicNanoseconds()
        guard write(plain, bytes, byteCount) == byteCount, fdatasync(plain) == 0 else { fail("fdatasync") }
        took[1].append(Double(monotonicNanoseconds() - started) / 1_000)
      }
      _ = try journal.transact(isDurable: false) { _ in .append(Array(records[2...])) }
    }
    if round == 0 { continue }
    for index in 0...1 { times[index].append(took[index].sorted()[took[index].count / 2]) }
  }
  journal.close()
  close(plain)
  resultPrint("append", times[0])
  resultPrint("fdatasync", times[1])
}

/// The names in a folder of a state folder that a journal may lie below.
func names(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { fail("\(folder) cannot be read") }
  defer { closedir(stream) }
  var found: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { start in
      start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if !name.hasPrefix("."), name != "run" { found.append(name) }
  }
  return found
}

@LoopActor
func leave(_ folder: String, _ count: Int, _ prefix: String) throws {
  let scopes = names(in: folder).filter { $0.hasPrefix("custom-") }
  guard scopes.count == 1 else { fail("\(scopes.count) journals' folders in \(folder), not one") }
  let accounts = names(in: "\(folder)/\(scopes[0])")
  guard accounts.count == 1 else { fail("\(accounts.count) accounts in \(folder)/\(scopes[0]), not one") }
  var setting = JournalSetting(
    stateFolder: folder, scope: scopes[0], account: accounts[0], venue: "custom", version: "bench")
  setting.systemLogPath = nil
  let journal = try Journal(setting)
  let now = wallMilliseconds()
  for first in stride(from: 0, to: count, by: 500) {
    var records: [JournalRecord] = []
    for number in first..<min(first + 500, count) {
      let id = "\(prefix)\(number + 1)"
      records += [
        .intent(intent(id, journal.instance, now, number)),
        .sent(id: id, timestampMilliseconds: now, recvWindowMilliseconds: 3_000),
      ]
    }
    _ = try journal.transact(isDurable: true) { _ in .append(records) }
  }
  journal.close()
}

let arguments = CommandLine.arguments
CurrentProcess.run {
  do {
    switch arguments.dropFirst().first {
    case "open" where arguments.count == 5:
      guard let rounds = Int(arguments[3]), let recordCount = Int(arguments[4]), rounds > 0, recordCount > 0
      else { fail("ROUNDS and RECORDS are whole numbers") }
      try measureOpening(arguments[2], rounds, recordCount)
      try measureAppending(arguments[2], rounds)
    case "leave" where arguments.count == 5:
      guard let count = Int(arguments[3]), count > 0 else { fail("COUNT is a whole number") }
      try leave(arguments[2], count, arguments[4])
    default: fail("usage: journal-speed open FOLDER ROUNDS RECORDS | leave FOLDER COUNT PREFIX")
    }
  } catch {
    fail("the journal: \(error)")
  }
  fflush(nil)  // this process ends without it
  return .success
}
