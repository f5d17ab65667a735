public import Links
public import LinuxIO
public import Log
public import MCP
internal import Wire

/// MCP over standard input and output: one message a line (MCP specification, transports, stdio).
///
/// Reads lines, lets the session decide, hands calls to the links and writes what comes back. Bounds: a line
/// of 16 MiB, and reading rests while the client leaves more than `unreadByteCountMax` of our answers unread.
@LoopActor
public final class StdioTransport {
  /// How the conversation ended.
  public enum Ending: Sendable, Equatable {
    /// The client closed our input, or the launcher asked us to end; everything pending was answered.
    case finished
    /// The input ended before its first byte: probably a person, or a client that only looked.
    case nothingReceived
    /// The client does not read any more.
    case outputClosed
  }

  static let unreadByteCountMax = 4 * 1024 * 1024
  /// Bytes that one read of a large message may add at a time are the buffer's business; this bounds a whole
  /// line.
  static let lineByteCountMax = MCPSession.lineByteCountMax

  /// How long the client may take to read what was answered when the input has ended.
  static let lastFlushNanoseconds: UInt64 = 5_000_000_000

  /// How long a person may take to answer a question, in nanoseconds.
  public nonisolated static let personNanoseconds: UInt64 = 120_000_000_000

  private let input: Channel
  private let reader: StreamReader
  private var splitter = LineSplitter()
  private let output: Channel
  private let links: Links
  private let logger: Logger
  private let personNanoseconds: UInt64
  private var conversation: Conversation
  private var hasReceived = false
  /// Whether the conversation may hold bytes for the client.
  private var hasUnsent = false
  private var idleWaiter = Latch<Void>()
  private var isEndOfInput = false

  /// A transport over these two streams.
  ///
  /// - Parameter personNanoseconds: how long a person may take to answer a question.
  public init(
    input: Channel, output: Channel, server: ServerDescription, links: Links, logger: Logger,
    personNanoseconds: UInt64 = StdioTransport.personNanoseconds
  ) {
    self.input = input
    reader = StreamReader(input, byteCountMax: Self.lineByteCountMax + 1)
    self.output = output
    self.links = links
    self.logger = logger
    self.personNanoseconds = personNanoseconds
    conversation = Conversation(server)
    links.connect(
      Links.Handlers(
        deliver: { [unowned self] in deliver($0, isSuccess: $1, envelope: $2) },
        progress: { [unowned self] in progress($0, $1, $2) },
        confirm: { [unowned self] in confirm($0) }))
  }

  /// Serves until the input ends; then waits for the pending answers and writes them.
  public func run() async -> Ending {
    await readLines()
    isEndOfInput = true
    if !hasReceived { return .nothingReceived }
    // Nobody can answer any more.
    for callID in conversation.giveUpAllQuestions() { links.confirmed(callID, .dismissed) }
    conversation.endSubscriptions()
    hasUnsent = true
    flush()
    if conversation.pendingCallCount > 0 && !output.hasFailedWriting { await idleWaiter.value() }
    // A client that does not read its last answers may not keep the server for ever.
    let limit = EventLoop.shared.schedule(at: EventLoop.now + Self.lastFlushNanoseconds) { [output] in
      output.close()
    }
    await output.flushed()
    limit.cancel()
    return output.hasFailedWriting ? .outputClosed : .finished
  }

  /// Whether somebody is there who can read what was answered.
  var hasReader: Bool { output.hasReader }

  /// Takes no more input; `run` ends once everything pending is answered.
  public func drain() {
    input.close()
  }

  private func readLines() async {
    while true {
      switch await reader.run({ [unowned self] buffer in take(from: &buffer) }) {
      case .stopped:
        if output.hasFailedWriting { return }
        // Takes no more from a client that leaves our answers unread.
        await output.flushed(downTo: Self.unreadByteCountMax / 2)
      case .ended:
        // A last line without its newline is still a message.
        if let line = splitter.lastLine(reader.takeRest()) { receive(line.span, at: wallClock) }
        return flush()
      case .failed(let failure):
        if case .system(let failure) = failure { logger.error("standard input: \(failure)") }
        return
      }
    }
  }

  /// Takes the whole lines that have come; false when reading is to rest.
  private func take(from buffer: inout ReceiveBuffer) -> Bool {
    hasReceived = true
    let now = wallClock
    var splitter = splitter
    defer { self.splitter = splitter }
    while let piece = splitter.next(in: &buffer) {
      switch piece {
      case .line(let byteCount):
        buffer.withSpan { receive($0.extracting(0..<byteCount), at: now) }
        splitter.dropLine(byteCount: byteCount, of: &buffer)
      case .oversized:
        conversation.receiveOversizedLine()
        hasUnsent = true
      }
      if hasUnsent, conversation.outgoingByteCount > Self.unreadByteCountMax {
        flush()
        if output.queuedByteCount > Self.unreadByteCountMax { return false }
      }
    }
    flush()
    return !output.hasFailedWriting && output.queuedByteCount <= Self.unreadByteCountMax
  }

  private var wallClock: Int { EventLoop.coarseWallClockMilliseconds }

  /// Takes one line and does what the session decides.
  private func receive(_ line: Span<UInt8>, at nowMilliseconds: Int) {
    switch conversation.receive(line: line, at: nowMilliseconds) {
    case .nothing: hasUnsent = true
    case .call(let call): submit(call)
    case .several(let cancels, let calls, let verdicts):
      hasUnsent = true
      for callID in cancels { links.cancel(callID) }
      // A call and its cancellation may come in one batch.
      for call in calls where !cancels.contains(call.callID) { submit(call) }
      for (callID, verdict) in verdicts { links.confirmed(callID, PersonVerdict(verdict)) }
    }
  }

  private func submit(_ call: ToolCall) {
    links.submit(
      callID: call.callID, tool: call.tool, arguments: call.arguments, wantsProgress: call.wantsProgress,
      reply: call.reply.map { WireReply(state: $0.state, verdict: PersonVerdict($0.verdict)) })
  }

  private func deliver(_ callID: UInt64, isSuccess: Bool, envelope: Span<UInt8>) {
    send(conversation.finish(callID, isSuccess: isSuccess, envelope: envelope))
    if isEndOfInput && conversation.pendingCallCount == 0 { idleWaiter.set(()) }
  }

  private func progress(_ callID: UInt64, _ message: String, _ elapsedSeconds: Int) {
    // Signs of life are worth nothing to a client that does not read.
    guard output.queuedByteCount <= Self.unreadByteCountMax else { return }
    conversation.progress(callID, elapsedSeconds: elapsedSeconds, message: message)
    hasUnsent = true
    flush()
  }

  /// Asks the person behind a call, for no longer than `personNanoseconds`.
  private func confirm(_ question: Links.Question) {
    let callID = question.callID
    let (isAsked, isOver) = conversation.ask(callID, message: question.message, state: question.state)
    guard isAsked else { return links.confirmed(callID, .unavailable) }
    hasUnsent = true
    flush()
    // The client has the question as its answer, and comes back with another call.
    if isOver { return links.cancel(callID) }
    EventLoop.shared.schedule(at: EventLoop.now + personNanoseconds) { [weak self] in
      guard let self, conversation.giveUpAsking(callID) else { return }
      hasUnsent = true
      flush()
      links.confirmed(callID, .dismissed)
    }
  }

  /// Tells the client of a change, if it asked for it. Nothing is told to a client that does not read.
  func tell(_ change: MCPSession.Change) {
    guard output.queuedByteCount <= Self.unreadByteCountMax else { return }
    conversation.notify(change)
    hasUnsent = true
    flush()
  }

  /// Describes the server anew, and tells the client of the lists that are not as before.
  func adopt(_ server: ServerDescription) {
    conversation.adopt(server)
    hasUnsent = true
    flush()
  }

  private func flush() {
    if hasUnsent { send(conversation.takeOutgoing()) }
  }

  private func send(_ bytes: consuming [UInt8]) {
    hasUnsent = false
    if !bytes.isEmpty { output.write(bytes[...]) }
    conversation.reuse(bytes)
    // Nobody is left to answer: what runs for the client may stop.
    if output.hasFailedWriting { input.close() }
  }
}
