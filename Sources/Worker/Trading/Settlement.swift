internal import Catalog
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Log

/// Settles open intents in the background: asks, waits, asks again, and writes down what is certain.
///
/// A bounded number of questions at a time; between them nothing runs but one timer.
@LoopActor
final class Settlement {
  private let exchange: any ExchangeWriting
  private let inquiry: SettlementInquiry
  private let ledger: IntentLedger
  private let clock: any TradingClock
  private let logger: Logger
  /// What is known of each intent that is being asked about.
  private var cases: [String: SettlementCase] = [:]
  /// Those of them that nobody is asking about at this moment.
  private var queue = DueQueue()
  private var laneCount = 0
  private var wakesAtMilliseconds = Int.max
  private var isSettlingOthers = false
  private var isStopped = false
  /// What only a person can find out: id and reason.
  private(set) var stuck: [String: String] = [:]

  init(
    exchange: any ExchangeWriting, ledger: IntentLedger, clock: any TradingClock, logger: Logger
  ) {
    self.exchange = exchange
    inquiry = SettlementInquiry(exchange)
    self.ledger = ledger
    self.clock = clock
    self.logger = logger
  }

  /// Intents that are being asked about.
  var count: Int { cases.count }

  /// Looks through the journal for what nobody is at work on, and begins with it: this server's own, and what
  /// servers that are gone have left, if no other server is at that already.
  func look() {
    if isStopped { return }
    do throws(ToolFailure) {
      try ledger.refresh()
    } catch {
      // Said already; the next look may be luckier.
      return
    }
    for entry in ledger.book.open where cases[entry.intent.id] == nil && stuck[entry.intent.id] == nil {
      if mayAsk(entry) { begin(entry) }
    }
    if cases.isEmpty { endSettlingOthers() }
    pump()
  }

  /// Asks no more about an intent: a person has said what became of it.
  func forget(_ id: String) {
    cases[id] = nil
    stuck[id] = nil
    if cases.isEmpty { endSettlingOthers() }
  }

  /// Ends: what is being asked is still answered, and then nothing more is.
  func stop() {
    isStopped = true
    cases.removeAll()
    queue = DueQueue()
    endSettlingOthers()
  }

  /// Begins to ask about one intent.
  func begin(_ id: String) {
    guard !isStopped, cases[id] == nil, stuck[id] == nil, let entry = ledger.book.entry(id),
      entry.state.isOpen, mayAsk(entry)
    else { return }
    begin(entry)
    pump()
  }

  /// Asks once, now, on behalf of somebody who waits for it; does nothing when somebody is just asking.
  func askNow(_ id: String, for call: CallContext) async {
    begin(id)
    guard cases[id] != nil, queue.remove(id) else { return }
    await step(id, for: call)
    pump()
  }

  /// Whether it is this server's to find out: its own intents when it is not at work on them, and those of
  /// servers that are gone, if no other server has taken that upon itself.
  private func mayAsk(_ entry: IntentEntry) -> Bool {
    if entry.intent.instance == ledger.instance { return !ledger.isUnderWay(entry.intent.id) }
    guard !ledger.isRunning(entry.intent.instance) else { return false }
    if !isSettlingOthers { isSettlingOthers = ledger.beginSettling() }
    return isSettlingOthers
  }

  private func begin(_ entry: IntentEntry) {
    let id = entry.intent.id
    guard let sent = sentOrWrittenOff(entry) else { return }
    cases[id] = SettlementCase(sent)
    queue.insert(id, due: clock.milliseconds)
  }

  /// The intent, if it may have been sent; else it is written off.
  ///
  /// SENT is on the disk before a byte leaves, so without it nothing has left. Whether it is there is decided
  /// in the transaction: since the last look the server that made the intent may have sent it and died.
  private func sentOrWrittenOff(_ entry: IntentEntry) -> IntentEntry? {
    guard entry.state == .intended, entry.sentAtMilliseconds == nil else { return entry }
    guard let now = ledger.now else { return nil }
    var latest: IntentEntry?
    ledger.note { book in
      latest = book.entry(entry.intent.id)
      guard latest?.state == .intended, latest?.sentAtMilliseconds == nil,
        latest?.intent.instance == entry.intent.instance
      else { return [] }
      latest = nil
      return [
        .unsent(
          id: entry.intent.id, atMilliseconds: now, reason: "the server ended before it was sent")
      ]
    }
    guard let latest, latest.state.isOpen, latest.sentAtMilliseconds != nil else { return nil }
    return latest
  }

  /// Has as many lanes at work as there is work for.
  private func pump() {
    let now = clock.milliseconds
    var wantedCount = min(TradingLimits.settlementParallelMax - laneCount, queue.count)
    while wantedCount > 0, let due = queue.earliestDue, due <= now {
      wantedCount -= 1
      laneCount += 1
      onLoop { [self] in await runLane() }
    }
    wakeForNext(now)
  }

  private func runLane() async {
    while let id = queue.popDue(at: clock.milliseconds) {
      await step(id, for: CallContext(callID: 0, deadlineNanoseconds: deadline))
    }
    laneCount -= 1
    if cases.isEmpty { endSettlingOthers() }
    wakeForNext(clock.milliseconds)
  }

  private var deadline: UInt64 {
    clock.nanoseconds &+ UInt64(TradingLimits.questionMilliseconds) * 1_000_000
  }

  /// One timer for the earliest of what is not due yet.
  private func wakeForNext(_ now: Int) {
    guard let next = queue.earliestDue, next > now, next < wakesAtMilliseconds else { return }
    wakesAtMilliseconds = next
    onLoop { [self] in
      await clock.sleep(milliseconds: next - now)
      if wakesAtMilliseconds == next { wakesAtMilliseconds = .max }
      pump()
    }
  }

  /// One question and what follows from the answer.
  private func step(_ id: String, for call: CallContext) async {
    guard var known = cases[id] else { return }
    guard let entry = ledger.book.entry(id), entry.state.isOpen else {
      cases[id] = nil
      return
    }
    let finding = await inquiry.ask(entry.intent, for: call)
    let time = finding == .doesNotExist ? await freshTime(past: known) : nil
    // It was stopped, or somebody else has found out meanwhile.
    if isStopped { return }
    let next = known.take(finding, exchangeTime: time, now: clock.milliseconds)
    cases[id] = known
    await finish(entry, next)
  }

  private func finish(_ entry: IntentEntry, _ step: SettlementCase.Step) async {
    let id = entry.intent.id
    let now = ledger.now ?? entry.changedAtMilliseconds
    var isWritten = true
    switch step {
    case .ask(let wait):
      queue.insert(id, due: clock.milliseconds + wait)
      return
    case .placed(let report):
      isWritten = ledger.note(.settledPlaced(id: id, atMilliseconds: now, report: bounded(report, id)))
      if isWritten { logger.notice("order \(id) was placed: the exchange says so") }
    case .notPlaced:
      var records: [JournalRecord] = [.settledNotPlaced(id: id, atMilliseconds: now)]
      // Whoever asks for the key again is told from the journal alone, so it has to stand there.
      if let old = await oldHalf(of: entry.intent) {
        records.insert(.unknown(id: id, atMilliseconds: now, reason: old), at: 0)
      }
      if isStopped { return }
      isWritten = ledger.note { [records] book in
        book.entry(id)?.state.isOpen == true ? records : []
      }
      if isWritten { logger.notice("order \(id) was not placed: the exchange says so") }
    case .stuck(let reason):
      stuck[id] = reason
      logger.error("order \(id) on \(entry.intent.symbol): \(reason). Look at the exchange's own pages")
    }
    guard isWritten else {
      // It will be asked again once the journal can be written.
      queue.insert(id, due: clock.milliseconds + TradingLimits.watchMilliseconds)
      return
    }
    cases[id] = nil
    if case .placed = step { _ = await oldHalf(of: entry.intent) }
  }

  /// Asks what became of the order that was to be replaced, and writes it down.
  ///
  /// - Returns: in words; nil when none was to be replaced.
  private func oldHalf(of intent: Intent) async -> String? {
    let call = CallContext(callID: 0, deadlineNanoseconds: deadline)
    guard let old = intent.replaces, let state = await inquiry.oldHalf(of: intent, for: call) else {
      return nil
    }
    let words = "order \(old), which it was to replace, is \(state)"
    logger.notice("\(intent.id): \(words)")
    ledger.note(
      .audited(
        JournalRecord.AuditEntry(
          instance: ledger.instance, atMilliseconds: ledger.now ?? intent.madeAtMilliseconds,
          principal: intent.principal, tool: intent.tool, request: "GET /api/v3/order",
          parameters: "the order that \(intent.id) was to replace: \(old)", result: state)))
    return words
  }

  /// The exchange's time, measured now: a denial is weighed by it, and a clock that was set meanwhile must
  /// not make it count too early. Not the time that never goes back, since that one may be ahead.
  private func freshTime(past state: SettlementCase) async -> Int? {
    // A measurement is a request: only when it could decide something.
    guard let known = exchange.exchangeTimeMilliseconds, known > state.decidesAfterMilliseconds else {
      return exchange.exchangeTimeMilliseconds
    }
    do throws(ToolFailure) {
      try await exchange.measureClock(for: CallContext(callID: 0, deadlineNanoseconds: deadline))
    } catch {
      return nil
    }
    return exchange.exchangeTimeMilliseconds
  }

  private func bounded(_ report: String, _ id: String) -> String {
    report.utf8.count <= TradingLimits.reportByteCountMax
      ? report : #"{"client_order_id":"\#(id)","outcome":"placed","shortened":true}"#
  }

  private func endSettlingOthers() {
    guard isSettlingOthers else { return }
    isSettlingOthers = false
    ledger.giveUpSettling()
  }
}
