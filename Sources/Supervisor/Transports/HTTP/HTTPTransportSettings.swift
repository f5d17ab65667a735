/// How MCP is served over HTTP.
public struct HTTPTransportSettings: Sendable {
  /// Where the listening socket is bound, as a literal address.
  public var boundAddress: String
  /// Names besides the loopback ones and `boundAddress` that requests may be sent to.
  public var allowedHosts: [String]
  /// Origins of web pages that may use this server.
  public var allowedOrigins: [String]
  /// Literal addresses of reverse proxies that are believed about where a request comes from.
  public var trustedProxies: [String] = []
  /// Whether a bearer token is demanded.
  public var demandsToken: Bool
  /// Connections at one time.
  public var connectionCountMax = 1_024
  /// Sessions at one time; the one that was used the longest ago makes room for another.
  public var sessionCountMax = 16_384
  /// How long a person may take to answer a question, in nanoseconds.
  public var personNanoseconds = StdioTransport.personNanoseconds
  /// Calls of all sessions at one time.
  public var callCountMax = 8_192

  /// Settings with the usual bounds.
  public init(
    boundAddress: String, allowedHosts: [String] = [], allowedOrigins: [String] = [], demandsToken: Bool
  ) {
    self.boundAddress = boundAddress
    self.allowedHosts = allowedHosts
    self.allowedOrigins = allowedOrigins
    self.demandsToken = demandsToken
  }
}
