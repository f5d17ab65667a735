/// An OAuth issuer whose tokens are taken, and how they are read.
public struct IssuerSetting: Sendable, Equatable {
  /// The issuer's identifier (RFC 8414 §2): what `iss` of a token has to be, letter for letter.
  public var issuer: String
  /// Whom a token has to be meant for: one of its `aud`, letter for letter.
  public var audience: String
  /// The claim with the scopes: words between blanks, or a list.
  public var scopeClaim: String
  /// What stands before `market`, `account` and `trade` there.
  public var scopePrefix: String

  /// The claim of RFC 9068 §2.2.3.
  public static let usualScopeClaim = "scope"

  /// An issuer.
  public init(
    issuer: String, audience: String, scopeClaim: String = IssuerSetting.usualScopeClaim,
    scopePrefix: String = ""
  ) {
    self.issuer = issuer
    self.audience = audience
    self.scopeClaim = scopeClaim
    self.scopePrefix = scopePrefix
  }
}
