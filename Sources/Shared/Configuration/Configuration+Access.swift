extension Configuration {
  /// `authorization` of the file: whom the server listens to over the network beside those who hold one of
  /// its own tokens, and how often.
  public struct Access: Sendable, Equatable {
    /// `authorization.issuer`: the OAuth issuer whose tokens are taken.
    public var issuer: String?
    /// `authorization.audience`: whom its tokens have to be meant for.
    public var audience: String?
    /// `authorization.jwks_file`: the file with its public keys.
    public var keysFile: String?
    /// `authorization.scope_claim`: the claim with the scopes.
    public var scopeClaim: String?
    /// `authorization.scope_prefix`: what stands before their names.
    public var scopePrefix: String?
    /// `authorization.resource`: the address that clients reach the server by.
    public var resource: String?
    /// `authorization.max_calls_per_minute`: of one token.
    public var callsPerMinuteMax: Int?
    /// `authorization.max_calls_at_once`: of one token.
    public var callsAtOnceMax: Int?

    /// Nobody but the holders of tokens, at the usual pace.
    public init() {}

    /// What is missing for the issuer's tokens to be judged; `nil` when nothing is, or there is no issuer.
    public var gap: String? {
      guard issuer != nil else {
        let given = [
          ("authorization.audience", audience), ("authorization.jwks_file", keysFile),
          ("authorization.scope_claim", scopeClaim), ("authorization.scope_prefix", scopePrefix),
        ]
        return given.first { $0.1 != nil }.map { "\($0.0) is given without authorization.issuer" }
      }
      if keysFile == nil { return "authorization.issuer is given without authorization.jwks_file" }
      if audience == nil, resource == nil {
        return
          "authorization.issuer is given without authorization.audience or authorization.resource, and a "
          + "token that is meant for somebody else would be taken"
      }
      return nil
    }
  }
}
