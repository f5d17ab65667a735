/// What the gateway says to a worker.
public enum ToWorker: Sendable, Equatable {
  /// Run a tool.
  case call(WireCall)
  /// The client does not want this call's answer any more. The worker answers nothing, or what it has
  /// already.
  case cancel(callID: UInt64)
  /// Take no more calls, answer those that run, and end.
  case drain
  /// What a person said to `ToSupervisor.confirm`.
  case confirmed(callID: UInt64, PersonVerdict)
  /// What another worker on this address heard of a rate limit.
  case hearsay(BudgetUse)

  /// The message as a frame, added at the end of `bytes`.
  public func encode(generation: UInt32, into bytes: inout [UInt8]) {
    switch self {
    case .call(let call):
      call.encode(generation: generation, into: &bytes)
    case .cancel(let callID):
      Frame.end(Frame.begin(type: 2, callID: callID, generation: generation, in: &bytes), in: &bytes)
    case .drain:
      Frame.end(Frame.begin(type: 3, generation: generation, in: &bytes), in: &bytes)
    case .confirmed(let callID, let verdict):
      let start = Frame.begin(type: 4, callID: callID, generation: generation, in: &bytes)
      bytes.append(verdict.rawValue)
      Frame.end(start, in: &bytes)
    case .hearsay(let use):
      let start = Frame.begin(type: 5, generation: generation, in: &bytes)
      use.encode(into: &bytes)
      Frame.end(start, in: &bytes)
    }
  }

  /// Reads a frame.
  public init(_ frame: Frame) throws(WireFailure) {
    var fields = PayloadReader(frame)
    switch frame.type {
    case 1:
      let timeout = try fields.u32()
      let sendCountMax = try fields.u8()
      let flags = try fields.u8()
      guard flags & ~(WireCall.progressFlag | WireCall.replyFlag) == 0 else { throw .malformed(type: 1) }
      let principal = try fields.principal()
      let toolName = try fields.toolName()
      let reply = flags & WireCall.replyFlag == 0 ? nil : try WireReply(&fields)
      self = .call(
        WireCall(
          callID: frame.callID, toolName: toolName, principal: principal, arguments: fields.remainder(),
          timeoutMilliseconds: timeout, sendCountMax: sendCountMax,
          wantsProgress: flags & WireCall.progressFlag != 0, reply: reply))
    case 2:
      try fields.finish()
      self = .cancel(callID: frame.callID)
    case 3:
      try fields.finish()
      self = .drain
    case 4:
      guard let verdict = PersonVerdict(rawValue: try fields.u8()) else { throw .malformed(type: 4) }
      try fields.finish()
      self = .confirmed(callID: frame.callID, verdict)
    case 5:
      self = .hearsay(try BudgetUse(&fields))
      try fields.finish()
    default:
      throw .unknownType(frame.type)
    }
  }
}
