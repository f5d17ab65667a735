public import Catalog
public import Verification

/// One bearer token as it is kept: everything but the token.
public struct TokenEntry: Sendable, Equatable {
  /// The most bytes of a name.
  public static let nameByteCountMax = 32
  /// By which it is revoked, and by which the audit trail names it.
  public let name: String
  /// What it is good for.
  public let scopes: ScopeSet
  /// The SHA-256 of the token.
  public let fingerprint: Fingerprint
  /// When it was made: seconds since 1970.
  public let createdSeconds: Int
  /// From when on it is good for nothing: seconds since 1970; `nil` for never.
  public let expirySeconds: Int?

  /// An entry.
  ///
  /// - Returns: nil for a name that is none, no scope, or an end before the beginning.
  public init?(
    name: String, scopes: ScopeSet, fingerprint: Fingerprint, createdSeconds: Int, expirySeconds: Int?
  ) {
    guard Self.isName(name), !scopes.isEmpty, scopes.isSubset(of: .all), createdSeconds >= 0 else {
      return nil
    }
    if let expirySeconds, expirySeconds < createdSeconds { return nil }
    self.name = name
    self.scopes = scopes
    self.fingerprint = fingerprint
    self.createdSeconds = createdSeconds
    self.expirySeconds = expirySeconds
  }

  /// Whether a text can name a token: the name of a `Principal`, of 1 to 32 of `[a-z0-9._-]`, a letter or
  /// digit first.
  public static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count <= nameByteCountMax, Principal.isName(bytes.span) else {
      return false
    }
    return isLetterOrDigit(first)
      && bytes.allSatisfy { isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// Whether it is over.
  public func isExpired(nowSeconds: Int) -> Bool {
    expirySeconds.map { nowSeconds >= $0 } ?? false
  }
}
