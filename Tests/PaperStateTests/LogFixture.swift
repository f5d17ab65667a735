import PaperAccounts
import PaperCore
import PaperRoutes

@testable import PaperState

/// An exchange whose commands are written into a log in memory.
final class LogFixture {
  static let start = 1_795_350_896_789

  let router: Router
  private(set) var writer: LogWriter
  private(set) var log: [UInt8]
  /// Where each record ends.
  private(set) var ends: [Int] = []
  private(set) var records: [LogRecord] = []
  var now = LogFixture.start

  init(seed: UInt64 = 7) {
    router = Self.router(seed: seed)
    let header = LogHeader(
      seed: seed, listings: ListingsDigest.of(router.venue.exchange), time: Self.start)
    writer = LogWriter(header)
    log = header.bytes
  }

  static func router(seed: UInt64 = 7) -> Router {
    Router(venue: PaperVenue(exchange: PaperExchange(seed: seed)))
  }

  func write(_ record: LogRecord) {
    log += writer.bytes(of: record)
    ends.append(log.count)
    records.append(record)
  }

  func open() {
    // There is room for thousands more.
    guard let account = router.venue.accounts.open(now: now) else { return }
    write(.opened(account: account.number, commission: account.commission, time: now))
  }

  /// Carries a command out and writes it down, refused or not.
  @discardableResult
  func command(
    _ path: String, account: Int = 0, _ parameters: [(String, String)], isOverLimit: Bool = false
  ) -> Bool {
    let command = Command(
      time: now, account: Accounts.firstNumber + account, method: "POST", path: path,
      parameters: parameters.map { Command.Parameter(name: $0.0, value: $0.1) }, isOverLimit: isOverLimit)
    write(.command(command))
    do throws(ExchangeError) {
      _ = try router.replay(command)
      return true
    } catch {
      return false
    }
  }

  func digest() {
    write(.balances(digest: BalanceDigest.of(router.venue.accounts), time: now))
  }

  /// A log with one record of each kind and a refused command.
  static func small() -> LogFixture {
    let fixture = LogFixture()
    fixture.write(.started(build: "a build", time: fixture.now))
    fixture.open()
    fixture.now += 5
    fixture.command("/paper/v1/fund", [("asset", "BTC"), ("amount", "1.5")])
    fixture.now += 1
    fixture.command(
      "/sapi/v1/asset/transfer", [("type", "MAIN_FUNDING"), ("asset", "BTC"), ("amount", "0.00000001")])
    fixture.command(
      "/sapi/v1/asset/transfer", [("type", "MAIN_FUNDING"), ("asset", "BTC"), ("amount", "9")])
    fixture.digest()
    return fixture
  }

  /// Plays a log back on a fresh exchange.
  static func played(
    _ log: [UInt8], seed: UInt64 = 7, pieceByteCount: Int = .max
  ) throws(LogFailure) -> (router: Router, end: LogReader.End) {
    let router = router(seed: seed)
    var playback = try LogPlayback(header: Array(log.prefix(LogHeader.byteCount)), router: router)
    var rest = log.dropFirst(LogHeader.byteCount)
    while true {
      let piece = Array(rest.prefix(pieceByteCount))
      rest = rest.dropFirst(piece.count)
      if let end = try playback.play(piece) { return (router, end) }
    }
  }

  /// All whole records of a log.
  static func read(_ log: [UInt8]) throws(LogFailure) -> [LogRecord] {
    var reader = LogReader(try LogHeader(Array(log.prefix(LogHeader.byteCount))))
    reader.receive(Array(log.dropFirst(LogHeader.byteCount)))
    reader.receive([])
    var records: [LogRecord] = []
    while case .record(let record) = try reader.next() { records.append(record) }
    return records
  }
}
