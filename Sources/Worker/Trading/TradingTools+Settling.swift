internal import Catalog
internal import Exchange
internal import Journal
internal import Log
internal import Operator
internal import Values
internal import Wire

/// The end of an intent of which the exchange knows nothing any more: USD-M futures forget an order without a
/// fill after days, and then asking leads nowhere. A person who has looked at the exchange's own pages says
/// what became of it.
///
/// Only of such an intent. While the exchange can be asked its word is the one that counts, and a wrong word
/// of a person would open the gate over an order that stands.
extension TradingTools {
  /// What is known of one intent, for whoever has to decide about it.
  func intent(_ id: String) -> OperatorReply {
    // What other servers wrote is shown too, if it can be read.
    do throws(ToolFailure) { try ledger?.refresh() } catch {}
    guard let entry = ledger?.book.entry(id) else { return .refused(reason: Self.noIntent(id)) }
    var writer = JSONWriter(reservingByteCount: 1_024)
    writer.beginObject()
    writer.key("order")
    write(entry, to: &writer)
    writer.member("can_be_settled", whyNotSettled(entry) == nil)
    if let why = whyNotSettled(entry) { writer.member("why_not", why) }
    writer.endObject()
    return .answer(json: writer.bytes)
  }

  /// Writes down what became of an intent, and who said so, in one piece.
  ///
  /// - Parameter user: who says so, by the kernel's word.
  func settle(_ id: String, wasPlaced: Bool, of user: UInt32) -> OperatorReply {
    guard let ledger else { return .refused(reason: "the journal is not open") }
    let reason = OperatorWord.reason(user: user, wasPlaced: wasPlaced)
    do throws(ToolFailure) {
      try ledger.transact { [self] book in
        guard let entry = book.entry(id) else { return .refuse(Self.refusal(Self.noIntent(id))) }
        if let why = whyNotSettled(entry) { return .refuse(Self.refusal(why)) }
        let now = ledger.time(in: book) ?? entry.changedAtMilliseconds
        return .append([
          .audited(
            JournalRecord.AuditEntry(
              instance: ledger.instance, atMilliseconds: now, principal: "operator (user \(user))",
              tool: "bulkhead settle", request: JournalRecord.AuditEntry.noRequest, parameters: "order \(id)",
              result: wasPlaced ? "placed" : "not placed")),
          .unknown(id: id, atMilliseconds: now, reason: reason),
          wasPlaced
            ? .settledPlaced(id: id, atMilliseconds: now, report: Self.report(id, reason))
            : .settledNotPlaced(id: id, atMilliseconds: now),
        ])
      }
    } catch {
      return .refused(reason: error.message)
    }
    settlement?.forget(id)
    logger.warning("order \(id) is settled \(reason)")
    changeObserver()
    return .done(message: "order \(id) is settled \(reason)")
  }

  /// Why a person's word does not settle it; `nil` when it does.
  private func whyNotSettled(_ entry: IntentEntry) -> String? {
    let id = entry.intent.id
    guard entry.state.isOpen else { return "the outcome of order \(id) is known already" }
    // Not the time that never goes back: a clock that was wrong once must not make an order old.
    guard let now = exchange.exchangeTimeMilliseconds else { return "the exchange's clock is not known yet" }
    guard SettlementCase.isForgotten(entry, exchangeTime: now) else {
      return "the exchange can still be asked about order \(id), and is: its own word counts"
    }
    return nil
  }

  private static func noIntent(_ id: String) -> String { "there is no order \(id) in this journal" }

  private static func refusal(_ why: String) -> ToolFailure {
    ToolFailure(kind: .policyRefused, message: why)
  }

  private static func report(_ id: String, _ reason: String) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("client_order_id", id)
    writer.member("outcome", "placed")
    writer.member("settled", reason)
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
