internal import Catalog
internal import HTTP
internal import LinuxIO
internal import Values

extension Replies {
  /// A connection that could not be made or brought no answer.
  func failure(_ failure: ConnectionFailure) -> ToolFailure {
    switch failure {
    case .nameNotFound, .proxyNameNotFound, .proxyRefused, .refused, .unreachable, .connectTimedOut:
      return unconnected(failure)
    case .certificateNotTrusted, .certificateOutdated, .certificateOfOtherHost, .authoritiesUnreadable,
      .handshakeFailed:
      return unverified(failure)
    case .endedBeforeAnswer, .cut, .answerTimedOut, .malformed:
      return unanswered(failure)
    case .unsigned:
      return network(
        "the request could not be signed, and was not sent", kind: .internalError, isRetryable: true,
        "This machine is short of memory; try again.", "unsigned")
    case .sendsUsedUp:
      return network(
        "the call has used all of its sends to \(host)", isRetryable: true,
        "The connection is bad at the moment; try again in a few seconds.", "sends_used_up")
    case .cancelled:
      // Nobody reads this: the call was cancelled by its client or by the gateway.
      return network(
        "the call was cancelled", isRetryable: false, "Call again if the answer is still wanted.", "cancelled"
      )
    }
  }

  private func network(
    _ message: String, kind: ToolFailure.Kind = .networkError, isRetryable: Bool, _ suggestion: String,
    _ cause: String
  ) -> ToolFailure {
    ToolFailure(
      kind: kind, message: message, isRetryable: isRetryable, suggestion: suggestion,
      details: [("cause", .string(cause)), ("host", .string(host))])
  }

  /// Nothing was sent.
  private func unconnected(_ failure: ConnectionFailure) -> ToolFailure {
    let through = isProxied ? " through the proxy that this worker is told to use" : ""
    switch failure {
    case .nameNotFound:
      return network(
        "the name \(host) could not be looked up", isRetryable: true,
        "Check the base URL and that this machine has a working name server, then try again.", "dns")
    case .proxyNameNotFound:
      return network(
        "the name of the proxy that this worker is told to use could not be looked up", isRetryable: false,
        "Correct it: a worker with a key has it from proxy in the configuration file, the market worker from "
          + "http_proxy, https_proxy or all_proxy. Then restart the server.", "proxy_dns")
    case .proxyRefused(let status):
      let answer = status == 0 ? "did not open a way" : "answered \(status) instead of opening a way"
      return network(
        "the proxy that this worker is told to use \(answer) to \(host)", isRetryable: false,
        "Check the proxy's address and credentials and that it lets \(host) pass; no_proxy goes around it.",
        "proxy")
    case .refused:
      return network(
        "\(host) refused the connection\(through)", isRetryable: true,
        isLoopback
          ? "Nothing listens there: start that server, or correct the base URL, then try again."
          : "Check the base URL and the network, then try again in a few seconds.", "refused")
    case .connectTimedOut:
      return network(
        "no connection to \(host)\(through) within \(connectSeconds) s", kind: .timeout, isRetryable: true,
        "Check the network and firewall, then try again in a few seconds.", "connect_timeout")
    case .unreachable(let errorNumber):
      let reason = errorNumber == 0 ? "" : ": \(SystemFailure.words(for: errorNumber))"
      return network(
        "no connection to \(host)\(through)\(reason)", isRetryable: true,
        "Check the network, then try again in a few seconds.", "unreachable")
    default:
      preconditionFailure("not a failure to connect")
    }
  }

  /// TLS said no: nothing was sent, and trying again changes nothing until somebody has looked.
  private func unverified(_ failure: ConnectionFailure) -> ToolFailure {
    switch failure {
    case .certificateNotTrusted(let verifyResult):
      let trusted =
        hasOwnAuthorities ? "by no authority in the --ca-file" : "by no authority that this system trusts"
      var refused = network(
        "the certificate of \(host) is signed \(trusted)", isRetryable: false,
        "If that server is yours, name its authority with --ca-file FILE."
          + " Otherwise somebody may be listening in: do not go on.",
        "tls_untrusted")
      refused.details.append(("verify_result", .number(text: String(verifyResult))))
      return refused
    case .certificateOutdated:
      return network(
        "the certificate of \(host) is not valid at this machine's date", isRetryable: false,
        "Check this machine's clock; if it is right, the server's certificate has run out.", "tls_outdated")
    case .certificateOfOtherHost:
      return network(
        "the certificate that came from \(host) is another host's", isRetryable: false,
        "Use the name that the certificate is for in the base URL; --ca-file does not change that.",
        "tls_wrong_host")
    case .authoritiesUnreadable:
      return network(
        hasOwnAuthorities
          ? "the --ca-file could not be read as certificates"
          : "this system's trusted certificates could not be read",
        isRetryable: false,
        hasOwnAuthorities
          ? "Name a PEM file that this user can read with --ca-file FILE, then restart the server."
          : "Install the package ca-certificates, or name a PEM file with --ca-file FILE.", "tls_authorities")
    default:
      return network(
        "\(host) did not agree on TLS", isRetryable: false,
        "Check that the base URL's port speaks https, and use http:// for a server without TLS.",
        "tls_handshake")
    }
  }

  /// Something was sent, and no whole answer came.
  private func unanswered(_ failure: ConnectionFailure) -> ToolFailure {
    switch failure {
    case .endedBeforeAnswer:
      guard isRead else { return unknown("the connection ended before an answer came") }
      return network(
        "\(host) closed the connection before it answered", isRetryable: true, "Try again in a few seconds.",
        "reset")
    case .cut:
      guard isRead else { return unknown("the connection ended in the middle of the answer") }
      return network(
        "\(host) closed the connection in the middle of its answer", isRetryable: true,
        "Try again in a few seconds.", "cut")
    case .answerTimedOut:
      guard isRead else { return unknown("no answer came in time") }
      return network(
        "\(host) did not answer in time (at most \(requestSeconds) s)", kind: .timeout, isRetryable: true,
        "The exchange is slow or the network is bad; try again in a few seconds.", "answer_timeout")
    case .malformed(let problem):
      guard isRead else { return unknown("its answer was not valid HTTP (\(problem))") }
      if case .bodyTooLarge(let byteCountMax) = problem {
        return network(
          "the answer of \(host) is larger than \(byteCountMax / 1_048_576) MiB", kind: .binanceAPIError,
          isRetryable: false, "Ask for less: fewer symbols, a smaller limit, a shorter range.", "too_large")
      }
      return network(
        "\(host) did not answer in HTTP: \(problem)", kind: .binanceAPIError, isRetryable: false,
        "Check that the base URL is the exchange's; something else listens there.", "not_http")
    default:
      preconditionFailure("not a failure to answer")
    }
  }

  /// A request that did not get its turn.
  func failure(_ failure: RequestGate.Failure) -> ToolFailure {
    switch failure {
    case .full:
      ToolFailure(
        kind: .rateLimitExceeded, message: "too many requests to \(host) are waiting already",
        isRetryable: true,
        suggestion: "Make fewer calls at the same time; try again in a few seconds.",
        details: [("retry_after_seconds", .number(text: "2")), ("host", .string(host))])
    case .timedOut:
      network(
        "the call's time was over before its request to \(host) had its turn", kind: .timeout,
        isRetryable: true,
        "Make fewer calls at the same time; try again in a few seconds.", "queue_timeout")
    case .cancelled:
      self.failure(ConnectionFailure.cancelled)
    }
  }

  /// The rate budget said no; nothing was sent.
  func refusal(milliseconds: Int, _ cause: RateBudget.Cause) -> ToolFailure {
    let seconds = max(1, (milliseconds + 999) / 1_000)
    let reason =
      switch cause {
      case .weight: "this minute's request weight is used up"
      case .requestCount: "the number of requests in five minutes is used up"
      case .tooManyRequests: "the exchange asked to stop sending (HTTP 429)"
      case .ban: "the exchange has banned this address for a while (HTTP 418)"
      case .orderCount: "the account's number of new orders is used up"
      }
    return ToolFailure(
      kind: .rateLimitExceeded, message: "not sent: \(reason); \(seconds) s to wait", isRetryable: true,
      suggestion:
        "Wait \(seconds) s before the next call; nothing is sent before then.",
      details: [("retry_after_seconds", .number(text: String(seconds))), ("host", .string(host))])
  }
}
