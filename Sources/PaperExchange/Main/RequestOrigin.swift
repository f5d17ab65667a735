/// Where a request came from.
struct RequestOrigin: Sendable {
  /// The peer's address.
  let address: String
  /// The connection's number.
  let connection: Int
  /// The connection has carried a request before.
  let isKept: Bool
}
