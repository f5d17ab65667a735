import PaperAccounts
import PaperCore
public import PaperRoutes

/// Brings an exchange back to where its log ends, by carrying out again what was carried out.
public struct LogPlayback {
  private let router: Router
  private var reader: LogReader
  private var build = ""

  /// Begins with the first bytes of a log.
  ///
  /// - Parameter router: of an exchange without accounts.
  /// - Throws: what a header may be wrong in, and when it belongs to another exchange.
  public init(header bytes: [UInt8], router: Router) throws(LogFailure) {
    let header = try LogHeader(bytes)
    let exchange = router.venue.exchange
    guard header.seed == exchange.seed else { throw .otherSeed(header.seed) }
    guard header.listings == ListingsDigest.of(exchange) else { throw .otherListings }
    self.router = router
    reader = LogReader(header)
  }

  /// Records carried out so far.
  public var recordCount: Int { reader.recordCount }
  /// The exchange's time of the last record in milliseconds.
  public var lastTime: Int { reader.lastTime }

  /// Takes the next bytes of the file (none at its end) and carries out what is whole.
  ///
  /// - Returns: how the log ends, when it has.
  public mutating func play(_ bytes: [UInt8]) throws(LogFailure) -> LogReader.End? {
    reader.receive(bytes)
    while true {
      switch try reader.next() {
      case .needsMore: return nil
      case .end(let end): return end
      case .record(let record):
        guard try carryOut(record) else {
          throw .meaningless(record: reader.recordCount - 1, byte: reader.byteCountBeforeLast)
        }
      }
    }
  }

  /// What writes the records that follow.
  public func writer() -> LogWriter {
    LogWriter(chain: reader.chain, lastTime: reader.lastTime)
  }

  private mutating func carryOut(_ record: LogRecord) throws(LogFailure) -> Bool {
    switch record {
    case .started(let build, _): self.build = build
    case .opened(let number, let commission, let time):
      return router.venue.accounts.open(commission: commission, now: time)?.number == number
    case .command(let command):
      do throws(ExchangeError) {
        _ = try router.replay(command)
      } catch {
        // It was refused then too, and what it did before that it has done again: unless nobody can have
        // asked it.
        return error != .unsupportedOperation && error != .noSuchAccount
      }
    case .balances(let digest, _):
      guard digest == BalanceDigest.of(router.venue.accounts) else {
        throw .otherBalances(record: reader.recordCount - 1, build: build)
      }
    }
    return true
  }
}
