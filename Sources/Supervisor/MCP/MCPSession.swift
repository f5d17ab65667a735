import Catalog
import Values

/// One client on a stream: what comes in, and what has to go out for it.
///
/// No I/O and no clock. The transport cuts lines, runs the calls it is told to, and writes the bytes it gets.
/// Both eras are served at once: a request that carries the metadata of 2026-07-28 goes to `StatelessEra`,
/// everything else to `SessionEra`; running calls and their ids are shared, since there is one stream. A
/// transport with one request a connection makes a session for each, which costs a few words.
///
/// Whatever comes in, every request gets exactly one answer (none after a cancellation), and a bad line costs
/// nothing but an error line.
public struct MCPSession: Sendable {
  /// The longest line a client may send, without its newline.
  public static let lineByteCountMax = JSONLimits.message.byteCountMax
  /// The most messages in a batch.
  public static let batchCountMax = PendingCalls.countMax
  /// The most characters of a progress message.
  public static let progressMessageLengthMax = 512
  /// The largest buffer that is kept for the next message.
  static let keptByteCountMax = 1 << 20

  /// The wall clock in milliseconds since 1970, set by the transport before `receive`. It is the `timestamp`
  /// of answers that are made here without asking a worker, and nothing else.
  public var nowMilliseconds = 0

  var answers: PreparedAnswers
  var sessionEra = SessionEra()
  var pending = PendingCalls()
  var batches: [UInt64: OpenBatch] = [:]
  /// Bytes of answers in them.
  var batchedByteCount = 0
  var nextCallID: UInt64 = 1
  /// Questions to the client that have not been answered.
  var elicitations: [Elicitation] = []
  /// What is listened to without a session.
  var subscriptions: [Subscription] = []
  var nextElicitation: UInt64 = 1
  var nextBatch: UInt64 = 1
  /// False only in the test that compares the short road of calls with the one of everything else.
  var takesPlainCalls = true
  var tape = JSONTape()
  var writer = JSONWriter(reservingByteCount: 4096)

  /// A session with a client that has said nothing yet.
  public init(server: ServerDescription) {
    answers = server.answers
  }

  /// How many calls are running.
  public var pendingCallCount: Int { pending.count }

  /// The version that `initialize` agreed on; `nil` before it, and for clients that never send it.
  public var version: ProtocolVersion? { sessionEra.version }

  /// Takes one line without its newline.
  ///
  /// Never fails: what cannot be read is answered with an error line. A blank line is no message and is
  /// passed over.
  public mutating func receive(line: [UInt8], into output: inout Output) {
    receive(line: line.span, into: &output)
  }

  /// Takes one line without its newline, lent for the time of the call.
  public mutating func receive(line: Span<UInt8>, into output: inout Output) {
    guard !MCPSession.isBlank(line) else { return }
    do throws(JSONReader.Failure) {
      try tape.read(line, limits: .message)
    } catch {
      fail(.unreadable(error), id: nil, about: nil, batch: nil, &output)
      return
    }
    if takesPlainCalls, receive(plainCall: line, into: &output) { return }
    guard let document = JSONDocument([UInt8](copying: line), on: tape) else { return }
    if document.root.kind == .array {
      receive(batch: document.root, into: &output)
    } else {
      receive(document.root, batch: nil, into: &output)
    }
  }

  /// Answers for a line that the transport gave up because it is longer than ``lineByteCountMax``.
  public mutating func receiveOversizedLine(into output: inout Output) {
    fail(.oversizedLine(byteCountMax: MCPSession.lineByteCountMax), id: nil, about: nil, batch: nil, &output)
  }

  /// Answers a call. Passed over when the call was cancelled, is finished, or never was.
  public mutating func finish(_ callID: UInt64, _ outcome: CallOutcome, into output: inout Output) {
    switch outcome {
    case .success(let envelope): finish(callID, isSuccess: true, envelope: envelope.span, into: &output)
    case .failure(let envelope): finish(callID, isSuccess: false, envelope: envelope.span, into: &output)
    }
  }

  /// Answers a call with an envelope that is lent for the time of the call.
  public mutating func finish(
    _ callID: UInt64, isSuccess: Bool, envelope: Span<UInt8>, into output: inout Output
  ) {
    guard let call = pending.remove(callID) else { return }
    if !elicitations.isEmpty { withdraw(callID, &output) }
    if let reading = call.reading {
      return finish(call, reading, isSuccess: isSuccess, [UInt8](copying: envelope), &output)
    }
    let rules = call.version.rules
    if call.hasBroughtState, !isSuccess, Self.refusesState(envelope) {
      writer.answer(call.id, .invalidParams(.unusableState), unreadable: rules.unreadableID)
      return conclude(call, &output)
    }
    if Envelope.isFit(envelope) {
      if call.batch == nil {
        return output.appendLine {
          $0.answer(call.id, envelope: envelope, isError: !isSuccess, rules, serverInfo: answers.serverInfo)
        }
      }
      writer.answer(call.id, envelope: envelope, isError: !isSuccess, rules, serverInfo: answers.serverInfo)
    } else if let mended = Envelope.onOneLine([UInt8](copying: envelope)) {
      writer.answer(
        call.id, envelope: mended.span, isError: !isSuccess, rules, serverInfo: answers.serverInfo)
    } else {
      writer.answer(call.id, .unreadableOutcome, unreadable: rules.unreadableID)
    }
    conclude(call, &output)
  }

  /// Tells the client that a call is still running; nothing when it did not ask to hear.
  ///
  /// - Parameters:
  ///   - elapsedSeconds: since the call began; sent as `progress`, one more than the last one at least,
  ///     because the protocol wants it to increase.
  ///   - message: for people; cut at ``progressMessageLengthMax`` characters.
  public mutating func progress(
    _ callID: UInt64, elapsedSeconds: Int, message: String, into output: inout Output
  ) {
    guard let (token, call) = pending.advance(callID, elapsedSeconds: elapsedSeconds) else { return }
    writer.progress(
      token: token, progress: call.progress,
      message: String(message.prefix(MCPSession.progressMessageLengthMax)),
      call.version.rules)
    deliver(batch: nil, &output)
  }

  /// Takes one message, by itself or out of a batch.
  mutating func receive(_ value: JSONValue, batch: UInt64?, into output: inout Output) {
    switch Message(value) {
    case .request(let request): perform(action(for: request, batch: batch), request.id, batch, &output)
    case .notification(let method, let params):
      if method.isString("notifications/cancelled") {
        cancel(params, &output)
      } else if method.isString("notifications/initialized") {
        sessionEra.becomeReady()
      }
    case .response(let value): take(response: value, &output)
    case .unusable(let id, let failure): fail(failure, id: id, about: value, batch: batch, &output)
    }
  }

  private mutating func action(for request: Request, batch: UInt64?) -> Action {
    guard !isInFlight(request.id) else { return .fail(.invalidRequest(.idInFlight)) }
    let isOfSession = sessionEra.version.map(request.metadata.names) ?? false
    // Who has opened a session and says nothing else means it; before that, methods of the other era say
    // enough.
    let isStateless =
      (request.metadata.isStateless && !isOfSession)
      || (sessionEra.version == nil && request.method.map { !$0.exists(in: .session) } ?? false)
    if batch != nil, isStateless || request.method == .initialize {
      return .fail(.invalidRequest(.notInBatch(method: request.methodName)))
    }
    return isStateless
      ? StatelessEra.action(for: request, answers) : sessionEra.action(for: request, answers)
  }

  private mutating func perform(
    _ action: Action, _ id: RequestID, _ batch: UInt64?, _ output: inout Output
  ) {
    switch action {
    case .answer(let result): writer.answer(id, result: result)
    case .fail(let failure): writer.answer(id, failure, unreadable: .null)
    case .refuseCall(let failure, let version):
      writer.answer(
        id, envelope: failure.envelope(timestampMilliseconds: nowMilliseconds).span, isError: true,
        version.rules, serverInfo: answers.serverInfo)
    case .listen(let subscription):
      guard subscriptions.count < Subscription.countMax else {
        writer.answer(id, .tooManySubscriptions(countMax: Subscription.countMax), unreadable: .null)
        break
      }
      return listen(subscription, &output)
    case .call(let request):
      guard let call = take(id, request.circumstances, batch, &output) else { return }
      var pendingCall = call
      pendingCall.reading = request.reading
      return begin(pendingCall, request.tool, arguments: request.arguments, reply: request.reply, &output)
    case .host(let subject, let params, let circumstances):
      guard let call = take(id, circumstances, batch, &output) else { return }
      return host(call, subject, params, circumstances, &output)
    }
    refuseIfTooLong(id, batch: batch)
    deliver(batch: batch, &output)
  }

  /// A call that is about to begin, unless too many run already, which is answered.
  private mutating func take(
    _ id: RequestID, _ circumstances: ToolRequest.Circumstances, _ batch: UInt64?, _ output: inout Output
  ) -> PendingCall? {
    guard pending.count < PendingCalls.countMax else {
      writer.answer(id, .tooManyCalls(countMax: PendingCalls.countMax), unreadable: .null)
      deliver(batch: batch, &output)
      return nil
    }
    if let batch { batches[batch]?.openCount += 1 }
    var call = PendingCall(
      callID: nextCallID, id: id, version: circumstances.version, batch: batch,
      progressToken: circumstances.progressToken)
    call.logLevel = circumstances.logLevel
    call.canReturn = circumstances.version.rules.era == .stateless && circumstances.hasForms
    return call
  }

  /// Notes a call that is to be run.
  mutating func begin(
    _ call: PendingCall, _ tool: Tool, arguments: [UInt8], reply: GivenReply? = nil, _ output: inout Output
  ) {
    nextCallID += 1
    output.calls.append(
      ToolCall(
        callID: call.callID, tool: tool, arguments: arguments, wantsProgress: call.progressToken != nil,
        reply: reply))
    var call = call
    call.hasBroughtState = reply != nil
    call.isRepeatable = tool.effect == .reads
    pending.insert(call)
  }

  /// Whether something that has not been answered goes by this id.
  func isInFlight(_ id: RequestID) -> Bool {
    if pending.contains(id) { return true }
    return !subscriptions.isEmpty && subscriptions.contains { $0.id == id }
  }

  /// Stops a call; what cannot be understood or found is passed over, as the specification asks.
  private mutating func cancel(_ params: JSONValue?, _ output: inout Output) {
    guard let value = params?["requestId"] else { return }
    let id: RequestID
    do throws(RequestID.Failure) { id = try RequestID(value) } catch { return }
    guard let call = pending.remove(id) else {
      _ = stopListening(id)
      return
    }
    output.cancels.append(call.callID)
    let start = output.bytes.count
    withdraw(call.callID, &output)
    settle(call.batch, &output)
    guard output.bytes.count > start else { return }
    output.remarks.append(Output.Remark(callID: call.callID, range: start..<output.bytes.count))
  }

  /// Writes an error about a message that is not a request.
  ///
  /// - Parameter about: the message, when it could be read so far that it may show its era.
  mutating func fail(
    _ failure: MCPError, id: RequestID?, about value: JSONValue?, batch: UInt64?, _ output: inout Output
  ) {
    let isStateless = RequestMetadata(params: value?["params"]).isStateless
    let unreadable =
      isStateless
      ? ProtocolVersion.latestStateless.rules.unreadableID : sessionEra.version?.rules.unreadableID
    writer.answer(id, failure, unreadable: unreadable ?? .null)
    deliver(batch: batch, &output)
  }

  /// Lets go of the memory that answers are written in.
  mutating func forgetScratch() {
    writer = JSONWriter(reservingByteCount: 0)
  }

  /// Moves what was written to where it belongs: onto a line of its own, or into its batch.
  mutating func deliver(batch: UInt64?, _ output: inout Output) {
    if let batch {
      batchedByteCount += batches[batch]?.append(writer.bytes) ?? 0
    } else {
      output.bytes.append(contentsOf: writer.bytes)
      output.bytes.append(UInt8(ascii: "\n"))
    }
    writer.removeAll(keepingCapacity: writer.bytes.count <= MCPSession.keptByteCountMax)
  }

  private static func isBlank(_ line: Span<UInt8>) -> Bool {
    for index in line.indices {
      let byte = line[index]
      guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") else {
        return false
      }
    }
    return true
  }
}
