extension ConfigurationKey {
  /// The keys of `authorization`.
  static let access = [
    ConfigurationKey(
      "authorization.issuer", .word(\.access.issuer),
      "The OAuth issuer whose access tokens are taken over HTTP, beside those of `bulkhead token new`: what "
        + "iss of a token has to be, letter for letter."),
    ConfigurationKey(
      "authorization.audience", .word(\.access.audience),
      "Whom a token of the issuer has to be meant for: one of its aud, letter for letter. "
        + "authorization.resource, when it is left out."),
    ConfigurationKey(
      "authorization.jwks_file", .path(\.access.keysFile),
      "The file with the issuer's public keys (JWKS: RSA, P-256 or Ed25519), for RS256, ES256 and EdDSA. "
        + "Nothing is fetched: whoever rotates the keys writes the file anew, and it is noticed."),
    ConfigurationKey(
      "authorization.scope_claim", .word(\.access.scopeClaim),
      "The claim with the scopes: words between blanks, or a list. scope, when it is left out."),
    ConfigurationKey(
      "authorization.scope_prefix", .word(\.access.scopePrefix),
      "What stands before market, account and trade in that claim. Nothing, when it is left out."),
    ConfigurationKey(
      "authorization.resource", .word(\.access.resource),
      "The address that clients reach the server by, such as https://desk.example/mcp, where a reverse "
        + "proxy stands before it. Where it listens, when it is left out."),
    ConfigurationKey(
      "authorization.max_calls_per_minute", .count(1...100_000, \.access.callsPerMinuteMax),
      "The most calls of one token in a minute, evenly; a tenth of them may come at once. 600, when it is "
        + "left out."),
    ConfigurationKey(
      "authorization.max_calls_at_once", .count(1...64, \.access.callsAtOnceMax),
      "The most calls of one token that are being answered at a time. 16, when it is left out."),
  ]
}
