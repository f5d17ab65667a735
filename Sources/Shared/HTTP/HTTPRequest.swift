/// One request, as received or to be written.
public struct HTTPRequest: Sendable, Equatable {
  /// The method, case-sensitive: `GET`.
  public var method: String
  /// Path and query as sent, undecoded: `/api/v3/depth?symbol=BTCUSDT`; or `*` of OPTIONS. Never anything
  /// else when received.
  public var target: String
  /// The version of the message. What is written is always HTTP/1.1.
  public var version: HTTPVersion
  /// The fields. Trailers of a chunked body are not among them.
  public var headers: HTTPHeaders
  /// The body without its framing; empty when there is none.
  public var body: [UInt8]
  /// Whether the connection may carry another request after this one (RFC 9112 §9.3).
  public var keepsAlive: Bool

  /// A request to be written, or for a test.
  public init(
    method: String = "GET", target: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [],
    keepsAlive: Bool = true, version: HTTPVersion = .http11
  ) {
    self.method = method
    self.target = target
    self.version = version
    self.headers = headers
    self.body = body
    self.keepsAlive = keepsAlive
  }

  /// The target up to its question mark, undecoded.
  public var path: String {
    guard let mark = target.utf8.firstIndex(of: HTTPByte.question) else { return target }
    return String(target[..<mark])
  }

  /// The target after its first question mark, undecoded: the very bytes that a signature covers. `nil`
  /// without a question mark.
  public var query: String? {
    guard let mark = target.utf8.firstIndex(of: HTTPByte.question) else { return nil }
    return String(target[target.utf8.index(after: mark)...])
  }
}
