internal import Catalog
internal import Values
internal import Wire

/// What this server says about itself to OAuth clients (RFC 9728): which issuer's tokens it takes, and for
/// what.
///
/// There is none without an issuer: a client that found one would ask for an authorization server that is not
/// there, and hide from its person that the operator makes the tokens.
public struct ResourceMetadata: Sendable, Equatable {
  /// Where it is served too, whatever the resource's own path is (RFC 9728 §3).
  public static let wellKnownPath = "/.well-known/oauth-protected-resource"

  /// Where clients look for it: the path with the resource's own behind it, such as `…/mcp` (RFC 9728 §3.1).
  public let path: String
  /// The address of `path`, for challenges.
  public let url: String
  /// The document: JSON, `Content-Type: application/json`.
  public let bytes: [UInt8]

  /// The metadata of a resource.
  ///
  /// - Parameter resource: the address that clients reach it by, such as `https://desk.example/mcp`; without
  ///   query and fragment.
  init(resource: String, _ setting: IssuerSetting) {
    let (origin, own) = Self.split(resource)
    path = Self.wellKnownPath + (own == "/" ? "" : own)
    url = origin + path
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("resource", resource)
    writer.key("authorization_servers")
    writer.beginArray()
    writer.string(setting.issuer)
    writer.endArray()
    writer.key("scopes_supported")
    writer.beginArray()
    for scope in Scope.allCases { writer.string(setting.scopePrefix + scope.rawValue) }
    writer.endArray()
    writer.key("bearer_methods_supported")
    writer.beginArray()
    writer.string("header")
    writer.endArray()
    writer.member("resource_name", "Bulkhead")
    writer.endObject()
    bytes = writer.takeBytes()
  }

  /// Whether a path is one of those that it is served at.
  ///
  /// With or without a slash at its end: a client that was given the resource's address in the other spelling
  /// asks for that one. It is told of the one resource, by the one name that tokens are made out to.
  public func isServed(at asked: String) -> Bool {
    let asked = Self.withoutSlash(asked)
    return asked == Self.wellKnownPath || asked == Self.withoutSlash(path)
  }

  private static func withoutSlash(_ path: String) -> String {
    path.utf8.last == UInt8(ascii: "/") ? String(path.dropLast()) : path
  }

  /// Scheme and authority of an address, and the path behind them.
  private static func split(_ address: String) -> (origin: String, path: String) {
    var slashCount = 0
    for index in address.utf8.indices where address.utf8[index] == UInt8(ascii: "/") {
      slashCount += 1
      if slashCount == 3 { return (String(address[..<index]), String(address[index...])) }
    }
    return (address, "")
  }
}
