internal import Authorization
internal import Catalog
internal import HTTP
internal import LinuxIO

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

  init(_ authorizer: Authorizer, demandsToken: Bool) {
    self.authorizer = authorizer
    self.demandsToken = demandsToken
  }

  /// Takes what is in force from now on.
  func replace(_ authorizer: Authorizer) {
    self.authorizer = authorizer
  }

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

  private static var nowSeconds: Int { EventLoop.turnWallClockMilliseconds / 1_000 }
}
