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

  /// The most tokens, and the most people, that are remembered. Only good tokens are, so nobody fills this
  /// from outside.
  static let knownCountMax = 4_096

  private let setting: IssuerSetting
  private let keys: JSONWebKeySet
  /// A signature takes a hundred times as long to check as a digest, and a client sends its token with each
  /// request.
  private var known: [[UInt8]: Known] = [:]
  /// Until when each one's streams may stay open: by the last token that he has shown, since there is a new
  /// one every hour, and apart from the tokens, whose places others may take.
  private var validities: [Principal: Range<Int>] = [:]

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
    remember(claims, fingerprint, nowSeconds)
    return .granted(claims.principal)
  }

  private mutating func remember(_ claims: TokenClaims, _ fingerprint: [UInt8], _ nowSeconds: Int) {
    let (principal, validity) = (claims.principal, claims.validity)
    Self.makeRoom(in: &known, nowSeconds) { $0.validity.upperBound }
    known[fingerprint] = Known(principal: principal, validity: validity)
    if let before = validities[principal], before.upperBound >= validity.upperBound { return }
    if validities[principal] == nil { Self.makeRoom(in: &validities, nowSeconds) { $0.upperBound } }
    validities[principal] = validity
  }

  /// Forgets what is over when there is no room, and if that is nothing, what ends soonest.
  private static func makeRoom<Key, Value>(
    in table: inout [Key: Value], _ nowSeconds: Int, end: (Value) -> Int
  ) {
    guard table.count >= knownCountMax else { return }
    table = table.filter { end($0.value) > nowSeconds }
    guard table.count >= knownCountMax else { return }
    if let soonest = table.min(by: { end($0.value) < end($1.value) }) { table[soonest.key] = nil }
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
    validities[principal]?.contains(nowSeconds) ?? false
  }
}
