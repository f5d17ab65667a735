internal import Catalog
internal import Values
internal import Verification
internal import Wire

/// What a token of an issuer says that counts here (RFC 7519 §4.1).
struct TokenClaims {
  /// How far apart this machine's clock and the issuer's may be, in seconds.
  static let leewaySeconds = 30
  /// The most bytes of `sub` (OpenID Connect Core §2).
  static let subjectByteCountMax = 255

  /// Why the claims do not do.
  enum Fault: Error, Equatable {
    /// Another issuer's, for somebody else, or not understood.
    case foreign
    /// Its time is over.
    case expired
    /// Its time has not begun.
    case early
  }

  let principal: Principal
  /// From when on it is good, and until when: seconds since 1970, leeway included.
  let validity: Range<Int>
  /// By what the issuer knows this token (`jti`); nil when it has no id, or one that nobody could name here.
  let tokenID: String?

  /// Judges the claims of a token.
  init(_ claims: JSONValue, _ setting: IssuerSetting, nowSeconds: Int) throws(Fault) {
    guard let issuer = claims["iss"], issuer.isString(setting.issuer),
      Self.names(claims["aud"], setting.audience), let subject = claims["sub"]?.string,
      (1...Self.subjectByteCountMax).contains(subject.utf8.count)
    else { throw .foreign }
    guard let end = Self.time(claims["exp"]) else { throw .foreign }
    var beginning = 0
    for name in ["nbf", "iat"] {
      guard let value = claims[name] else { continue }
      guard let time = Self.time(value) else { throw .foreign }
      beginning = max(beginning, time - Self.leewaySeconds)
    }
    guard nowSeconds < end + Self.leewaySeconds else { throw .expired }
    guard nowSeconds >= beginning else { throw .early }
    validity = min(beginning, nowSeconds)..<end + Self.leewaySeconds
    let scopes = Self.scopes(claims[setting.scopeClaim], prefix: setting.scopePrefix)
    guard let principal = Principal(name: Self.name(of: subject, setting.issuer), scopes: scopes) else {
      throw .foreign
    }
    self.principal = principal
    tokenID = claims["jti"]?.string.flatMap {
      $0.utf8.count <= Revocation.tokenIDByteCountMax ? $0 : nil
    }
  }

  /// Whether `aud` is this text, or a list that has it.
  private static func names(_ audience: JSONValue?, _ wanted: String) -> Bool {
    guard let audience else { return false }
    if audience.kind == .array { return audience.elements.contains { $0.isString(wanted) } }
    return audience.isString(wanted)
  }

  /// A NumericDate (RFC 7519 §2) in whole seconds; `nil` for one before 1970, or after the year 9999.
  private static func time(_ value: JSONValue?) -> Int? {
    guard let text = value?.numberText else { return nil }
    let whole = text.utf8.prefix { $0 != UInt8(ascii: ".") }
    guard let seconds = Int(String(Substring(whole))), (0...253_402_300_799).contains(seconds) else {
      return nil
    }
    let rest = text.utf8.dropFirst(whole.count + 1)
    return rest.allSatisfy { (0x30...0x39).contains($0) } ? seconds : nil
  }

  private static func scopes(_ claim: JSONValue?, prefix: String) -> ScopeSet {
    guard let claim else { return [] }
    let words: [String] =
      if let text = claim.string {
        text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
      } else {
        claim.elements.compactMap { $0.string }
      }
    return ScopeSet(
      words.compactMap { word in Scope.allCases.first { prefix + $0.rawValue == word } })
  }

  /// By what somebody is known here: what the issuer calls him, where that is plain text, else a digest of
  /// it.
  private static func name(of subject: String, _ issuer: String) -> String {
    let plain = "oauth:\(subject)"
    let isPlain = !subject.utf8.contains(UInt8(ascii: ":")) && Principal.isName(plain.utf8Span.span)
    if isPlain { return plain }
    let digest = Fingerprint(of: Array("\(issuer.utf8.count):\(issuer)\(subject)".utf8).span)
    return "oauth:sha256:" + String(decoding: Base64URL.encode(digest.bytes.span), as: UTF8.self)
  }
}
