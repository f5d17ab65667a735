internal import Catalog
internal import Values

/// One record as people read it.
struct AuditRow: Equatable {
  /// Milliseconds since 1970; `nil` for what has no time of its own.
  var timeMilliseconds: Int?
  var what = ""
  var id = ""
  var symbol = ""
  var side = ""
  var amount = ""
  var outcome = ""
  /// Who asked; empty where nobody did, or where the intent that the record is about is not known.
  var principal = ""

  /// - Parameter entry: the intent that the record is about, when it is about one that is known.
  init(_ record: JournalRecord, _ entry: IntentEntry?) {
    switch record {
    case .opened(let opening):
      timeMilliseconds = opening.atMilliseconds
      (what, id) = ("opened", String(opening.instance, radix: 16))
      outcome = "bulkhead \(opening.version), \(opening.venue), account \(opening.account)"
    case .intent(let intent):
      timeMilliseconds = intent.madeAtMilliseconds
      what = "intent"
      describe(intent)
      principal = intent.principal
      outcome = "\(intent.tool) by \(intent.principal), worth \(intent.notional) \(intent.quote)"
      if let replaced = intent.replaces { outcome += ", instead of \(replaced)" }
    case .audited(let entry):
      timeMilliseconds = entry.atMilliseconds
      what = entry.tool
      principal = entry.principal
      outcome = "\(entry.result) by \(entry.principal): \(entry.request) \(entry.parameters)"
    case .policy(let time, let text): (timeMilliseconds, what, outcome) = (time, "policy", text)
    case .halted(let isHalted, let time, let by):
      (timeMilliseconds, what, outcome) = (time, isHalted ? "halted" : "resumed", "by \(by)")
    case .checkpoint(let checkpoint):
      what = "checkpoint"
      outcome = "\(checkpoint.entries.count) intents of the file before"
    default: describeEvent(record, entry)
    }
  }

  private mutating func describeEvent(_ record: JournalRecord, _ entry: IntentEntry?) {
    if let intent = entry?.intent {
      describe(intent)
      principal = intent.principal
    }
    switch record {
    case .sent(let id, let time, let recvWindow):
      set(id, time, "sent", "valid for \(recvWindow) ms")
    case .acknowledged(let id, let time, let report): set(id, time, "placed", report)
    case .rejected(let id, let time, let code, let reason): set(id, time, "refused", "\(code) \(reason)")
    case .unsent(let id, let time, let reason): set(id, time, "not sent", reason)
    case .unknown(let id, let time, let reason): set(id, time, "unknown", reason)
    case .settledPlaced(let id, let time, let report): set(id, time, "settled: placed", report)
    case .settledNotPlaced(let id, let time): set(id, time, "settled: not placed", "")
    case .answered(let id, let time, let wasDelivered):
      set(id, time, "answered", wasDelivered ? "delivered" : "nobody was there to be told")
    case .opened, .intent, .audited, .policy, .halted, .checkpoint: break
    }
  }

  private mutating func set(_ id: String, _ time: Int, _ what: String, _ outcome: String) {
    (self.id, timeMilliseconds, self.what, self.outcome) = (id, time, what, outcome)
  }

  private mutating func describe(_ intent: Intent) {
    id = intent.id
    symbol = intent.api == .futures ? "\(intent.symbol) (futures)" : intent.symbol
    guard let leg = intent.legs.first else { return }
    side = leg.side
    amount = leg.quantity.map { "\($0)" } ?? "all"
    if leg.isQuoteQuantity { amount += " in quote" }
    amount += leg.price.map { " at \($0)" } ?? " \(leg.type)"
    if intent.legs.count > 1 { amount += ", and \(intent.legs.count - 1) more" }
  }

  /// The cells of a table.
  var cells: [String] { [timeMilliseconds.map(UTCTime.text) ?? "", what, id, symbol, side, amount, outcome] }

  /// A JSON object on one line.
  func json(scope: String, account: String, record: UInt64) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("scope", scope)
    writer.member("account", account)
    writer.member("record", Int(clamping: record))
    if let timeMilliseconds {
      writer.member("time", UTCTime.text(timeMilliseconds))
      writer.member("time_ms", timeMilliseconds)
    }
    let names = ["what", "id", "symbol", "side", "amount", "outcome"]
    for (name, value) in zip(names, cells.dropFirst()) where !value.isEmpty { writer.member(name, value) }
    if !principal.isEmpty { writer.member("principal", principal) }
    writer.endObject()
    return Shown.ascii(json: writer.takeBytes()) + [0x0A]
  }
}
