/// One reply, as received or to be written.
public struct HTTPReply: Sendable, Equatable {
  /// The status; 200 to 599 when received, since interim replies are skipped.
  public var status: Int
  /// The reason phrase. Means nothing (RFC 9112 §4); may be empty.
  public var reason: String
  /// The fields. Trailers of a chunked body are not among them.
  public var headers: HTTPHeaders
  /// The body without its framing; empty when there is none.
  public var body: [UInt8]
  /// Whether the connection may carry another request after this reply (RFC 9112 §9.3).
  public var keepsAlive: Bool

  /// A reply to be written, or for a test.
  public init(
    status: Int, reason: String = "", headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [],
    keepsAlive: Bool = true
  ) {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = body
    self.keepsAlive = keepsAlive
  }
}
