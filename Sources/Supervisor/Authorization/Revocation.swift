internal import Catalog

/// Tokens of an issuer that are not taken any more, though their signatures are good: all of one person, or
/// one by its id.
///
/// An issuer's token cannot be called back: it is good until it ends, for whoever holds it. This is the
/// operator's word against it. It has no end of its own, because whoever stole one token may have more of
/// that person, and can often have new ones made.
public struct Revocation: Sendable, Equatable {
  /// What stands before the name of a person: `oauth:alice`, as the audit trail has it.
  public static let subjectPrefix = "oauth:"
  /// What stands before the id of one token (`jti`, RFC 7519 §4.1.7).
  public static let tokenPrefix = "jti:"
  /// The most bytes of an id.
  public static let tokenIDByteCountMax = 255

  /// Whose tokens, or which one.
  public let name: String
  /// When it was said: seconds since 1970.
  public let createdSeconds: Int

  /// A revocation.
  ///
  /// - Returns: nil for a name that is none.
  public init?(name: String, createdSeconds: Int) {
    guard Self.isName(name), createdSeconds >= 0 else { return nil }
    self.name = name
    self.createdSeconds = createdSeconds
  }

  /// Whether a text names somebody whom an issuer vouches for, or one of his tokens by 1 to 255 visible ASCII
  /// letters. No token of the table has such a name.
  public static func isName(_ text: String) -> Bool {
    if text.hasPrefix(subjectPrefix) {
      return text.utf8.count > subjectPrefix.utf8.count && Principal.isName(text.utf8Span.span)
    }
    guard text.hasPrefix(tokenPrefix) else { return false }
    let id = text.utf8.dropFirst(tokenPrefix.utf8.count)
    return (1...tokenIDByteCountMax).contains(id.count) && id.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
