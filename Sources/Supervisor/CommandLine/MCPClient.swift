public import LinuxIO
public import Values

/// An MCP client over pipes: starts a server as Claude Desktop or Cursor would, and speaks the protocol to
/// it.
///
/// The commands `call` and `tour` use it instead of a short cut into the server's code, so what they show is
/// what a client gets. Everything is bounded: the length of a line, the notifications kept, the time for an
/// answer and for the end.
@LoopActor
public final class MCPClient {
  /// The longest line that is read, in bytes. An answer holds its data twice (text and structured), and the
  /// server's own bound is 16 MiB.
  public nonisolated static let lineByteCountMax = 40 << 20
  /// How many notifications are kept; the oldest go first.
  public nonisolated static let notificationCountMax = 64
  /// The version of the protocol that is asked for.
  public nonisolated static let protocolVersion = "2025-11-25"
  /// How long a server may take to end after its input has ended, in milliseconds.
  public nonisolated static let endMillisecondsMax = 5_000

  /// What a request brought.
  public struct Reply: Sendable {
    /// The `result`.
    public let result: JSONValue
    /// The whole line, for whoever shows it.
    public let line: [UInt8]
    /// From the write to the answer.
    public let elapsedNanoseconds: UInt64
  }

  enum Outcome: Sendable {
    case answered(JSONValue, line: [UInt8])
    case failed(Failure)
  }

  /// Called with each line before it is sent, for whoever shows the conversation.
  public var willSend: (([UInt8]) -> Void)?
  /// The notifications that came, newest last.
  public internal(set) var notifications: [JSONValue] = []

  let process: ChildProcess
  let output: Channel
  let ending = Latch<ChildProcess.Ending>()
  private let input: Channel
  var pending: [Int: Latch<Outcome>] = [:]
  private var nextID = 1
  var failure: Failure?

  /// The server's process id; for a server of ours the launcher's.
  public var pid: Int32 { process.pid }

  /// Starts the server.
  ///
  /// - Parameter errorDescriptor: where its stderr goes; by default where ours does.
  public init(_ command: ServerCommand, errorDescriptor: Int32 = 2) throws(Failure) {
    do throws(SystemFailure) {
      let toServer = try DescriptorPair.pipe()
      let fromServer = try DescriptorPair.pipe()
      let name = command.path.split(separator: "/").last.map { String($0) } ?? command.path
      let plan = ChildProcess.Plan(
        path: command.path, arguments: [name] + command.arguments, environment: command.environment,
        descriptors: [toServer.first.number, fromServer.second.number, errorDescriptor] + command.pages,
        // As a shell does: recordings are named relative to where the person is.
        keepsWorkingDirectory: true)
      process = try ChildProcess(plan)
      input = try Channel(toServer.second)
      output = try Channel(fromServer.first)
    } catch {
      throw .notStarted(error)
    }
    let (process, ending) = (process, ending)
    onLoop { ending.set(await process.ended()) }
    onLoop { [self] in await readLines() }
  }

  /// Agrees on a version: `initialize` and `notifications/initialized`.
  public func initialize(
    clientName: String, clientVersion: String, timeoutMilliseconds: Int
  ) async throws(Failure) -> Reply {
    let reply = try await request(
      "initialize",
      [
        "protocolVersion": .string(Self.protocolVersion), "capabilities": .object([]),
        "clientInfo": ["name": .string(clientName), "version": .string(clientVersion)],
      ], timeoutMilliseconds: timeoutMilliseconds)
    send(["jsonrpc": "2.0", "method": "notifications/initialized"])
    return reply
  }

  /// Calls a tool. An answer with `isError` is an answer here, not a failure.
  public func call(
    _ tool: String, _ arguments: JSON, timeoutMilliseconds: Int
  ) async throws(Failure) -> Reply {
    try await request(
      "tools/call", ["name": .string(tool), "arguments": arguments], timeoutMilliseconds: timeoutMilliseconds)
  }

  /// Makes a request and waits for its answer. Several may be under way.
  ///
  /// - Throws: `refused` for an error of the protocol, and whatever ended the connection.
  public func request(
    _ method: String, _ params: JSON? = nil, timeoutMilliseconds: Int
  ) async throws(Failure) -> Reply {
    if let failure { throw failure }
    let id = nextID
    nextID += 1
    let latch = Latch<Outcome>()
    pending[id] = latch
    defer { pending[id] = nil }
    var message: [JSON.Member] = [
      .init(key: "jsonrpc", value: "2.0"), .init(key: "id", value: .integer(id)),
      .init(key: "method", value: .string(method)),
    ]
    if let params { message.append(.init(key: "params", value: params)) }
    let startedAt = EventLoop.now
    let timer = EventLoop.shared.schedule(at: startedAt + UInt64(timeoutMilliseconds) * 1_000_000) {
      latch.set(.failed(.timedOut(method: method, milliseconds: timeoutMilliseconds)))
    }
    defer { timer.cancel() }
    send(.object(message))
    switch await latch.value() {
    case .answered(let message, let line):
      let elapsed = EventLoop.now - startedAt
      if let error = message["error"] {
        throw .refused(
          code: error["code"]?.integer ?? 0,
          message: TerminalText.shown(error["message"]?.string ?? "no message"))
      }
      guard let result = message["result"] else { throw Self.garbage("an answer without a result", line) }
      return Reply(result: result, line: line, elapsedNanoseconds: elapsed)
    case .failed(let failure):
      throw failure
    }
  }

  /// Ends the conversation as the protocol says: the server's input ends, and it has `endMillisecondsMax` to
  /// follow; then it is told to, then made to.
  ///
  /// - Returns: how the server ended.
  @discardableResult
  public func close() async -> ChildProcess.Ending {
    fail(.closed)
    input.close()
    let process = process
    let limit = EventLoop.now + UInt64(Self.endMillisecondsMax) * 1_000_000
    let polite = EventLoop.shared.schedule(at: limit) { process.terminate() }
    let firm = EventLoop.shared.schedule(at: limit + 2_000_000_000) { process.kill() }
    let found = await ending.value()
    polite.cancel()
    firm.cancel()
    output.close()
    return found
  }

  func send(_ message: JSON) {
    var line = message.encoded()
    willSend?(line)
    line.append(UInt8(ascii: "\n"))
    // A server that is gone is seen by the reader, which fails everything that waits.
    input.write(line)
  }
}
