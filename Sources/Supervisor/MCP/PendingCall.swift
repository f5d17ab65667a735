/// A call that is running.
struct PendingCall: Sendable {
  /// Our own number for it.
  let callID: UInt64
  /// What its answer is matched by.
  let id: RequestID
  /// The version its answer is written in.
  let version: ProtocolVersion
  /// The batch it belongs to.
  let batch: UInt64?
  /// The token of its progress notifications, as JSON text.
  let progressToken: [UInt8]?
  /// The last progress that was sent; each must be more than the one before.
  var progress = -1
}
