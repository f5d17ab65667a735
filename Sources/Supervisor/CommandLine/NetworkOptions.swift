internal import Catalog
internal import LinuxIO

/// How a server is reached over HTTP, as `bulkhead serve` was asked.
public struct NetworkOptions: Sendable, Equatable {
  /// The port that is listened on unless asked otherwise.
  public static let portDefault = 8_000
  /// The most hosts, origins and proxies that may be named, of each.
  public static let nameCountMax = 64

  /// Which address clients are told first: Streamable HTTP's or that of HTTP with SSE. Both are served.
  public var tellsOldStream = false
  /// Where to listen, as a literal address.
  public var address = "127.0.0.1"
  /// The port; 0 lets the kernel choose.
  public var port = NetworkOptions.portDefault
  /// Names besides the loopback ones and the address itself that requests may be sent to.
  public var allowedHosts: [String] = []
  /// Origins of web pages that may use this server.
  public var allowedOrigins: [String] = []
  /// Literal addresses of reverse proxies that are believed about where a request comes from.
  public var trustedProxies: [String] = []
  /// Whether a bearer token is demanded.
  public var demandsToken = true

  /// The defaults.
  public init() {}

  static let transports = ["stdio", "streamable-http", "sse"]
  static let flags: [Flag] = [.host, .port, .allowedHost, .allowedOrigin, .trustedProxy, .noToken]

  /// Reads the flags; `nil` for a server on stdin and stdout.
  static func read(_ words: CommandWords) throws(UsageFailure) -> NetworkOptions? {
    let transport = words.value(.transport) ?? "stdio"
    guard transports.contains(transport) else {
      throw UsageFailure(
        "\(Flag.transport.rawValue) \(TerminalText.quoted(transport)) is not one of: "
          + transports.joined(separator: ", "),
        suggestion: "Try: \(Flag.transport.rawValue) "
          + (NearestName.find(transport, among: transports) ?? "streamable-http"))
    }
    guard transport != "stdio" else {
      for flag in flags where words.has(flag) {
        throw UsageFailure(
          "\(flag.rawValue) is for clients that come over HTTP, and this server is on stdin and stdout",
          suggestion: "Add --transport streamable-http, or leave \(flag.rawValue) out.")
      }
      return nil
    }
    var options = NetworkOptions()
    options.tellsOldStream = transport == "sse"
    try options.readAddress(words)
    options.allowedHosts = try names(words, .allowedHost) { isHost($0) }
    options.allowedOrigins = try names(words, .allowedOrigin) { isOrigin($0) }
    options.trustedProxies = try names(words, .trustedProxy) { isMachine($0) }
    options.demandsToken = !words.has(.noToken)
    guard options.demandsToken || options.isLoopback else {
      throw UsageFailure(
        "--no-token lets everybody in who reaches \(options.address)",
        suggestion: "Leave --no-token out (bulkhead token new makes a token), or listen on 127.0.0.1.")
    }
    return options
  }

  /// Whether only this machine reaches it.
  public var isLoopback: Bool { address == "::1" || address.hasPrefix("127.") }

  private mutating func readAddress(_ words: CommandWords) throws(UsageFailure) {
    if let text = words.value(.host) {
      let literal = text == "localhost" ? "127.0.0.1" : text
      guard TCPListener.isAddress(literal) else {
        throw UsageFailure(
          "\(Flag.host.rawValue) \(TerminalText.quoted(text)) is not an address; names are not looked up",
          suggestion: "For example: \(Flag.host.rawValue) \(Flag.host.exampleValue)")
      }
      address = literal
    }
    if let text = words.value(.port) {
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
        (0...65_535).contains(number)
      else {
        throw UsageFailure(
          "\(Flag.port.rawValue) \(TerminalText.quoted(text)) is not a port from 0 to 65535",
          suggestion: "For example: \(Flag.port.rawValue) \(Flag.port.exampleValue)")
      }
      port = number
    }
  }

  private static func names(
    _ words: CommandWords, _ flag: Flag, where isOne: (String) -> Bool
  ) throws(UsageFailure) -> [String] {
    let names = words.allValues(flag)
    for name in names where !isOne(name) {
      throw UsageFailure(
        "\(flag.rawValue) \(TerminalText.quoted(name)) is not one",
        suggestion: "For example: \(flag.rawValue) \(flag.exampleValue)")
    }
    guard names.count <= nameCountMax else {
      throw UsageFailure(
        "\(flag.rawValue) is given more than \(nameCountMax) times", suggestion: "Name fewer.")
    }
    return names
  }

  /// A host name or literal as it stands in a Host header, without a port.
  private static func isHost(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let isLiteral = bytes.first == UInt8(ascii: "[") && bytes.last == UInt8(ascii: "]")
    return !bytes.isEmpty && bytes.count <= 253
      && bytes.allSatisfy {
        switch $0 {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        case 0x3A, 0x5B, 0x5D: isLiteral
        default: false
        }
      }
  }

  /// `http://` or `https://`, a host, perhaps a port, and nothing behind it (RFC 6454 §6).
  private static func isOrigin(_ text: String) -> Bool {
    for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
      let rest = text.utf8.dropFirst(scheme.utf8.count)
      return !rest.isEmpty && text.utf8.count <= 300
        && rest.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x3F && $0 != 0x23 && $0 != 0x2C }
    }
    return false
  }

  /// The literal address of one machine.
  private static func isMachine(_ text: String) -> Bool {
    guard let address = NumericAddress(Array(text.utf8)) else { return false }
    return !address.isUnspecified
  }

  /// The same as flags of `bulkhead serve`.
  var arguments: [String] {
    var words = [Flag.transport.rawValue, tellsOldStream ? "sse" : "streamable-http"]
    words += [Flag.host.rawValue, address, Flag.port.rawValue, String(port)]
    for host in allowedHosts { words += [Flag.allowedHost.rawValue, host] }
    for origin in allowedOrigins { words += [Flag.allowedOrigin.rawValue, origin] }
    for proxy in trustedProxies { words += [Flag.trustedProxy.rawValue, proxy] }
    if !demandsToken { words.append(Flag.noToken.rawValue) }
    return words
  }
}
