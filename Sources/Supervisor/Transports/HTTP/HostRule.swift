/// Which names this server answers to, and which web pages may talk to it.
///
/// A page that a browser has loaded from a stranger can have its own name lead to 127.0.0.1 and talk to every
/// server there (DNS rebinding). It cannot choose the Host and Origin that the browser sends. So the host
/// must be one of a list, to the letter; a pattern or a suffix would be one that somebody else can register.
struct HostRule: Sendable {
  private static let loopbackNames: Set<String> = ["127.0.0.1", "localhost", "[::1]"]

  private let hosts: Set<String>
  private let origins: Set<String>
  private let takesLoopbackPages: Bool

  /// - Parameters:
  ///   - boundAddress: where the server listens, as a literal.
  ///   - allowedHosts: names that a reverse proxy or the network gives this server.
  ///   - allowedOrigins: whole origins, such as `https://example.com`.
  ///   - takesLoopbackPages: pages of this machine, whatever their port: where a token is demanded, which
  ///     they would have to know.
  init(
    boundAddress: String, allowedHosts: [String], allowedOrigins: [String], takesLoopbackPages: Bool
  ) {
    let own = boundAddress.utf8.contains(UInt8(ascii: ":")) ? "[\(boundAddress)]" : boundAddress
    hosts = Self.loopbackNames.union(([own] + allowedHosts).map { $0.lowercased() })
    origins = Set(allowedOrigins.map { $0.lowercased() })
    self.takesLoopbackPages = takesLoopbackPages
  }

  /// Whether a Host is one of ours, whatever the port: a proxy may listen on another one.
  func isOurs(host: String) -> Bool {
    guard let name = Self.name(ofAuthority: host) else { return false }
    return hosts.contains(name)
  }

  /// Whether a page of this origin may talk to us.
  ///
  /// - Parameter host: the request's Host: a page that this very server could have sent is no stranger's.
  func isAllowed(origin: String, host: String) -> Bool {
    let origin = origin.lowercased()
    if origins.contains(origin) { return true }
    for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
      let authority = String(origin.dropFirst(scheme.count))
      guard let name = Self.name(ofAuthority: authority) else { return false }
      if authority == host.lowercased(), hosts.contains(name) { return true }
      return takesLoopbackPages && Self.loopbackNames.contains(name)
    }
    return false
  }

  /// The name before the port, in lower case; `nil` when there is something else than a port behind it.
  static func name(ofAuthority authority: String) -> String? {
    let bytes = Array(authority.lowercased().utf8)
    guard !bytes.isEmpty else { return nil }
    let end: Int
    if bytes[0] == UInt8(ascii: "[") {
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      end = bracket + 1
    } else {
      end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
    }
    let rest = bytes[end...]
    let isPort =
      rest.isEmpty
      || (rest.first == UInt8(ascii: ":") && rest.count <= 6
        && rest.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 })
    guard isPort, end > 0 else { return nil }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
