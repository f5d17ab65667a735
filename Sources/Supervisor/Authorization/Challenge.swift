internal import Catalog

/// Writes the values of `WWW-Authenticate` (RFC 6750 §3, RFC 9728 §5.1).
struct Challenge: Sendable {
  /// Where the metadata of this resource is; `nil` when there is no issuer that they could name.
  let metadataURL: String?
  /// What an issuer writes before the name of a scope.
  let scopePrefix: String

  /// There was nothing to judge: a client that knows no token is not told of an error (RFC 6750 §3.1).
  func missing() -> Refusal {
    refusal(
      status: 401, error: nil, scopes: leastScopes,
      "A bearer token is needed: Authorization: Bearer <token>. The operator makes one with: "
        + "bulkhead token new --name NAME --scope market")
  }

  /// What to ask an issuer for while it is not known what for: the least that makes sense. A client that is
  /// told nothing asks for everything (MCP 2025-11-25, "Scope Selection Strategy").
  private var leastScopes: [Scope] { metadataURL == nil ? [] : [.market] }

  /// The field is not one bearer token.
  func malformed(_ why: String) -> Refusal {
    refusal(status: 400, error: "invalid_request", scopes: [], why)
  }

  /// The token is nobody's, or not any more.
  func invalid(_ why: String) -> Refusal {
    refusal(status: 401, error: "invalid_token", scopes: leastScopes, why)
  }

  /// The token is good, but not for this.
  ///
  /// Named are the scopes that it has as well as those that it lacks: a client asks its issuer for what is
  /// named, and would come back with less than it had (MCP 2025-11-25, "Runtime Insufficient Scope Errors").
  func insufficient(_ missing: ScopeSet, held: ScopeSet) -> Refusal {
    let names = missing.text(separator: " and ")
    return refusal(
      status: 403, error: "insufficient_scope", scopes: missing.union(held).scopes,
      "This token does not have the scope\(missing.scopes.count > 1 ? "s" : "") \(names).")
  }

  /// The token is good, and for nothing.
  func useless() -> Refusal {
    refusal(
      status: 403, error: "insufficient_scope", scopes: [.market],
      "This token has none of the scopes \(ScopeSet.all.text(separator: ", ")).")
  }

  private func refusal(status: Int, error: String?, scopes: [Scope], _ message: String) -> Refusal {
    var value = "Bearer realm=\"bulkhead\""
    if let error {
      value += ", error=\"\(error)\", error_description=\"\(Self.quotable(message))\""
    }
    if !scopes.isEmpty {
      let words = scopes.map { scopePrefix + $0.rawValue }.joined(separator: " ")
      value += ", scope=\"\(Self.quotable(words))\""
    }
    if let metadataURL { value += ", resource_metadata=\"\(Self.quotable(metadataURL))\"" }
    return Refusal(status: status, challenge: value, message: message)
  }

  /// The same text with an apostrophe for what may not stand there (RFC 6750 §3).
  private static func quotable(_ text: String) -> String {
    let bytes = text.utf8.map { byte in
      (0x20..<0x7F).contains(byte) && byte != 0x22 && byte != 0x5C ? byte : UInt8(ascii: "'")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
