internal import Catalog
internal import Journal
internal import Values

/// Every failure that arises in the trading worker itself, in the words that the client gets.
enum TradingFailure {
  static func journal(_ failure: JournalFailure) -> ToolFailure {
    if failure.isPassing { return journalBusy }
    return ToolFailure(
      kind: .internalError, message: "the journal of orders cannot be used (\(failure)); nothing was sent",
      isRetryable: failure.isPassing,
      suggestion: "Cancels and reads go on. The operator has to look at the state folder: bulkhead status.",
      details: [("limit", .string("journal"))])
  }

  /// Nothing is wrong then, and nothing is the operator's to look at.
  static let journalBusy = ToolFailure(
    kind: .internalError,
    message: "other servers of this account were writing their orders into the journal all the time that one "
      + "waits for its turn; nothing was sent",
    isRetryable: true,
    suggestion: "Call again in a moment: servers that share an account take turns at its journal. Fewer "
      + "orders at the same time meet this less often.",
    details: [("limit", .string("journal_turn"))])

  static func halted(_ why: String) -> ToolFailure {
    ToolFailure(
      kind: .policyRefused, message: "\(why); nothing was sent", isRetryable: false,
      suggestion: "Only the operator lets trading go on, with \"bulkhead resume\". Cancels work.",
      details: [("limit", .string("halt"))])
  }

  static func starting(_ what: String) -> ToolFailure {
    ToolFailure(
      kind: .exchangeUnavailable, message: "trading is not open yet: \(what)", isRetryable: true,
      suggestion: "Call again in some seconds; reads and cancels work meanwhile.")
  }

  static let noClock = ToolFailure(
    kind: .exchangeUnavailable, message: "the exchange's clock has not been read yet; nothing was sent",
    isRetryable: true, suggestion: "Call again in some seconds.")

  /// Another server has ended this one's intent.
  static let writtenOff = ToolFailure(
    kind: .internalError,
    message: "another server took this one for gone and wrote the order off; nothing was sent",
    isRetryable: true,
    suggestion: "Call again. If it stays so, files were removed from the state folder: restart the server.")

  /// The journal is on another day than the exchange.
  ///
  /// - Parameter aheadMilliseconds: how far the journal's time is ahead. It never goes back, so more than the
  ///   difference of two servers' clocks means that one of them was wrong when it wrote.
  static func otherDay(aheadMilliseconds: Int) -> ToolFailure {
    guard aheadMilliseconds > TradingLimits.aheadMillisecondsMax else { return dayTurns }
    let minutes = (aheadMilliseconds + 59_999) / 60_000
    return ToolFailure(
      kind: .policyRefused,
      message: "the journal's time is \(minutes) minutes ahead of the exchange's, since a clock was wrong "
        + "when it was written, so the limits of today cannot be kept; nothing was sent",
      suggestion: "Orders are taken once the exchange's day has come there, in \(minutes) minutes at the "
        + "latest. Before, only the operator can help: end all servers, move the account's folder out of the "
        + "state folder, start again; orders of today are counted in from the exchange.",
      details: [("limit", .string("trading.max_daily_notional")), ("minutes_ahead", .integer(minutes))])
  }

  static let dayTurns = ToolFailure(
    kind: .policyRefused, message: "the exchange's day is just turning; nothing was sent", isRetryable: true,
    suggestion: "Call again in a second.", details: [("limit", .string("trading.max_daily_notional"))])

  static let cancelled = ToolFailure(
    kind: .timeout, message: "nobody waits for the order any more; nothing was sent", isRetryable: true,
    suggestion: "Call again if it is still wanted.")

  static let late = ToolFailure(
    kind: .timeout, message: "the call's time was over before the order could be sent; nothing was sent",
    isRetryable: true, suggestion: "Call again, with a longer call timeout if this goes on.")

  static let tooManyOpen = ToolFailure(
    kind: .policyRefused, message: "too many orders have an outcome that is not known; nothing was sent",
    isRetryable: true, suggestion: "Look at trading_status and wait until they are settled.")

  static func otherParameters(_ entry: IntentEntry) -> ToolFailure {
    ToolFailure(
      kind: .validationError,
      message: "this idempotency_key belongs to another order, \(entry.intent.id), with other parameters; "
        + "nothing was sent",
      suggestion: "Use a new key for a new order; for the first one repeat exactly what it was.",
      details: [("client_order_id", .string(entry.intent.id))])
  }

  static func recoveredKey(_ entry: IntentEntry) -> ToolFailure {
    ToolFailure(
      kind: .duplicateSuspected,
      message: "an order of this idempotency_key, \(entry.intent.id), is at the exchange; the journal that "
        + "knew its parameters is gone, so nothing was sent",
      suggestion: "Ask get_order for it; use a new key for a new order.",
      details: [("client_order_id", .string(entry.intent.id))])
  }

  static func duplicate(_ entry: IntentEntry, secondsLeft: Int) -> ToolFailure {
    let id = entry.intent.id
    return ToolFailure(
      kind: .duplicateSuspected,
      message: "the same order, \(id), was placed shortly before, and its caller may not have been told; "
        + "nothing was sent",
      suggestion: "Ask get_order for \(id). If it is meant twice, set allow_duplicate, or wait "
        + "\(secondsLeft) s.",
      details: [
        ("client_order_id", .string(id)), ("symbol", .string(entry.intent.symbol)),
        ("seconds_left", .integer(secondsLeft)),
      ])
  }

  /// The refusal of an order that another server is placing just now.
  static func sameUnderWay(_ entry: IntentEntry) -> ToolFailure {
    let id = entry.intent.id
    return ToolFailure(
      kind: .duplicateSuspected,
      message: "another server is placing the same order, \(id), just now; nothing was sent",
      suggestion: "Ask get_order for \(id). If it is meant twice, set allow_duplicate or give each a key of "
        + "its own.",
      details: [
        ("client_order_id", .string(id)), ("symbol", .string(entry.intent.symbol)),
      ])
  }

  static func unknown(_ id: String, because failure: ToolFailure, secondsLeft: Int) -> ToolFailure {
    var details = failure.details.filter { $0.0 != "client_order_id" && $0.0 != "seconds_left" }
    details.append(("client_order_id", .string(id)))
    details.append(("seconds_left", .integer(secondsLeft)))
    return ToolFailure(
      kind: .outcomeUnknown, code: failure.code,
      message: "it is not known whether order \(id) was placed: \(failure.message). The exchange is being "
        + "asked, and the order is never sent again",
      isRetryable: false,
      suggestion: "Ask get_order for \(id), or trading_status, within \(secondsLeft) s; do not place it "
        + "again.",
      details: details)
  }

  /// What a caller is told who asks again for an order that is still open.
  static func stillUnknown(_ entry: IntentEntry, secondsLeft: Int) -> ToolFailure {
    let why = ToolFailure(
      kind: .outcomeUnknown, message: entry.reason.isEmpty ? "no answer came" : entry.reason)
    return unknown(entry.intent.id, because: why, secondsLeft: secondsLeft)
  }

  static func rejectedBefore(_ entry: IntentEntry) -> ToolFailure {
    ToolFailure(
      kind: .binanceAPIError, code: entry.code == 0 ? nil : entry.code,
      message: "the order of this idempotency_key, \(entry.intent.id), was refused: \(entry.reason)",
      suggestion: "Use a new key for another try.",
      details: [("client_order_id", .string(entry.intent.id)), ("outcome", .string("rejected"))])
  }

  static func notPlacedBefore(_ entry: IntentEntry) -> ToolFailure {
    ToolFailure(
      kind: .binanceAPIError,
      message: "the order of this idempotency_key, \(entry.intent.id), was not placed: \(entry.reason)",
      suggestion: "Use a new key for another try.",
      details: [("client_order_id", .string(entry.intent.id)), ("outcome", .string("not_placed"))])
  }

  static func unknownRequest(_ tool: Tool, because failure: ToolFailure) -> ToolFailure {
    ToolFailure(
      kind: .outcomeUnknown, code: failure.code,
      message: "it is not known whether \(tool.name) took effect: \(failure.message). It was sent once and "
        + "is not sent again",
      isRetryable: false,
      suggestion: tool.effect == .cancels
        ? "Look at get_open_orders or get_order; asking for the same cancel again does no harm."
        : "Look at get_position_info before doing it again.",
      details: failure.details)
  }

  static func confirmationRequired(_ question: Confirmations.Question, isOutOfBand: Bool, secondsLeft: Int)
    -> ToolFailure
  {
    ToolFailure(
      kind: .confirmationRequired,
      message: isOutOfBand
        ? "this order has to be agreed to on the operator's terminal; nothing was sent"
        : "a person has to agree to this order, and could not be asked here; nothing was sent",
      isRetryable: true,
      suggestion: "Ask the operator to run \"bulkhead confirm \(question.id)\" within \(secondsLeft) s, then "
        + "make exactly this call again.",
      details: [
        ("confirmation_id", .string(question.id)), ("digest", .string(question.digest)),
        ("question", .string(question.text)), ("expires_in_seconds", .integer(secondsLeft)),
      ])
  }

  static let tooManyQuestions = ToolFailure(
    kind: .confirmationRequired,
    message: "a person has to agree to this order, and as many questions of this caller wait already as one "
      + "may have; nothing was sent",
    isRetryable: true, suggestion: "Let the operator answer or wait five minutes.")

  static let forgedState = unusableState(
    "requestState is not one that was given out for this order of this caller")
  static let expiredState = unusableState("the time of requestState is over")
  static let usedState = unusableState("requestState was used already")

  private static func unusableState(_ why: String) -> ToolFailure {
    ToolFailure(
      kind: .validationError, message: "\(why); nothing was sent",
      suggestion: "Send the call again without requestState and inputResponses, so that the person is asked.",
      details: [("argument", .string(ToolFailure.stateArgument))])
  }

  static let worthChanged = ToolFailure(
    kind: .confirmationRequired,
    message: "the order is worth more by now than what was agreed to; nothing was sent", isRetryable: true,
    suggestion: "Call again, so that the person is asked about the new worth.")

  static let worthless = ToolFailure(
    kind: .policyRefused, message: "the order's worth is beyond what can be counted; nothing was sent",
    suggestion: "Make it smaller.")

  static func noPrice(_ symbol: String) -> ToolFailure {
    ToolFailure(
      kind: .policyRefused,
      message: "the price of \(symbol) is not known, so the policy's limits cannot be held; nothing was sent",
      isRetryable: true, suggestion: "Call again in some seconds.")
  }

  static let declined = ToolFailure(
    kind: .confirmationDeclined, message: "a person said no to this order; nothing was sent",
    suggestion: "Do not ask for the same order again unless the person wants it.")

  /// - Parameter secondsLeft: for how long the no stands.
  static func declinedByOperator(secondsLeft: Int) -> ToolFailure {
    ToolFailure(
      kind: .confirmationDeclined, message: "the operator said no to this order; nothing was sent",
      suggestion: "Do not ask for the same order again unless a person wants it; the operator's no stands "
        + "for \(secondsLeft) s more.")
  }

  /// The question is gone: it ran out while the person looked at it, or another call of the same order used
  /// up the answer.
  static let questionGone = ToolFailure(
    kind: .confirmationDeclined,
    message: "the question about this order ran out or was answered before; nothing was sent",
    suggestion: "Make the call again if the person wants the order: a new question is asked.")
}
