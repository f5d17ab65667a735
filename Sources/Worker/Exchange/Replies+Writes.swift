internal import Catalog
internal import HTTP
internal import LinuxIO
internal import Values

/// What is known of a request that changes something.
extension Replies {
  /// Codes after which nobody knows whether the request was carried out ("execution status unknown" in the
  /// exchange's error list, its overload, and errors that it does not know itself).
  static let unknownOutcomes: Set<Int> = [-1000, -1001, -1006, -1007, -1008]

  /// "Order cancel-replace partially failed": one half was done, and the body says which.
  private static let halfReplaced = -2021
  /// "Order cancel-replace failed": no half was done, or nobody knows of the new one, and the body says so.
  private static let notReplaced = -2022

  /// What an answer says about what was done.
  ///
  /// "Not done" takes an exchange that says so: a 4xx with a code of its own, or a status with which it turns
  /// requests away before it looks at them. Anything else that is not a success may have come from somewhere
  /// between here and the exchange, after it had acted.
  @LoopActor
  func outcome(of reply: HTTPReply) -> WriteOutcome {
    if (200...299).contains(reply.status) {
      do throws(ToolFailure) {
        return .done(try reading(reply))
      } catch {
        return .unknown(error)
      }
    }
    let body = ExchangeErrorBody(reply.body)
    if reply.status == 409, body?.code == Self.halfReplaced { return halfReplaced(reply) }
    if body?.code == Self.notReplaced, let unknown = unknownNewHalf(reply, replacement(reply)) {
      return .unknown(unknown)
    }
    let failure = failure(status: reply)
    if failure.kind == .outcomeUnknown { return .unknown(failure) }
    switch reply.status {
    case 403, 418, 429, 451: return .notDone(failure)
    case 400...499 where body != nil: return .notDone(failure)
    default:
      var unknown = unknown("it answered \(reply.status), and not as the exchange does", status: reply.status)
      unknown.code = failure.code
      return .unknown(unknown)
    }
  }

  /// A replacement of which one half was carried out (HTTP 409).
  ///
  /// The body's `data` has the form of a success. A new order that was not placed is certain, and so is one
  /// that was; anything else has to be asked for.
  private func halfReplaced(_ reply: HTTPReply) -> WriteOutcome {
    var failure = failure(status: reply)
    guard let data = replacement(reply), let new = data.root["newOrderResult"]?.string,
      let old = data.root["cancelResult"]?.string
    else { return .unknown(unknown("its answer to the replacement could not be read", status: reply.status)) }
    if new != "SUCCESS", let unknown = unknownNewHalf(reply, data) { return .unknown(unknown) }
    switch (old, new) {
    case (_, "SUCCESS"):
      return .done(
        ExchangeReply(
          status: reply.status, document: data, receivedAtMilliseconds: EventLoop.wallClockMilliseconds))
    case ("SUCCESS", "FAILURE"), ("SUCCESS", "NOT_ATTEMPTED"):
      failure.message = "the old order was cancelled, and the new one was refused (code -2021)"
      failure.suggestion = "Correct the new order and place it with create_order; the old one is gone."
      failure.details.append(("cancel_result", .string(old)))
      failure.details.append(("new_order_result", .string(new)))
      if let code = data.root["newOrderResponse"]?["code"]?.integer {
        failure.details.append(("new_order_code", .number(text: String(code))))
      }
      if let text = data.root["newOrderResponse"]?["msg"]?.string {
        failure.details.removeAll { $0.0 == "exchange_message" }
        failure.details.append(("exchange_message", .string(ExchangeText.harmless(text))))
      }
      return .notDone(failure)
    default:
      return .unknown(unknown("its answer to the replacement could not be read", status: reply.status))
    }
  }

  /// What to say when the exchange does not know what became of the new order of a replacement: the code
  /// within says so, whatever the answer around it is called. `nil` when it knows.
  private func unknownNewHalf(_ reply: HTTPReply, _ data: JSONDocument?) -> ToolFailure? {
    guard let data, let code = data.root["newOrderResponse"]?["code"]?.integer,
      Self.unknownOutcomes.contains(code)
    else { return nil }
    var failure = unknown(
      "it does not know itself what became of the new order (code \(code))", status: reply.status)
    failure.code = ExchangeErrorBody(reply.body)?.code
    failure.details.append(("new_order_code", .number(text: String(code))))
    if let old = data.root["cancelResult"]?.string, ["SUCCESS", "FAILURE", "NOT_ATTEMPTED"].contains(old) {
      failure.details.append(("cancel_result", .string(old)))
    }
    return failure
  }

  private func replacement(_ reply: HTTPReply) -> JSONDocument? {
    do throws(JSONReader.Failure) {
      let document = try JSONDocument(reply.body, limits: .exchangeReply)
      guard let data = document.root["data"], data.kind == .object else { return nil }
      return try JSONDocument(Array(data.rawBytes), limits: .exchangeReply)
    } catch {
      return nil
    }
  }

  /// A request that was sent and brought no answer.
  func afterSending(_ failure: ConnectionFailure) -> ToolFailure {
    switch failure {
    case .endedBeforeAnswer, .cut, .answerTimedOut, .malformed: self.failure(failure)
    default: unknown("nobody waited for its answer")
    }
  }

  /// A request of which nothing was sent.
  func unsent(_ failure: ConnectionFailure) -> ToolFailure {
    var failure = self.failure(failure)
    failure.message += "; nothing was sent"
    return failure
  }

  /// A request that has to be signed, in a worker without a key.
  var keyMissing: ToolFailure {
    ToolFailure(
      kind: .authenticationError,
      message: "\(endpoint.path) needs an API key, and this server has none for it",
      suggestion: "Configure an API key for this account (README, \"Keys\"), then restart the server.",
      details: [("host", .string(host))])
  }

  /// A key whose id would break out of its header.
  var keyUnusable: ToolFailure {
    ToolFailure(
      kind: .authenticationError, message: "the API key's id is not made of letters and digits only",
      suggestion: "Copy the key's id from the exchange's API management again; nothing was sent.",
      details: [("host", .string(host))])
  }

  /// The exchange's clock could not be read.
  var timeUnreadable: ToolFailure {
    ToolFailure(
      kind: .binanceAPIError, message: "\(host) answered with a time that is none", isRetryable: true,
      suggestion: "Try again; if it stays so, check that the base URL is the exchange's.",
      details: [("host", .string(host))])
  }
}
