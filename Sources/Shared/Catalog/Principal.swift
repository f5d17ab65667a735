/// Who asks, and what he may do.
///
/// The name is what intents, confirmations and the audit trail know him by. A token's is the name that the
/// operator gave it; somebody whom an OAuth issuer vouches for is `oauth:` and the issuer's name for him. No
/// two of these can be equal, because a token's name has no colon.
public struct Principal: Sendable, Hashable {
  /// The most bytes of a name.
  public static let nameByteCountMax = 64

  /// Names that the audit trail has other meanings for.
  static let reservedNames = ["stdio", "bulkhead", "operator", "local"]

  /// The one client behind stdin and stdout, who was let in by whoever started the server.
  public static let local = Principal(unchecked: "", scopes: .all)

  /// The name; empty for `local`.
  public let name: String
  /// What he may do.
  public let scopes: ScopeSet

  /// Somebody who came over the network.
  ///
  /// - Returns: nil when the name is none.
  public init?(name: String, scopes: ScopeSet) {
    guard Self.isName(name.utf8Span.span) else { return nil }
    self.init(unchecked: name, scopes: scopes)
  }

  private init(unchecked name: String, scopes: ScopeSet) {
    self.name = name
    self.scopes = scopes
  }

  /// Whether these bytes are a name: 1 to 64 letters, digits and `._@|:-`, so that no log line, journal or
  /// terminal can be told anything else by it, and none of those that the audit trail has other meanings for.
  public static func isName(_ bytes: Span<UInt8>) -> Bool {
    guard hasForm(bytes) else { return false }
    return !reservedNames.contains { name in
      let letters = name.utf8Span.span
      return letters.count == bytes.count && letters.indices.allSatisfy { letters[$0] == bytes[$0] }
    }
  }

  private static func hasForm(_ bytes: Span<UInt8>) -> Bool {
    guard !bytes.isEmpty, bytes.count <= nameByteCountMax else { return false }
    for index in bytes.indices {
      switch bytes[index] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
      case 0x2D, 0x2E, 0x3A, 0x40, 0x5F, 0x7C: continue
      default: return false
      }
    }
    return true
  }

  /// Whether he may use a tool.
  public func permits(_ tool: Tool) -> Bool {
    guard let scope = tool.scope else { return true }
    return scopes.contains(scope)
  }
}
