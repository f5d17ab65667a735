internal import LinuxIO
internal import Values

/// The steps of a tour. Each asks the server what a client would ask and shows the answer; the first that
/// fails ends it.
@LoopActor
final class Tour {
  /// The trading pair that is shown: one that the live exchange, the testnet and the paper exchange have.
  static let symbol = "BTCUSDT"
  /// How long a step waits for a worker, in milliseconds.
  static let workerMillisecondsMax = 15_000
  /// Between two looks at a state that is awaited, and between two steps on a terminal, in milliseconds.
  static let lookMilliseconds: UInt64 = 20
  static let pauseMilliseconds: UInt64 = 600

  let client: MCPClient
  let options: TourOptions
  let version: String
  let page: TourPage
  let log: ServerLog
  private var step = "starting the server"
  private var stepNumber = 0
  /// Requests are shown unless they only wait for something.
  private var isShowing = true

  init(client: MCPClient, options: TourOptions, version: String, page: TourPage, log: ServerLog) {
    self.client = client
    self.options = options
    self.version = version
    self.page = page
    self.log = log
    client.willSend = { [weak self] line in self?.showSent(line) }
  }

  private func showSent(_ line: [UInt8]) {
    if isShowing { page.sent(line) }
  }

  /// Takes all steps.
  func run() async -> ExitCode {
    do throws(TourFailure) {
      try await showProcesses()
      try await showTools()
      try await showPrice()
      try await showOrderBook()
      try await showCandles()
      try await showDeathOfWorker()
      return .success
    } catch {
      page.failure(step: step, error.lines + log.newLines())
      return error.exitCode
    }
  }

  /// Begins a step: its title for people, and what it does, for the message if it fails.
  func begin(_ title: String, doing: String) async {
    if page.isTerminal, stepNumber > 0 {
      await EventLoop.shared.sleep(nanoseconds: Self.pauseMilliseconds * 1_000_000)
    }
    stepNumber += 1
    step = doing
    page.step(stepNumber, title)
  }

  /// Calls a tool.
  ///
  /// - Returns: its data, and how long it took.
  func call(
    _ tool: String, _ arguments: JSON = .object([])
  ) async throws(TourFailure) -> (data: JSONValue, elapsedNanoseconds: UInt64) {
    let reply: MCPClient.Reply
    do throws(MCPClient.Failure) {
      reply = try await client.call(
        tool, arguments,
        timeoutMilliseconds: options.serve.callTimeoutMilliseconds + CallCommand.graceMilliseconds)
    } catch {
      throw .server(error)
    }
    if isShowing { page.received(reply.line) }
    guard let answer = ToolAnswer(reply.result) else {
      throw .server(MCPClient.garbage("a tool's answer without JSON", reply.line))
    }
    guard answer.failureLines.isEmpty else { throw .tool(lines: answer.failureLines) }
    guard let data = answer.data else { throw .unexpected("\(tool) answered without data") }
    return (data, reply.elapsedNanoseconds)
  }

  /// Looks at `server_status` until the market worker is ready, in a generation after `generation`, and shows
  /// only the last look.
  func readyFacts(after generation: Int) async throws(TourFailure) -> ServerFacts {
    let deadline = EventLoop.now + UInt64(Self.workerMillisecondsMax) * 1_000_000
    isShowing = false
    defer { isShowing = true }
    while true {
      let facts = ServerFacts(try await call("server_status").data)
      if let market = facts.market, market.state == "ready", market.pid != nil, market.generation > generation
      {
        return facts
      }
      guard EventLoop.now < deadline else {
        let state = facts.market.map { "it is \($0.state)" } ?? "server_status does not list it"
        throw .unexpected("the market worker was not ready within \(Self.workerMillisecondsMax) ms: \(state)")
      }
      await EventLoop.shared.sleep(nanoseconds: Self.lookMilliseconds * 1_000_000)
    }
  }
}
