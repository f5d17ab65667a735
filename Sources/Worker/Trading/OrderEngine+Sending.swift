internal import Catalog
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Orders
internal import Values

/// The one send of an intent, and what the journal and the client learn of its outcome.
extension OrderEngine {
  /// Sends an intent that stands in the journal, at most once.
  func send(_ intent: Intent, _ proposal: OrderProposal, for call: CallContext) async -> PlacedOutcome {
    #if DEBUG
      setting.reached(.afterIntent)
    #endif
    do throws(ToolFailure) {
      try mayStillSend(for: call)
    } catch {
      return unsent(intent, error)
    }
    call.intend(clientOrderID: intent.id)
    var wasSent = false
    let outcome = await exchange.write(
      request(intent, proposal), recvWindowMilliseconds: TradingLimits.recvWindowMilliseconds, isUrgent: true,
      for: call
    ) { [self] timestamp throws(ToolFailure) in
      try mayStillSend(for: call)
      try noteSent(intent, timestamp)
      wasSent = true
      #if DEBUG
        setting.reached(.afterSent)
      #endif
      // The disk may have taken its time.
      try mayStillSend(for: call)
      #if DEBUG
        // In a job of its own, which runs once the write is done and the answer is waited for.
        onLoop { [setting] in setting.reached(.afterWrite) }
      #endif
    }
    guard wasSent else {
      guard case .notDone(let failure) = outcome else {
        preconditionFailure("a request was sent that nobody was told of before")
      }
      return unsent(intent, failure)
    }
    #if DEBUG
      setting.reached(.afterAnswer)
    #endif
    let placed = finish(intent, proposal, outcome)
    #if DEBUG
      setting.reached(.afterRecord)
    #endif
    return placed
  }

  /// Writes SENT. From its return on the order counts as one that may stand at the exchange.
  private func noteSent(_ intent: Intent, _ timestamp: Int) throws(ToolFailure) {
    // The counters of a day go by the timestamp that the exchange sees.
    guard
      IntentBook.day(ofMilliseconds: timestamp) == IntentBook.day(ofMilliseconds: intent.madeAtMilliseconds)
    else {
      throw TradingFailure.otherDay(aheadMilliseconds: intent.madeAtMilliseconds - timestamp)
    }
    try ledger.transact { book in
      // Another server may have taken this one for gone, and written the intent off.
      guard isOwn(intent, in: book) else { return .refuse(TradingFailure.writtenOff) }
      return .append([
        .sent(
          id: intent.id, timestampMilliseconds: timestamp,
          recvWindowMilliseconds: TradingLimits.recvWindowMilliseconds)
      ])
    }
  }

  /// Whether the journal has an intent as this call wrote it, with nothing of it sent or ended. Its name
  /// alone does not say so: what was written off may be made anew under the same name.
  private func isOwn(_ intent: Intent, in book: IntentBook) -> Bool {
    guard let entry = book.entry(intent.id) else { return false }
    return entry.state == .intended && entry.sentAtMilliseconds == nil
      && entry.intent.instance == intent.instance
      && entry.intent.madeAtMilliseconds == intent.madeAtMilliseconds
  }

  /// Whether nothing has come up that stops an order: asked after INTENT, before SENT and right before the
  /// write.
  private func mayStillSend(for call: CallContext) throws(ToolFailure) {
    if let why = halt.haltedBecause { throw TradingFailure.halted(why) }
    if call.isCancelled { throw TradingFailure.cancelled }
    if clock.nanoseconds >= call.deadlineNanoseconds { throw TradingFailure.late }
  }

  /// What is sent for an intent.
  func request(_ intent: Intent, _ proposal: OrderProposal) -> ExchangeRequest {
    var query = proposal.query
    query.append((proposal.idName, intent.id))
    for (leg, named) in zip(proposal.legs, intent.legs) where leg.idName != proposal.idName {
      query.append((leg.idName, named.clientOrderID))
    }
    return ExchangeRequest(
      endpoint: proposal.endpoint, query: query, weight: proposal.endpoint.weight.value(), isRead: false)
  }

  /// What is left of an intent of which nothing was sent.
  private func unsent(_ intent: Intent, _ failure: ToolFailure) -> PlacedOutcome {
    let now = ledger.now ?? intent.madeAtMilliseconds
    let isWritten = ledger.note { book in
      isOwn(intent, in: book)
        ? [.unsent(id: intent.id, atMilliseconds: now, reason: failure.message)] : []
    }
    if !isWritten { settleLater(intent.id) }
    return PlacedOutcome(.failure(failure), of: nil)
  }

  private func finish(
    _ intent: Intent, _ proposal: OrderProposal, _ outcome: WriteOutcome
  ) -> PlacedOutcome {
    let now = ledger.now ?? intent.madeAtMilliseconds
    let id = intent.id
    switch outcome {
    case .done(let reply):
      let report: [UInt8]
      do throws(ToolFailure) {
        report = try drafting.report(reply, of: proposal, id: id)
      } catch {
        // It says that it was done, in a way that cannot be read: that is no answer.
        return unknown(intent, error, now)
      }
      let isWritten = ledger.note(
        .acknowledged(id: id, atMilliseconds: now, report: kept(report, id)))
      if !isWritten { settleLater(id) }
      return PlacedOutcome(
        .success(
          envelope(
            report, symbol: intent.symbol, reply: reply, weight: proposal.endpoint.weight.value())),
        of: id)
    case .notDone(var failure):
      let isWritten = ledger.note(
        .rejected(id: id, atMilliseconds: now, code: failure.code ?? 0, reason: failure.message))
      if !isWritten { settleLater(id) }
      failure.details.append(("client_order_id", .string(id)))
      failure.details.append(("outcome", .string("rejected")))
      return PlacedOutcome(.failure(failure), of: id)
    case .unknown(let failure):
      return unknown(intent, failure, now)
    }
  }

  private func unknown(_ intent: Intent, _ failure: ToolFailure, _ now: Int) -> PlacedOutcome {
    ledger.note(.unknown(id: intent.id, atMilliseconds: now, reason: failure.message))
    settleLater(intent.id)
    let left = ledger.book.entry(intent.id).map { secondsLeft($0) } ?? 0
    return PlacedOutcome(
      .failure(TradingFailure.unknown(intent.id, because: failure, secondsLeft: left)), of: intent.id)
  }

  /// Has the exchange asked once this call is not at work on the intent any more.
  private func settleLater(_ id: String) {
    onLoop { [self] in settlement.begin(id) }
  }

  /// What the journal keeps of a report: all of it, unless it is long.
  private func kept(_ report: [UInt8], _ id: String) -> String {
    report.count <= TradingLimits.reportByteCountMax
      ? String(decoding: report, as: UTF8.self)
      : #"{"client_order_id":"\#(id)","outcome":"placed","shortened":true}"#
  }
}
