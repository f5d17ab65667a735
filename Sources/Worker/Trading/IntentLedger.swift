internal import Catalog
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Log

/// The journal as the engine and the settlement use it: with the exchange's time, with the failures that
/// follow when it cannot be written, and with what this server is at work on.
@LoopActor
final class IntentLedger {
  private let journal: any Journaling
  private let exchange: any ExchangeWriting
  private let clock: any TradingClock
  private let logger: Logger
  private var time = ExchangeTime()
  private var underWay: Set<String> = []
  private var waiters: [(number: Int, id: String, continuation: CheckedContinuation<Void, Never>)] = []
  private var waiterNumber = 0
  /// Told when something was written down.
  var whenWritten: () -> Void = {}
  /// Why the journal could not be used the last time; `nil` when it could.
  private(set) var trouble: JournalFailure?

  init(_ journal: any Journaling, exchange: any ExchangeWriting, clock: any TradingClock, logger: Logger) {
    self.journal = journal
    self.exchange = exchange
    self.clock = clock
    self.logger = logger
  }

  /// This life's number.
  var instance: UInt64 { journal.instance }

  /// What is known, as of the last look.
  var book: IntentBook { journal.book }

  /// Exchange time that never goes back, in milliseconds; `nil` before the clock was read.
  var now: Int? { time(in: journal.book) }

  /// The same inside a transaction, whose book knows more.
  func time(in book: IntentBook) -> Int? {
    time.read(exchange.exchangeTimeMilliseconds, book: book.latestTimeMilliseconds)
  }

  /// A gate that knows what is in whose hands.
  func gate(now: Int) -> TradingGate {
    TradingGate(
      underWay: { [self] id in underWay.contains(id) }, isRunning: { [self] in isRunning($0) },
      instance: journal.instance, now: now)
  }

  /// Whether a server runs.
  func isRunning(_ instance: UInt64) -> Bool { instance == journal.instance || journal.isRunning(instance) }

  /// One transaction; what was refused, or could not be written, is thrown.
  func transact(_ decide: (IntentBook) -> JournalDecision) throws(ToolFailure) {
    let decision: JournalDecision
    do throws(JournalFailure) {
      decision = try journal.transact(isDurable: true, decide)
      trouble = nil
    } catch {
      throw failed(error)
    }
    if case .refuse(let failure) = decision { throw failure }
    whenWritten()
  }

  /// Writes what has happened already. It need not outlive a loss of power: what is missing then is asked of
  /// the exchange.
  ///
  /// - Returns: false when it could not be written.
  @discardableResult
  func note(_ records: JournalRecord...) -> Bool {
    note { _ in records }
  }

  /// Writes what follows from everything that all servers have written by now; nothing, when nothing does.
  ///
  /// - Returns: false when it could not be written.
  @discardableResult
  func note(_ decide: (IntentBook) -> [JournalRecord]) -> Bool {
    do throws(JournalFailure) {
      _ = try journal.transact(isDurable: false) { .append(decide($0)) }
      trouble = nil
      whenWritten()
      return true
    } catch {
      _ = failed(error)
      return false
    }
  }

  /// Reads what other servers have written.
  func refresh() throws(ToolFailure) {
    do throws(JournalFailure) {
      try journal.refresh()
      trouble = nil
    } catch {
      throw failed(error)
    }
  }

  /// Takes the lock on settling what servers that are gone have left.
  func beginSettling() -> Bool { journal.beginSettling() }

  /// Gives it back.
  func giveUpSettling() { journal.giveUpSettling() }

  /// Says that this server is at work on an intent.
  func begin(_ id: String) { underWay.insert(id) }

  /// Says that it is not any more.
  func end(_ id: String) {
    underWay.remove(id)
    let ended = waiters.filter { $0.id == id }
    waiters.removeAll { $0.id == id }
    for waiter in ended { waiter.continuation.resume() }
  }

  /// Whether this server is at work on an intent.
  func isUnderWay(_ id: String) -> Bool { underWay.contains(id) }

  /// Waits until this server is not at work on an intent any more, or the time is over.
  func waitWhileUnderWay(_ id: String, until deadlineNanoseconds: UInt64) async {
    guard underWay.contains(id), clock.nanoseconds < deadlineNanoseconds else { return }
    waiterNumber += 1
    let number = waiterNumber
    let left = Int((deadlineNanoseconds - clock.nanoseconds) / 1_000_000)
    onLoop { [self] in
      await clock.sleep(milliseconds: left)
      guard let index = waiters.firstIndex(where: { $0.number == number }) else { return }
      waiters.remove(at: index).continuation.resume()
    }
    await withCheckedContinuation { waiters.append((number, id, $0)) }
  }

  private func failed(_ failure: JournalFailure) -> ToolFailure {
    // A turn that was missed is nothing wrong with the journal.
    if failure.isPassing {
      logger.info("the journal: \(failure)")
      return TradingFailure.journal(failure)
    }
    if trouble != failure { logger.error("the journal cannot be used, so no orders are placed: \(failure)") }
    trouble = failure
    return TradingFailure.journal(failure)
  }
}
