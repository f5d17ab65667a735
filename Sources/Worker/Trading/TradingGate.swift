internal import Catalog
internal import Journal
internal import LinuxIO
internal import Values

/// Whether an intent that stands open holds up new orders on its symbol.
///
/// Only one that nobody is busy with: an order whose answer is on its way is no reason to refuse the next
/// one; one whose outcome is not known is, because the next one may well be meant as the same.
@LoopActor
struct TradingGate {
  /// Ids that this server is at work on.
  let underWay: (String) -> Bool
  /// Whether a server runs.
  let isRunning: (UInt64) -> Bool
  /// This server.
  let instance: UInt64
  /// Exchange time in milliseconds.
  let now: Int

  /// The intent that a new order there has to wait for.
  func standing(in book: IntentBook, symbol: String, api: API) -> IntentEntry? {
    book.open(symbol: symbol, api: api).first { stands($0) }
  }

  /// Whether an intent is open and in nobody's hands.
  func stands(_ entry: IntentEntry) -> Bool {
    guard entry.state.isOpen, !SettlementCase.isForgotten(entry, exchangeTime: now) else { return false }
    if entry.state == .unknown { return true }
    if entry.intent.instance == instance { return !underWay(entry.intent.id) }
    return !isRunning(entry.intent.instance)
      || now - entry.changedAtMilliseconds > TradingLimits.underWayMaxMilliseconds
  }

  /// What a caller is told who has to wait.
  func refusal(_ entry: IntentEntry) -> ToolFailure {
    let id = entry.intent.id
    let left = SettlementCase(entry).millisecondsLeft(exchangeTime: now)
    let seconds = (left + 999) / 1000
    return ToolFailure(
      kind: .outcomeUnknown,
      message: "the outcome of order \(id) on \(entry.intent.symbol) is not known yet, so no new order is "
        + "placed there; the exchange is being asked, and will have said within about \(seconds) s",
      isRetryable: true,
      suggestion: "Wait \(seconds) s and call again, or ask get_order for \(id); cancels are not held up.",
      details: [
        ("client_order_id", .string(id)), ("symbol", .string(entry.intent.symbol)),
        ("seconds_left", .integer(seconds)), ("sent", .boolean(false)),
      ])
  }
}
