import HTTP
import LinuxIO
import PaperFaults

/// Where a request came from.
struct RequestOrigin: Sendable {
  /// The peer's address.
  let address: String
  /// The connection's number.
  let connection: Int
  /// The connection has carried a request before.
  let isKept: Bool
}

/// What stands behind a port: the exchange, the exchange with faults in front of it, or the control of those.
@LoopActor
protocol RequestService: AnyObject {
  /// Carries a request out and says what the connection is to do.
  func deliver(_ request: HTTPRequest, _ origin: RequestOrigin) async -> Delivery
}
