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
    /// Its id with what stands before it in a revocation; nil when it has none.
    let revocableName: String?
    /// How it named the key that judged it, and that key's numbers.
    let algorithm: SignatureAlgorithm
    let keyID: String?
    let material: [[UInt8]]
  }

  /// The most tokens, and the most people, that are remembered. Only good tokens are, so nobody fills this
  /// from outside.
  static let knownCountMax = 4_096

  private let setting: IssuerSetting
  private var keys: JSONWebKeySet
  /// A signature takes a hundred times as long to check as a digest, and a client sends its token with each
  /// request.
  private var known: [[UInt8]: Known] = [:]
  /// Until when each one's streams may stay open: by the last token that he has shown, since there is a new
  /// one every hour, and apart from the tokens, whose places others may take.
  private var validities: [Principal: Known] = [:]
  /// The names of people and tokens that are not let in any more.
  private var revoked: Set<String>

  init(_ setting: IssuerSetting, keys: JSONWebKeySet, revoked: Set<String>) {
    self.setting = setting
    self.keys = keys
    self.revoked = revoked
  }

  /// Lets these in no more, from the next request on, and forgets what they were let in by.
  mutating func revoke(_ names: Set<String>) {
    guard names != revoked else { return }
    revoked = names
    known = known.filter { !isRevoked($0.value) }
    validities = validities.filter { !isRevoked($0.value) }
  }

  /// Takes another set of keys. What another key would judge by now, or none, counts no more; what the same
  /// key would judge stays as it is: an issuer that adds a key ends nobody's work.
  mutating func replace(_ keys: JSONWebKeySet) {
    self.keys = keys
    known = known.filter { isJudgedAlike($0.value) }
    validities = validities.filter { isJudgedAlike($0.value) }
  }

  private func isJudgedAlike(_ known: Known) -> Bool {
    keys.key(known.algorithm, id: known.keyID)?.material == known.material
  }

  private func isRevoked(_ known: Known) -> Bool {
    revoked.contains(known.principal.name) || known.revocableName.map { revoked.contains($0) } ?? false
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
      key.key.isValid(read.signature.span, of: read.signed.span)
    else { return .refused("The token is not known.") }
    let shown = Known(
      principal: claims.principal, validity: claims.validity,
      revocableName: claims.tokenID.map { Revocation.tokenPrefix + $0 }, algorithm: read.algorithm,
      keyID: read.keyID, material: key.material)
    guard !isRevoked(shown) else { return .refused("The token was revoked.") }
    remember(shown, fingerprint, nowSeconds)
    return .granted(claims.principal)
  }

  private mutating func remember(_ shown: Known, _ fingerprint: [UInt8], _ nowSeconds: Int) {
    Self.makeRoom(in: &known, nowSeconds)
    known[fingerprint] = shown
    let before = validities[shown.principal]
    if let before, before.validity.upperBound >= shown.validity.upperBound { return }
    if before == nil { Self.makeRoom(in: &validities, nowSeconds) }
    validities[shown.principal] = shown
  }

  /// Forgets what is over when there is no room, and if that is nothing, what ends soonest.
  private static func makeRoom<Key>(in table: inout [Key: Known], _ nowSeconds: Int) {
    guard table.count >= knownCountMax else { return }
    table = table.filter { $0.value.validity.upperBound > nowSeconds }
    guard table.count >= knownCountMax else { return }
    let soonest = table.min { $0.value.validity.upperBound < $1.value.validity.upperBound }
    if let soonest { table[soonest.key] = nil }
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
    validities[principal]?.validity.contains(nowSeconds) ?? false
  }
}
