/// Where a server is: `http` or `https`, a host, a port. No path, no credentials, no query.
///
/// Own code, strict, because a base URL decides to whom requests go: `https://api.binance.com@example.org`
/// names another host than a person reads, and a
/// path would be lost silently when the endpoint's own path takes its place. Source of the grammar: RFC 3986
/// §3.2.
public struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// Why a text is no base URL.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    /// Neither `http://` nor `https://`.
    case scheme
    /// Something like `user:password@`.
    case userInfo
    /// No host, or characters that no host has.
    case host
    /// Not a number from 1 to 65535.
    case port
    /// A path other than `/`, a query or a fragment.
    case path
    /// Longer than `BaseURL.lengthMax`.
    case length

    /// What is wrong, as half a sentence for people.
    public var description: String {
      switch self {
      case .scheme: "it must begin with http:// or https://"
      case .userInfo: "it must not hold a user name or password"
      case .host: "the host is missing or is not a name or an address"
      case .port: "the port is not a number from 1 to 65535"
      case .path: "it must not have a path, a query or a fragment"
      case .length: "it is longer than \(BaseURL.lengthMax) characters"
      }
    }
  }

  /// Bytes that a base URL may have.
  public static let lengthMax = 300

  /// True for https.
  public let isEncrypted: Bool
  /// A name in lower case or a literal address, an IPv6 one without its brackets.
  public let host: String
  /// The port, also when the text named none.
  public let port: Int

  /// Reads `http://127.0.0.1:8080`, `https://api.binance.com/`, `https://[::1]:8443`.
  public init(_ text: String) throws(Failure) {
    guard text.utf8.count <= Self.lengthMax else { throw .length }
    let lowered = text.lowercased()
    let rest: Substring
    if lowered.hasPrefix("https://") {
      isEncrypted = true
      rest = lowered.dropFirst(8)
    } else if lowered.hasPrefix("http://") {
      isEncrypted = false
      rest = lowered.dropFirst(7)
    } else {
      throw .scheme
    }
    let authorityEnd = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
    let path = rest[authorityEnd...]
    let authority = rest[..<authorityEnd]
    guard !authority.contains("@") else { throw .userInfo }
    guard path.isEmpty || path == "/" else { throw .path }
    let portText: Substring?
    (host, portText) = try Self.split(authority)
    if let portText {
      port = try Self.port(portText)
    } else {
      port = isEncrypted ? 443 : 80
    }
  }

  private static func split(_ authority: Substring) throws(Failure) -> (host: String, port: Substring?) {
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw .host }
      let literal = authority[authority.index(after: authority.startIndex)..<end]
      guard literal.contains(":"), literal.utf8.count <= 45,
        literal.utf8.allSatisfy({ isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E })
      else { throw .host }
      let after = authority[authority.index(after: end)...]
      if after.isEmpty { return (String(literal), nil) }
      guard after.hasPrefix(":") else { throw .host }
      return (String(literal), after.dropFirst())
    }
    let colon = authority.firstIndex(of: ":")
    let name = authority[..<(colon ?? authority.endIndex)]
    guard !name.isEmpty, name.utf8.count <= 253, !name.hasPrefix("."), !name.hasPrefix("-"),
      !zip(name.utf8, name.utf8.dropFirst()).contains(where: { $0 == 0x2E && $1 == 0x2E }),
      name.utf8.allSatisfy({ isHostByte($0) })
    else { throw .host }
    return (String(name), colon.map { authority[authority.index(after: $0)...] })
  }

  private static func port(_ text: Substring) throws(Failure) -> Int {
    guard text.utf8.count <= 5, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      (1...65535).contains(number)
    else { throw .port }
    return number
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E
      || byte == 0x5F
  }

  /// Host and port as the Host header and URLs have them; the scheme's own port is left out.
  public var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
  }

  /// The URL, without a slash at its end.
  public var description: String {
    (isEncrypted ? "https://" : "http://") + authority
  }

  /// True for this machine itself: 127.0.0.0/8, ::1 and `localhost`.
  ///
  /// An address counts only in its plain form of four numbers; `127.evil.example` is a name.
  public var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
