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
  /// What its outcome becomes when the request was not `tools/call`; nil for that.
  var reading: Reading?
  /// The least grave log message its client wants to hear, of a request without a session.
  var logLevel: LogLevel?
  /// Whether its client can put a question to a person when it gets the answer (2026-07-28).
  var canReturn = false
  /// Whether it brought back a state, which its worker may refuse (2026-07-28).
  var hasBroughtState = false
  /// Whether it changes nothing, so that it can be asked once more.
  var isRepeatable = false
  /// The last progress that was sent; each must be more than the one before.
  var progress = -1
}
