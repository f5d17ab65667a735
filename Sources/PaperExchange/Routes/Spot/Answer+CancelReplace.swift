import PaperAccounts
import PaperCore
import PaperSpot

/// `POST /api/v3/order/cancelReplace` with all its outcomes (rest-api.md, "Cancel an Existing Order and Send
/// a New Order").
extension Answer {
  func cancelReplace() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let order = try OrderForm(query: query, listing: symbol.listing).order()
    let reference = try reference(number: "cancelOrderId", clientID: "cancelOrigClientOrderId")
    guard let mode: CancelReplaceMode = query.word("cancelReplaceMode") else {
      throw .missingParameter("cancelReplaceMode")
    }
    let limitMode: OrderRateLimitMode = query.word("orderRateLimitExceededMode") ?? .doNothing
    do throws(ExchangeError) {
      try chargeOrders(1)
    } catch {
      guard limitMode == .cancelOnly, error.code == -1015 else { throw error }
      return try cancelOnly(reference, mode: mode, refusal: error, on: symbol, by: owner)
    }
    let outcome: ReplaceOutcome
    do throws(OrderRefusal) {
      outcome = try spot.replace(
        reference, cancelClientOrderID: query["cancelNewClientOrderId"],
        restriction: query.word("cancelRestrictions"), mode: mode, with: order, on: symbol, by: owner,
        now: now)
    } catch {
      giveBackOrders(1)
      throw ExchangeError(error)
    }
    giveBackFirstFills()
    let cancel = Half(outcome.cancel)
    let placement = outcome.placement.map { Half($0) } ?? .notAttempted
    if case .refused = placement { giveBackOrders(1) }
    return try answer(cancel, placement, on: symbol, type: order.type)
  }

  /// The account has placed too many orders, but the cancel is wanted all the same.
  private func cancelOnly(
    _ reference: OrderReference, mode: CancelReplaceMode, refusal: ExchangeError, on symbol: ListedSymbol,
    by owner: Account
  ) throws(ExchangeError) -> [UInt8] {
    var cancel: Half<CancelOutcome>
    do throws(OrderRefusal) {
      cancel = .done(
        try spot.cancel(
          reference, newClientOrderID: query["cancelNewClientOrderId"],
          restriction: query.word("cancelRestrictions"), on: symbol, by: owner, now: now))
    } catch {
      cancel = .refused(ExchangeError(error, unknown: { .cancelRejected($0) }))
    }
    var placement = Half<Placement>.refused(refusal)
    if mode == .stopOnFailure, case .refused = cancel { placement = .notAttempted }
    // The table of outcomes: 429 with STOP_ON_FAILURE; 400 and 409 as ever with ALLOW_FAILURE.
    return try answer(
      cancel, placement, on: symbol, type: .limit,
      limit: mode == .stopOnFailure ? refusal : nil)
  }

  /// One half of the request and what came of it.
  private enum Half<Outcome> {
    case done(Outcome)
    case refused(ExchangeError)
    case notAttempted

    init(_ result: Result<Outcome, OrderRefusal>) {
      switch result {
      case .success(let outcome): self = .done(outcome)
      case .failure(let refusal): self = .refused(ExchangeError(refusal, unknown: { .cancelRejected($0) }))
      }
    }

    var word: String {
      switch self {
      case .done: "SUCCESS"
      case .refused: "FAILURE"
      case .notAttempted: "NOT_ATTEMPTED"
      }
    }

    var isDone: Bool {
      if case .done = self { true } else { false }
    }
  }

  /// The answer, or the refusal that carries it.
  ///
  /// - Parameter limit: the refusal whose status and waiting time the answer has, whatever else happened.
  private func answer(
    _ cancel: Half<CancelOutcome>, _ placement: Half<Placement>, on symbol: ListedSymbol, type: OrderType,
    limit: ExchangeError? = nil
  ) throws(ExchangeError) -> [UInt8] {
    let orders = orderWriter(symbol)
    let body = written(reservingByteCount: 1_024) { writer in
      writer.beginObject()
      writer.member("cancelResult", cancel.word)
      writer.member("newOrderResult", placement.word)
      writer.key("cancelResponse")
      write(cancel, to: &writer) { orders.write($0, to: &$1) }
      writer.key("newOrderResponse")
      write(placement, to: &writer) {
        orders.write($0, as: responseType(for: type), fillsFirst: true, to: &$1)
      }
      writer.endObject()
    }
    if cancel.isDone, placement.isDone { return body }
    var error = cancel.isDone || placement.isDone ? ExchangeError.replacePartiallyFailed : .replaceFailed
    if let limit {
      error = ExchangeError(status: limit.status, code: error.code, message: error.message)
      if let seconds = limit.retryAfterSeconds { error = error.retryable(after: seconds) }
    }
    error.data = body
    throw error
  }

  private func write<Outcome>(
    _ half: Half<Outcome>, to writer: inout AnswerWriter, _ write: (Outcome, inout AnswerWriter) -> Void
  ) {
    switch half {
    case .done(let outcome): write(outcome, &writer)
    case .refused(let error):
      writer.beginObject()
      writer.member("code", integer: error.code)
      writer.member("msg", error.message)
      writer.endObject()
    case .notAttempted: writer.raw("null".utf8)
    }
  }
}
