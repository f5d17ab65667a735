internal import Catalog
internal import HTTP
internal import Values

extension Replies {
  /// An answer whose status is not 2xx.
  ///
  /// Statuses that say how the exchange treats us come before the code in the body, because they decide what
  /// to do next. Source: "HTTP Return Codes" of the exchange's REST
  /// documentation.
  func failure(status reply: HTTPReply) -> ToolFailure {
    let body = ExchangeErrorBody(reply.body)
    if !isRead,
      reply.status >= 500 || reply.status == 408
        || body.map({ Self.unknownOutcomes.contains($0.code) }) == true
    {
      return described(unknown("it answered \(reply.status)", status: reply.status), reply, body)
    }
    switch reply.status {
    case 418, 429: return limited(reply, body)
    case 403 where body == nil, 451: return barred(reply, body)
    case 500...: return unavailable(reply, body)
    case 300...399: return redirected(reply)
    default:
      if let body { return refused(reply, body) }
      return unexplained(reply)
    }
  }

  private func described(_ failure: ToolFailure, _ reply: HTTPReply, _ body: ExchangeErrorBody?)
    -> ToolFailure
  {
    var failure = failure
    failure.code = body?.code
    failure.details = details(reply, message: body?.message)
    return failure
  }

  /// 429 and 418: how long to be silent.
  private func limited(_ reply: HTTPReply, _ body: ExchangeErrorBody?) -> ToolFailure {
    let isBan = reply.status == 418
    let usual = isBan ? RateBudget.defaultStopSeconds.ban : RateBudget.defaultStopSeconds.tooManyRequests
    let seconds = reply.headers.integer(named: "Retry-After") ?? usual
    var failure = ToolFailure(
      kind: .rateLimitExceeded, code: body?.code,
      message: isBan
        ? "the exchange has banned this address for \(seconds) s (HTTP 418), for not stopping when asked"
        : "the exchange asked to stop sending for \(seconds) s (HTTP 429)",
      isRetryable: true,
      suggestion: "Wait \(seconds) s. Requests before then are refused here, so that the ban does not grow.",
      details: details(reply, message: body?.message))
    failure.details.append(("retry_after_seconds", .number(text: String(seconds))))
    return failure
  }

  /// 403 without the exchange's JSON, and 451: not from here.
  private func barred(_ reply: HTTPReply, _ body: ExchangeErrorBody?) -> ToolFailure {
    if reply.status == 451 {
      return ToolFailure(
        kind: .exchangeUnavailable, code: body?.code,
        message: "\(host) does not serve the place that this machine is in (HTTP 451)",
        suggestion:
          "Use the exchange of this place, the testnet or the paper exchange; trying again is no use.",
        details: details(reply, message: body?.message))
    }
    return ToolFailure(
      kind: .exchangeUnavailable, message: "the firewall in front of \(host) refused the request (HTTP 403)",
      isRetryable: true,
      suggestion: "Wait five minutes; if it stays so, this address or place is blocked.",
      details: details(reply))
  }

  private func unavailable(_ reply: HTTPReply, _ body: ExchangeErrorBody?) -> ToolFailure {
    ToolFailure(
      kind: .exchangeUnavailable, code: body?.code,
      message: "\(host) cannot answer at the moment (HTTP \(reply.status))", isRetryable: true,
      suggestion: "The fault is on the exchange's side; try again in a few seconds.",
      details: details(reply, message: body?.message))
  }

  private func redirected(_ reply: HTTPReply) -> ToolFailure {
    ToolFailure(
      kind: .binanceAPIError,
      message: "\(host) answered with a redirect (HTTP \(reply.status)), which is never followed",
      suggestion: "Name the right server as base URL; the exchange's API does not redirect.",
      details: details(reply))
  }

  /// The exchange's own error.
  private func refused(_ reply: HTTPReply, _ body: ExchangeErrorBody) -> ToolFailure {
    let meaning = ExchangeErrorMeaning.of(
      body.code, status: reply.status, of: endpoint.api, message: body.message)
    return ToolFailure(
      kind: meaning.kind, code: body.code, message: "\(meaning.message) (code \(body.code))",
      isRetryable: meaning.isRetryable, suggestion: meaning.suggestion,
      details: details(reply, message: body.message))
  }

  /// A 4xx without the exchange's JSON.
  private func unexplained(_ reply: HTTPReply) -> ToolFailure {
    switch reply.status {
    case 401:
      ToolFailure(
        kind: .authenticationError, message: "\(host) refused the credentials (HTTP 401)",
        suggestion: "Check the API key and what it may do.", details: details(reply))
    case 404:
      ToolFailure(
        kind: .binanceAPIError, message: "\(host) has no \(endpoint.path) (HTTP 404)",
        suggestion: "Check that the base URL is the exchange's, without a path.", details: details(reply))
    case 408:
      ToolFailure(
        kind: .timeout, message: "\(host) gave up waiting (HTTP 408)", isRetryable: true,
        suggestion: "Try again in a few seconds.", details: details(reply))
    default:
      ToolFailure(
        kind: .binanceAPIError,
        message: "\(host) refused the request (HTTP \(reply.status)) without saying why in JSON",
        suggestion: "Check that the base URL is the exchange's.", details: details(reply))
    }
  }
}
