internal import Authorization
internal import Catalog
internal import HTTP
internal import LinuxIO
internal import MCP
internal import Wire

/// Who may use the transport: asked for every request.
@LoopActor
final class AccessControl {
  /// What came of asking.
  enum Outcome {
    case granted(Principal)
    case refused(TransportRefusal)
  }

  private var authorizer: Authorizer
  private let demandsToken: Bool
  private var rules: AccessRules?
  private var allowances: CallAllowances?

  init(_ authorizer: Authorizer, demandsToken: Bool) {
    self.authorizer = authorizer
    self.demandsToken = demandsToken
  }

  /// Takes what is in force from now on.
  ///
  /// - Returns: what is wrong with it, as sentences for the log.
  func follow(_ rules: AccessRules) -> [String] {
    if let before = self.rules {
      authorizer.follow(rules, before: before)
    } else {
      authorizer = Authorizer(rules)
      if demandsToken { allowances = CallAllowances(rules) }
    }
    self.rules = rules
    return authorizer.troubles
  }

  /// What OAuth clients are told of this server; nil when no issuer's tokens are taken.
  var metadata: ResourceMetadata? { demandsToken ? authorizer.metadata : nil }

  /// Begins a call of somebody, if he may have one more.
  ///
  /// - Returns: nil when it has begun, and `endCall` is to follow.
  func beginCall(_ principal: Principal) -> ToolFailure? {
    guard let verdict = allowances?.begin(principal, nowNanoseconds: EventLoop.turnTime) else { return nil }
    return allowances?.failure(of: verdict)
  }

  /// Ends a call that began.
  func endCall(_ principal: Principal) { allowances?.end(principal) }

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

  /// How a request is turned away that its sender's scopes do not allow; nil when they do.
  func refusal(_ demand: ServerDescription.Demand, of principal: Principal) -> TransportRefusal? {
    authorizer.refusal(needing: demand.scopes, of: principal).map {
      .outOfScope(demand.id, challenge: $0.challenge, message: $0.message)
    }
  }

  /// Whether somebody would still be let in, with what he was let in for.
  func isStillGood(_ principal: Principal) -> Bool {
    !demandsToken || authorizer.isStillGood(principal, nowSeconds: Self.nowSeconds)
  }

  private static var nowSeconds: Int { EventLoop.turnWallClockMilliseconds / 1_000 }
}
