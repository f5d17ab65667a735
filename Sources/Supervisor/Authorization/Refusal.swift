/// How a request is turned away (RFC 6750 §3).
public struct Refusal: Error, Sendable, Equatable {
  /// The HTTP status: 400, 401 or 403.
  public let status: Int
  /// The value of the reply's `WWW-Authenticate` field. Printable ASCII; holds nothing that the client sent.
  public let challenge: String
  /// For the body of the reply and for the log: what is wrong and what to do. Holds no byte of a token.
  public let message: String
}
