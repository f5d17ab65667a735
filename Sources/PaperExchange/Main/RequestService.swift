import HTTP
import LinuxIO
import PaperFaults

/// What stands behind a port: the exchange, the exchange with faults in front of it, or the control of those.
@LoopActor
protocol RequestService: AnyObject {
  /// Carries a request out and says what the connection is to do.
  func deliver(_ request: HTTPRequest, _ origin: RequestOrigin) async -> Delivery
}
