internal import Answers
internal import Catalog
internal import Configuration
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Log
internal import Operator
internal import Orders
internal import Values

/// How trading opens: clock, keys, account, journal, and then what was left open.
extension TradingTools {
  /// Waits between two tries.
  private static let waitMilliseconds = [500, 1_000, 2_000, 5_000, 10_000, 30_000]
  /// How long the requests of one try may take together.
  private static let tryMilliseconds = 60_000

  /// Begins to open trading, and returns at once. Reads work meanwhile; orders are refused with the reason.
  package func start() async {
    if surroundings.listens { listen() }
    // Nothing is placed then; what was placed before is settled all the same.
    refusal = choosePolicy()
    if let refusal {
      readiness = .shut(refusal)
      isInFirstTry = false
      logger.notice(refusal.message)
    }
    // Lives as long as the tools do.
    onLoop { [weak self, clock = surroundings.clock] in
      var tryCount = 0
      while let wait = await self?.look(tryCount) {
        await clock.sleep(milliseconds: wait)
        tryCount += 1
      }
    }
  }

  /// Ends what runs in the background; what is under way comes to its end.
  package func stop() {
    isStopped = true
    settlement?.stop()
    listener?.close()
  }

  /// Opens trading, or looks for what was left open once it is.
  ///
  /// - Returns: how many milliseconds to wait before the next look; `nil` for no more looks.
  private func look(_ tryCount: Int) async -> Int? {
    if isStopped { return nil }
    settlement?.look()
    if case .open = readiness { return TradingLimits.watchMilliseconds }
    if refusal != nil, settlement != nil { return TradingLimits.watchMilliseconds }
    defer { isInFirstTry = false }
    do throws(ToolFailure) {
      try await open()
      return TradingLimits.watchMilliseconds
    } catch {
      if refusal == nil {
        // Said once for each reason, and shown until it is gone.
        if said(error) { logger.warning("trading is not open: \(error.message)") }
        readiness = error.isRetryable ? .starting(error.message) : .shut(error)
      }
      let waits = Self.waitMilliseconds
      return waits[min(tryCount, waits.count - 1)]
    }
  }

  private func said(_ failure: ToolFailure) -> Bool {
    switch readiness {
    case .starting(let message): message != failure.message
    case .shut(let before): before.message != failure.message
    case .open: true
    }
  }

  /// Reads the policy that holds for this life.
  ///
  /// - Returns: why nothing is traded.
  private func choosePolicy() -> ToolFailure? {
    if let refusal = setting.standingRefusal { return refusal }
    if setting.mode == .paper {
      policy = .paper
      return nil
    }
    do {
      policy = try setting.policy()
      return nil
    } catch {
      return TradingSetting.refusal(
        "the policy cannot be read: \(error)", "The operator has to mend the file.")
    }
  }

  private func call() -> CallContext {
    CallContext(
      callID: 0,
      deadlineNanoseconds: surroundings.clock.nanoseconds &+ UInt64(Self.tryMilliseconds) * 1_000_000)
  }

  /// One try to open trading; with a refusal, to settle what is left of it.
  ///
  /// Settlement begins as soon as there is a journal: it only reads, and what it finds out is of use whatever
  /// else keeps trading shut.
  func open() async throws(ToolFailure) {
    try await exchange.measureClock(for: call())
    let assets = try await readAccount()
    let ledger = try openLedger()
    if isStopped { return }
    let settlement =
      self.settlement
      ?? Settlement(exchange: exchange, ledger: ledger, clock: surroundings.clock, logger: logger)
    self.settlement = settlement
    settlement.look()
    guard refusal == nil else { return }
    let inspected = try await setting.inspect(call())
    try notePolicy(in: ledger)
    let review = JournalReview(exchange, ledger: ledger, policy: policy)
    let reviewed = try await review.run(assets: assets, for: call())
    warnings = inspected + reviewed
    // Those about keys have been said by who has judged them.
    for warning in reviewed { logger.warning(warning) }
    readiness = .open(
      OrderEngine(
        setting, account: accountNumber ?? "", check: PolicyCheck(policy, file: setting.configurationFile),
        exchange: exchange, drafting: surroundings.drafting, ledger: ledger, settlement: settlement,
        halt: surroundings.halt, desk: desk, clock: surroundings.clock,
        randomBytes: surroundings.randomBytes, logger: logger))
    logger.notice(
      "trading is open on \(setting.venue.rawValue), account \(accountNumber ?? "?"). "
        + PolicyText.words(policy))
  }

  /// Whose account the key opens, and what it owns.
  private func readAccount() async throws(ToolFailure) -> [String] {
    let endpoint = TradingEndpoint.account
    let reply = try await exchange.read(
      ExchangeRequest(
        endpoint: endpoint, query: [("omitZeroBalances", "true")], weight: endpoint.weight.value(),
        isRead: true), for: call())
    guard let number = reply.document.root["uid"]?.integer, number >= 0 else {
      throw ToolFailure(
        kind: .binanceAPIError, message: "the exchange does not say whose account the key opens",
        isRetryable: true, suggestion: "Check that the base URL is the exchange's.")
    }
    let text = String(number)
    if let known = accountNumber, known != text, ledger != nil {
      throw ToolFailure(
        kind: .authenticationError, message: "the key opens another account than before",
        suggestion: "Restart the trading worker: bulkhead restart trading.")
    }
    accountNumber = text
    return reply.document.root["balances"]?.elements.compactMap { $0["asset"]?.string } ?? []
  }

  private func openLedger() throws(ToolFailure) -> IntentLedger {
    if let ledger { return ledger }
    do throws(JournalFailure) {
      let journal = try surroundings.openJournal(accountNumber ?? "")
      let opened = IntentLedger(journal, exchange: exchange, clock: surroundings.clock, logger: logger)
      opened.whenWritten = { [weak self] in self?.changeObserver() }
      ledger = opened
      writeHeldAudits(to: opened)
      return opened
    } catch {
      throw TradingFailure.journal(error)
    }
  }

  private func notePolicy(in ledger: IntentLedger) throws(ToolFailure) {
    let text = PolicyText.words(policy)
    guard ledger.book.lastPolicy != text, let now = ledger.now else { return }
    try ledger.transact { _ in .append([.policy(atMilliseconds: now, text: text)]) }
  }
}
