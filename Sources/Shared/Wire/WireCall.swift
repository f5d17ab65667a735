public import Catalog

/// One tool call on its way to a worker.
public struct WireCall: Sendable, Equatable {
  /// The gateway's number for it, never used twice in the gateway's life.
  public let callID: UInt64
  /// The tool's name; the worker looks it up itself.
  public let toolName: String
  /// Who asks. What he may do is the gateway's word; the worker holds it against the tool, which finds a
  /// gateway that errs, and not one that was taken over.
  public let principal: Principal
  /// The arguments as the client sent them: a JSON object. Checked by the gateway for a good error, and by
  /// the worker because it trusts nobody.
  public let arguments: ArraySlice<UInt8>
  /// What is left of the call's one deadline when the message is sent.
  public let timeoutMilliseconds: UInt32
  /// How many requests the worker may send to the exchange for this call. The gateway divides three among the
  /// attempts of one call; one that asks several endpoints has three in each.
  public let sendCountMax: UInt8
  /// Whether anybody listens to progress.
  public let wantsProgress: Bool
  /// What the client brought back for the question that an earlier call was answered with.
  public let reply: WireReply?

  /// A call.
  public init(
    callID: UInt64, toolName: String, principal: Principal = .local, arguments: ArraySlice<UInt8>,
    timeoutMilliseconds: UInt32, sendCountMax: UInt8, wantsProgress: Bool, reply: WireReply? = nil
  ) {
    self.callID = callID
    self.toolName = toolName
    self.principal = principal
    self.arguments = arguments
    self.timeoutMilliseconds = timeoutMilliseconds
    self.sendCountMax = sendCountMax
    self.wantsProgress = wantsProgress
    self.reply = reply
  }
}
