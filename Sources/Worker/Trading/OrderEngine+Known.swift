internal import Answers
internal import Catalog
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Orders
internal import Values

/// What is known of an order that may have been asked for before.
extension OrderEngine {
  /// What became of the order of the caller's idempotency key; `nil` when there is none, or when it was
  /// certainly never sent: then it may be placed as if for the first time, under its name.
  func known(_ asked: AskedOrder, for call: CallContext) async throws(ToolFailure) -> PlacedOutcome? {
    guard asked.keyDigest != nil else { return nil }
    try ledger.refresh()
    guard let first = entry(in: ledger.book, of: asked), !wasNeverSent(first) else { return nil }
    let id = first.intent.id
    if first.intent.parameters.isEmpty { throw TradingFailure.recoveredKey(first) }
    guard first.intent.parameters == asked.parameters else { throw TradingFailure.otherParameters(first) }
    await ledger.waitWhileUnderWay(id, until: call.deadlineNanoseconds)
    if ledger.book.entry(id)?.state.isOpen == true, !ledger.isUnderWay(id) {
      await settlement.askNow(id, for: call)
    }
    let entry = ledger.book.entry(id) ?? first
    if wasNeverSent(entry) { return nil }
    return PlacedOutcome(answer(to: entry), of: id)
  }

  /// The journal's entry of the order that a caller's key stands for. By its name as well: that is the same
  /// even if the journal has lost the key.
  func entry(in book: IntentBook, of asked: AskedOrder) -> IntentEntry? {
    guard let keyDigest = asked.keyDigest else { return nil }
    return book.entry(idempotency: keyDigest) ?? book.entry(asked.id)
  }

  /// Whether nothing of an intent can have left this machine.
  func wasNeverSent(_ entry: IntentEntry) -> Bool {
    entry.state == .notPlaced && entry.sentAtMilliseconds == nil
  }

  /// The refusal of an order that looks like one whose caller may not know that it was placed.
  ///
  /// Not of one with a key: a key of its own says that it is another order. One that another server is still
  /// at work on looks like that too: its caller may have been told "unknown" while that server could not
  /// write so down, or may be the same client, which has started another server meanwhile.
  func duplicate(
    of asked: AskedOrder, _ proposal: OrderProposal, in book: IntentBook, now: Int
  ) -> ToolFailure? {
    guard asked.keyDigest == nil, !asked.allowsDuplicate else { return nil }
    let standing = book.open(symbol: proposal.symbol, api: proposal.endpoint.api)
    if let entry = standing.first(where: {
      $0.intent.instance != ledger.instance && $0.intent.parameters == asked.parameters
    }) {
      return TradingFailure.sameUnderWay(entry)
    }
    let since = now - TradingLimits.duplicateWindowMilliseconds
    guard
      let entry = book.uncertain(parameters: asked.parameters, sinceMilliseconds: since),
      let uncertainSince = entry.uncertainSinceMilliseconds
    else { return nil }
    return TradingFailure.duplicate(
      entry,
      secondsLeft: max(
        1, (uncertainSince + TradingLimits.duplicateWindowMilliseconds - now + 999) / 1000))
  }

  /// What the client is told of an intent, from the journal alone.
  private func answer(to entry: IntentEntry) -> Result<[UInt8], ToolFailure> {
    switch entry.state {
    case .placed:
      return .success(envelope(Array(entry.report.utf8), symbol: entry.intent.symbol))
    case .rejected: return .failure(TradingFailure.rejectedBefore(entry))
    case .notPlaced: return .failure(TradingFailure.notPlacedBefore(entry))
    case .intended, .sent, .unknown:
      return .failure(TradingFailure.stillUnknown(entry, secondsLeft: secondsLeft(entry)))
    }
  }

  /// Within how many seconds the exchange will have said what became of an intent.
  func secondsLeft(_ entry: IntentEntry) -> Int {
    let now = ledger.now ?? entry.changedAtMilliseconds
    return (SettlementCase(entry).millisecondsLeft(exchangeTime: now) + 999) / 1000
  }

  /// A successful answer around its `data`.
  func envelope(_ report: [UInt8], symbol: String, reply: ExchangeReply? = nil, weight: Int = 0) -> [UInt8] {
    var answer = Answer(reservingByteCount: report.count + 160)
    answer.writer.raw(report.isEmpty ? Array("{}".utf8) : report)
    return answer.finish(
      AnswerMetadata(
        timestampMilliseconds: reply?.receivedAtMilliseconds ?? EventLoop.wallClockMilliseconds,
        venue: setting.venue, symbol: symbol, weight: weight))
  }
}
