internal import MCP

/// The session with what it has decided, as one value: the transport looks into it once for each line and
/// once for each answer.
struct Conversation {
  /// What the transport has to do for a line.
  enum Duty {
    /// Nothing but to send what is to be sent.
    case nothing
    /// Run this call.
    case call(ToolCall)
    /// Stop some calls and run others.
    case several(
      cancels: [UInt64], calls: [ToolCall], verdicts: [(callID: UInt64, verdict: ElicitationVerdict)])
  }

  private var session: MCPSession
  private var output = MCPSession.Output()

  init(_ server: ServerDescription) {
    session = MCPSession(server: server)
  }

  var pendingCallCount: Int { session.pendingCallCount }
  /// Bytes for the client that have not been taken.
  var outgoingByteCount: Int { output.bytes.count }

  mutating func receive(line: Span<UInt8>, at nowMilliseconds: Int) -> Duty {
    session.nowMilliseconds = nowMilliseconds
    session.receive(line: line, into: &output)
    if output.cancels.isEmpty, output.verdicts.isEmpty {
      if output.calls.isEmpty { return .nothing }
      // Nearly always one, which is moved out without copying the list.
      if output.calls.count == 1 { return .call(output.calls.removeLast()) }
    }
    let duty = Duty.several(cancels: output.cancels, calls: output.calls, verdicts: output.verdicts)
    output.calls.removeAll()
    output.cancels.removeAll()
    output.remarks.removeAll()
    output.verdicts.removeAll()
    return duty
  }

  mutating func receiveOversizedLine() {
    session.receiveOversizedLine(into: &output)
  }

  /// Answers a call, and gives away the bytes for the client.
  mutating func finish(_ callID: UInt64, isSuccess: Bool, envelope: Span<UInt8>) -> [UInt8] {
    session.finish(callID, isSuccess: isSuccess, envelope: envelope, into: &output)
    return takeOutgoing()
  }

  mutating func progress(_ callID: UInt64, elapsedSeconds: Int, message: String) {
    session.progress(callID, elapsedSeconds: elapsedSeconds, message: message, into: &output)
  }

  /// Asks the person behind a call; false when there is nobody to ask.
  ///
  /// - Returns: also whether the call is over with that: its client was answered with the question.
  mutating func ask(_ callID: UInt64, message: String, state: String?) -> (isAsked: Bool, isOver: Bool) {
    let isAsked = session.ask(callID, message: message, state: state, into: &output)
    defer { output.cancels.removeAll() }
    return (isAsked, !output.cancels.isEmpty)
  }

  /// Tells the client of a change, if it asked for it.
  mutating func notify(_ change: MCPSession.Change) {
    session.notify(change, into: &output)
  }

  /// Takes over another description of the server.
  mutating func adopt(_ server: ServerDescription) {
    session.adopt(server, into: &output)
  }

  /// Ends what the client listens to, because the server ends.
  mutating func endSubscriptions() {
    session.endSubscriptions(into: &output, closing: true)
  }

  /// Gives a question up; false when it was answered meanwhile.
  mutating func giveUpAsking(_ callID: UInt64) -> Bool {
    session.giveUpAsking(callID, into: &output)
    defer { output.verdicts.removeAll() }
    return !output.verdicts.isEmpty
  }

  /// Gives every question up, because the client is gone; says whose they were.
  mutating func giveUpAllQuestions() -> [UInt64] {
    session.giveUpAllQuestions()
  }

  /// Gives away the bytes for the client.
  mutating func takeOutgoing() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &output.bytes)
    return taken
  }

  /// Takes back the memory of bytes that were sent, unless it is much.
  mutating func reuse(_ sent: consuming [UInt8]) {
    guard output.bytes.isEmpty, sent.capacity <= 1 << 20 else { return }
    sent.removeAll(keepingCapacity: true)
    swap(&sent, &output.bytes)
  }
}
