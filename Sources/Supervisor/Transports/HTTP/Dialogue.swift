internal import MCP
internal import Values

/// The protocol state of one HTTP client, with what it has decided, as one value.
struct Dialogue {
  /// What has to be done for a message besides sending what was said.
  struct Work {
    var cancels: [UInt64] = []
    /// Which parts of what is to be said belong to calls that were cancelled.
    var remarks: [MCPSession.Output.Remark] = []
    var calls: [ToolCall] = []
    var verdicts: [(callID: UInt64, verdict: ElicitationVerdict)] = []
    var hosted: [HostedRequest] = []
    var replies: [HostedReply] = []

    /// Whether anything was begun.
    var begins: Bool { !calls.isEmpty || !hosted.isEmpty }
  }

  /// What is to be done for a message.
  enum Duty {
    /// Nothing but to send what was said.
    case nothing
    /// Run this call.
    case call(ToolCall)
    /// Everything else.
    case several(Work)
  }

  private var session: MCPSession
  private var output = MCPSession.Output()

  init(_ server: ServerDescription) {
    session = MCPSession(server: server)
  }

  /// Whether streams to this client begin with an event that only brings an id.
  var primesStreams: Bool { session.version?.primesStreams ?? false }

  /// The version that was agreed on; `nil` as long as no session is open.
  var version: ProtocolVersion? { session.version }

  /// Whether a session is open.
  var isOpen: Bool { session.version != nil }

  /// Whether the answer to a `subscriptions/listen` is to be kept open.
  var hasOpenSubscription: Bool { session.hasOpenSubscription }

  /// Takes a message.
  mutating func receive(_ message: Span<UInt8>, at nowMilliseconds: Int) -> Duty {
    session.nowMilliseconds = nowMilliseconds
    session.receive(line: message, into: &output)
    if output.cancels.isEmpty, output.verdicts.isEmpty, output.hosted.isEmpty, output.replies.isEmpty {
      if output.calls.isEmpty { return .nothing }
      // Nearly always one, which is moved out without copying the list.
      if output.calls.count == 1 { return .call(output.calls.removeLast()) }
    }
    let work = Work(
      cancels: output.cancels, remarks: output.remarks, calls: output.calls, verdicts: output.verdicts,
      hosted: output.hosted, replies: output.replies)
    forgetWork()
    return .several(work)
  }

  private mutating func forgetWork() {
    output.calls.removeAll()
    output.cancels.removeAll()
    output.remarks.removeAll()
    output.verdicts.removeAll()
    output.hosted.removeAll()
    output.replies.removeAll()
  }

  /// Answers a call, and gives away what is to be said.
  mutating func finish(_ callID: UInt64, isSuccess: Bool, envelope: Span<UInt8>) -> [UInt8] {
    session.finish(callID, isSuccess: isSuccess, envelope: envelope, into: &output)
    return takeSaid()
  }

  /// Answers a request of the host's.
  mutating func finish(_ callID: UInt64, _ outcome: HostedOutcome) -> [UInt8] {
    session.finish(callID, outcome, into: &output)
    return takeSaid()
  }

  mutating func progress(_ callID: UInt64, elapsedSeconds: Int, message: String) -> [UInt8] {
    session.progress(callID, elapsedSeconds: elapsedSeconds, message: message, into: &output)
    return takeSaid()
  }

  mutating func log(_ message: LogMessage, of callID: UInt64) -> [UInt8] {
    session.log(message, of: callID, into: &output)
    return takeSaid()
  }

  /// Asks the person behind a call.
  ///
  /// - Returns: nil when there is nobody to ask; else what is to be said, and whether the call is over with
  ///   that, because a client without a session has the question as its answer.
  mutating func ask(_ callID: UInt64, message: String, state: String?) -> (said: [UInt8], isOver: Bool)? {
    guard session.ask(callID, message: message, state: state, into: &output) else { return nil }
    let isOver = !output.cancels.isEmpty
    output.cancels.removeAll()
    return (takeSaid(), isOver)
  }

  /// Asks the client something for the host; nil when it cannot be asked.
  mutating func ask(_ callID: UInt64, _ name: String, method: String, params: JSON) -> [UInt8]? {
    guard session.ask(callID, name, method: method, params: params, into: &output) else { return nil }
    return takeSaid()
  }

  /// Gives a question up; nil when it was answered meanwhile.
  mutating func giveUpAsking(_ callID: UInt64) -> [UInt8]? {
    session.giveUpAsking(callID, into: &output)
    defer { output.verdicts.removeAll() }
    return output.verdicts.isEmpty ? nil : takeSaid()
  }

  /// What is to be said of a change; nothing when the client did not ask for it.
  mutating func notify(_ change: MCPSession.Change) -> [UInt8] {
    session.notify(change, into: &output)
    return takeSaid()
  }

  /// Takes over another description of the server.
  mutating func adopt(_ server: ServerDescription) -> [UInt8] {
    session.adopt(server, into: &output)
    return takeSaid()
  }

  /// Ends what the client listens to without a session.
  mutating func endSubscriptions() -> [UInt8] {
    session.endSubscriptions(into: &output)
    return takeSaid()
  }

  /// Gives away what is to be said: whole lines.
  mutating func takeSaid() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &output.bytes)
    return taken
  }

  /// Takes back the memory of what was sent, unless it is much.
  mutating func reuse(_ sent: consuming [UInt8]) {
    guard output.bytes.isEmpty, sent.capacity <= 1 << 16 else { return }
    sent.removeAll(keepingCapacity: true)
    swap(&sent, &output.bytes)
  }

  /// Gives back the memory that is kept for the next message.
  mutating func rest() {
    session.rest()
    output = MCPSession.Output()
  }
}
