import Values

extension MCPSession {
  /// What has to be done after something was received; collected over several calls until the transport takes
  /// it.
  public struct Output: Sendable {
    /// Whole lines for the client, each ended by a newline.
    public var bytes: [UInt8] = []
    /// Calls to run.
    public var calls: [ToolCall] = []
    /// Calls to stop; whatever comes of them is thrown away.
    public var cancels: [UInt64] = []

    /// What a cancellation has led to: lines for whoever waits for the cancelled call, and not for whoever
    /// cancelled it. A transport with one stream needs no difference.
    public struct Remark: Sendable {
      /// The cancelled call.
      public let callID: UInt64
      /// Where the lines are in `bytes`.
      public let range: Range<Int>
    }

    /// Which parts of `bytes` belong to calls in `cancels`, in their order.
    public var remarks: [Remark] = []

    /// What persons have said about calls.
    public var verdicts: [(callID: UInt64, verdict: ElicitationVerdict)] = []

    /// Requests that the host of the server answers himself; none where there is nothing hosted.
    public var hosted: [HostedRequest] = []

    /// What the client has answered to the host's own questions.
    public var replies: [HostedReply] = []

    /// Nothing to do.
    public init() {}

    /// Adds a line that is written where it stays.
    mutating func appendLine(_ write: (inout JSONWriter) -> Void) {
      var line: [UInt8] = []
      swap(&line, &bytes)
      var writer = JSONWriter(behind: line)
      line = []
      write(&writer)
      bytes = writer.takeBytes()
      bytes.append(UInt8(ascii: "\n"))
    }

    /// Forgets what was taken and keeps the memory for the next time.
    public mutating func removeAll() {
      bytes.removeAll(keepingCapacity: bytes.capacity <= MCPSession.keptByteCountMax)
      calls.removeAll(keepingCapacity: true)
      cancels.removeAll(keepingCapacity: true)
      remarks.removeAll(keepingCapacity: true)
      verdicts.removeAll(keepingCapacity: true)
      hosted.removeAll(keepingCapacity: true)
      replies.removeAll(keepingCapacity: true)
    }
  }
}
