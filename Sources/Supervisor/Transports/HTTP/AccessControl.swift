internal import Authorization
internal import Catalog
internal import HTTP
internal import LinuxIO
internal import Values
internal import Wire

/// Who may use the transport, asked for every request, and how much each may still ask for.
@LoopActor
final class AccessControl {
  /// What came of asking.
  enum Outcome {
    case granted(Principal)
    case refused(TransportRefusal)
  }

  private let demandsToken: Bool
  private let listening: String
  /// Lets nobody in until the first rules are there.
  private var authorizer = Authorizer()
  private var rules: AccessRules?
  private var allowances: CallAllowances?

  /// - Parameter listening: the address of the server, for what names no other.
  init(demandsToken: Bool, listening: String) {
    self.demandsToken = demandsToken
    self.listening = listening
  }

  /// Takes the launcher's rules, from the next request on.
  ///
  /// - Returns: what is wrong with them, for the log.
  func follow(_ rules: AccessRules) -> [String] {
    if let before = self.rules {
      authorizer.follow(rules, before: before)
    } else {
      authorizer = Authorizer(rules, listening: listening)
      allowances = CallAllowances(rules)
    }
    self.rules = rules
    return authorizer.troubles
  }

  /// What OAuth clients are told of this server.
  var metadata: ResourceMetadata? { demandsToken ? authorizer.metadata : nil }

  /// Judges a request. Without a demand for tokens everybody who reaches the socket is the local client.
  func judge(_ headers: HTTPHeaders) -> Outcome {
    guard demandsToken else { return .granted(.local) }
    let values = headers.byteValues(for: "authorization")
    switch authorizer.judge(authorization: values, nowSeconds: Self.nowSeconds) {
    case .granted(let principal): return .granted(principal)
    case .refused(let refusal):
      return .refused(
        .unauthorized(status: refusal.status, challenge: refusal.challenge, message: refusal.message))
    }
  }

  /// Whether somebody would still be let in, with what he was let in for.
  func isStillGood(_ principal: Principal) -> Bool {
    !demandsToken || authorizer.isStillGood(principal, nowSeconds: Self.nowSeconds)
  }

  /// Begins a call of somebody.
  ///
  /// - Returns: why it may not begin now; nil when it has, and then `end` is to follow.
  func begin(_ principal: Principal) -> ToolFailure? {
    guard demandsToken else { return nil }
    switch allowances?.begin(principal, nowNanoseconds: EventLoop.turnTime) {
    case .begun, nil: return nil
    case .tooFast(let wait):
      let seconds = max(1, (wait + 999) / 1_000)
      return ToolFailure(
        kind: .rateLimitExceeded, message: "this token has made all the calls that it may in a minute",
        isRetryable: true, suggestion: "call again in \(seconds) s",
        details: [("retry_after_seconds", .integer(seconds))])
    case .tooMany(let most):
      return ToolFailure(
        kind: .rateLimitExceeded,
        message: "\(most) calls of this token are running already, which is the most",
        isRetryable: true, suggestion: "wait for an answer, then call again",
        details: [("calls_at_once_max", .integer(most))])
    }
  }

  /// Ends a call that began.
  func end(_ principal: Principal) {
    if demandsToken { allowances?.end(principal) }
  }

  private static var nowSeconds: Int { EventLoop.turnWallClockMilliseconds / 1_000 }
}
