internal import Answers
internal import Catalog
internal import Configuration
internal import Journal
internal import LinuxIO
internal import Values

/// What `trading_status` and `bulkhead status` say.
extension TradingTools {
  /// Open intents that are listed at most.
  private static let openCountMax = 50

  /// The answer of `trading_status`.
  ///
  /// - Parameter recentCount: how many of the latest orders are listed.
  func statusAnswer(recentCount: Int) -> [UInt8] {
    var answer = Answer(reservingByteCount: 2_048)
    writeStatus(recentCount: recentCount, to: &answer.writer)
    return answer.finish(
      AnswerMetadata(
        timestampMilliseconds: EventLoop.wallClockMilliseconds, venue: setting.venue, weight: 0))
  }

  /// Writes the state of trading as one object.
  func writeStatus(recentCount: Int = 0, to writer: inout JSONWriter) {
    // What other servers wrote belongs to it; a journal that cannot be read is part of what is said.
    do throws(ToolFailure) { try ledger?.refresh() } catch {}
    let halted = surroundings.halt.haltedBecause
    writer.beginObject()
    switch readiness {
    case .open where halted == nil: writer.member("trading", "open")
    case .open: writer.member("trading", "halted")
    case .starting(let what):
      writer.member("trading", "starting")
      writer.member("reason", what)
    case .shut(let failure):
      writer.member("trading", "shut")
      writer.member("reason", failure.message)
    }
    writer.member("halted", halted != nil)
    if let halted { writer.member("halted_because", halted) }
    writer.member("venue", setting.venue.rawValue)
    if let accountNumber { writer.member("account", accountNumber) }
    writer.key("policy")
    PolicyText.write(policy, to: &writer)
    if let file = setting.configurationFile { writer.member("policy_file", file) }
    writeCounters(to: &writer)
    writeOpen(to: &writer)
    if recentCount > 0 { writeRecent(recentCount, to: &writer) }
    writeJournal(to: &writer)
    writer.member("questions_waiting", desk.count)
    writer.key("warnings")
    writer.beginArray()
    for warning in warnings.prefix(20) { writer.string(warning) }
    writer.endArray()
    writer.endObject()
  }

  private func writeCounters(to writer: inout JSONWriter) {
    guard let ledger, let now = ledger.now else { return }
    let counters = PolicyCounters(ledger.book, quote: policy.quote, now: now, open: nil)
    writer.key("counters")
    writer.beginObject()
    writer.member("day_utc", String(UTCText.text(milliseconds: now).prefix(10)))
    writer.member("quote", policy.quote)
    writer.member("used_today", counters.dailyNotional)
    if let most = policy.dailyNotionalMax { writer.member("left_today", left(most, counters.dailyNotional)) }
    writer.member("orders_last_minute", counters.ordersLastMinute)
    writer.endObject()
  }

  private func left(_ most: ExactDecimal, _ used: ExactDecimal) -> ExactDecimal {
    do throws(ExactDecimal.Failure) {
      return max(.zero, try most.subtracting(used))
    } catch {
      return .zero
    }
  }

  private func writeOpen(to writer: inout JSONWriter) {
    let open = ledger?.book.open ?? []
    writer.member("open_intents_count", open.count)
    writer.key("open_intents")
    writer.beginArray()
    for entry in open.prefix(Self.openCountMax) { write(entry, to: &writer) }
    writer.endArray()
  }

  /// What the journal has of the latest orders, by whichever server of this account.
  private func writeRecent(_ countMax: Int, to writer: inout JSONWriter) {
    writer.key("recent_orders")
    writer.beginArray()
    for entry in ledger?.book.recent(countMax: countMax) ?? [] { write(entry, to: &writer) }
    writer.endArray()
  }

  private func writeJournal(to writer: inout JSONWriter) {
    writer.key("journal")
    writer.beginObject()
    if let trouble = ledger?.trouble {
      writer.member("state", "unusable")
      writer.member("reason", TradingFailure.journal(trouble).message)
    } else {
      writer.member("state", ledger == nil ? "not open" : "good")
    }
    if let ledger { writer.member("instance", String(ledger.instance, radix: 16)) }
    writer.endObject()
  }

  /// Writes one intent and what is known of it.
  func write(_ entry: IntentEntry, to writer: inout JSONWriter) {
    let intent = entry.intent
    writer.beginObject()
    writer.member("client_order_id", intent.id)
    writer.member("state", Self.word(entry.state))
    writer.member("symbol", intent.symbol)
    writer.member("market", intent.api == .futures ? "futures" : "spot")
    writer.member("tool", intent.tool)
    if !intent.principal.isEmpty { writer.member("by", intent.principal) }
    if let leg = intent.legs.first {
      writer.member("side", leg.side)
      writer.member("type", leg.type)
      if let quantity = leg.quantity {
        writer.member(leg.isQuoteQuantity ? "quote_quantity" : "quantity", quantity)
      }
      if let price = leg.price { writer.member("price", price) }
    }
    if intent.legs.count > 1 { writer.member("orders", intent.legs.count) }
    writer.member("worth", intent.notional)
    writer.member("quote", intent.quote)
    writer.member("made", UTCText.text(milliseconds: intent.madeAtMilliseconds))
    writer.member("instance", String(intent.instance, radix: 16))
    if entry.code != 0 { writer.member("code", entry.code) }
    if !entry.reason.isEmpty { writer.member("reason", entry.reason) }
    if entry.state.isOpen, let stuck = settlement?.stuck[intent.id] { writer.member("for_a_person", stuck) }
    if entry.state.isOpen, let now = ledger?.now {
      writer.member(
        "seconds_left", (SettlementCase(entry).millisecondsLeft(exchangeTime: now) + 999) / 1000)
    }
    writer.endObject()
  }

  private static func word(_ state: IntentEntry.State) -> String {
    switch state {
    case .intended: "intended"
    case .sent: "sent"
    case .unknown: "unknown"
    case .placed: "placed"
    case .rejected: "rejected"
    case .notPlaced: "not_placed"
    }
  }
}
