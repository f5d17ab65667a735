internal import Catalog
internal import Verification
internal import Wire

/// Judges the tokens of an OAuth issuer.
struct IssuedTokens: Sendable {
  /// What became of one.
  enum Verdict: Equatable {
    case granted(Principal)
    /// It is nobody's, and why in words that hold nothing of it.
    case refused(String)
  }

  /// One that was good before.
  private struct Known: Sendable {
    let principal: Principal
    let validity: Range<Int>
  }

  /// The most tokens that are remembered. Only good ones are, so nobody fills this from outside.
  static let knownCountMax = 1_024

  private let setting: IssuerSetting
  private let keys: JSONWebKeySet
  /// A signature takes a hundred times as long to check as a digest, and a client sends its token with each
  /// request.
  private var known: [[UInt8]: Known] = [:]

  init(_ setting: IssuerSetting, keys: JSONWebKeySet) {
    self.setting = setting
    self.keys = keys
  }

  mutating func judge(_ token: ArraySlice<UInt8>, nowSeconds: Int) -> Verdict {
    let fingerprint = Fingerprint(of: token.span).bytes
    if let known = known[fingerprint], known.validity.contains(nowSeconds) {
      return .granted(known.principal)
    }
    guard let read = JSONWebToken(token) else { return .refused("The token is not known.") }
    let claims: TokenClaims
    do throws(TokenClaims.Fault) {
      claims = try TokenClaims(read.claims, setting, nowSeconds: nowSeconds)
    } catch {
      return .refused(Self.words(error))
    }
    guard let key = keys.key(read.algorithm, id: read.keyID),
      key.isValid(read.signature.span, of: read.signed.span)
    else { return .refused("The token is not known.") }
    if known.count >= Self.knownCountMax { known.removeAll(keepingCapacity: true) }
    known[fingerprint] = Known(principal: claims.principal, validity: claims.validity)
    return .granted(claims.principal)
  }

  /// What may be said of a token whose signature nobody has looked at: nothing but what it says itself.
  private static func words(_ fault: TokenClaims.Fault) -> String {
    switch fault {
    case .foreign: "The token is not known."
    case .expired: "The token has expired."
    case .early: "The token is not valid yet."
    }
  }

  /// Whether somebody has shown a token that is good still.
  func isStillGood(_ principal: Principal, nowSeconds: Int) -> Bool {
    known.values.contains { $0.principal == principal && $0.validity.contains(nowSeconds) }
  }
}
