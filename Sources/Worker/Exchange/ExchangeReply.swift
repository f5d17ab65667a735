public import Values

/// One answer of the exchange: 2xx, and JSON within the limits.
public struct ExchangeReply: Sendable {
  /// The HTTP status, 200 to 299.
  public let status: Int
  /// The body, read once.
  public let document: JSONDocument
  /// When the last byte had arrived: milliseconds since 1970 of this machine's clock.
  public let receivedAtMilliseconds: Int
  /// From the first byte of the request to the last one of the answer, in milliseconds; 0 when a test made
  /// the answer up.
  public var roundTripMilliseconds = 0

  /// The bytes of the body, as the exchange sent them.
  public var body: [UInt8] { document.bytes }

  /// An answer, as read from a connection or made up by a test.
  public init(status: Int, document: JSONDocument, receivedAtMilliseconds: Int) {
    self.status = status
    self.document = document
    self.receivedAtMilliseconds = receivedAtMilliseconds
  }
}
