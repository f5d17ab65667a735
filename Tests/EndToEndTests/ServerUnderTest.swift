import Foundation
import Testing

/// `bulkhead serve` with a client that speaks MCP to it.
///
/// Every line on its standard output is checked to be a JSON-RPC message.
final class ServerUnderTest {
  let program: ProgramUnderTest
  /// Answers by their id, once each.
  private(set) var answers: [Int: Answer] = [:]
  /// Notifications, and answers without an id, in the order they came.
  private(set) var others: [Answer] = []
  private var nextID = 1
  private var searchedByteCount = 0
  private var partial: [UInt8] = []

  /// Starts it and, unless told otherwise, says hello.
  init(
    _ arguments: [String] = ["--paper"], environment: [String: String] = [:],
    folder: String = Programs.folder, workingFolder: String? = nil,
    extra: Int32? = nil, capabilities: [String: Any] = [:], initializes: Bool = true
  ) throws {
    program = try ProgramUnderTest(
      "\(folder)/bulkhead", ["serve"] + arguments, environment: environment, workingFolder: workingFolder,
      extra: extra)
    if initializes { try initialize(capabilities) }
  }

  /// A server that something else has started, such as a shell that became it, and says hello.
  init(running program: ProgramUnderTest) throws {
    self.program = program
    try initialize()
  }

  /// A server in front of a scripted exchange.
  convenience init(_ exchange: FakeExchange, _ arguments: [String] = []) throws {
    try self.init(["--base-url", exchange.url] + arguments)
  }

  /// Says hello.
  ///
  /// - Parameter capabilities: what the client says that it can do.
  func initialize(_ capabilities: [String: Any] = [:]) throws {
    let id = request(
      "initialize",
      [
        "protocolVersion": "2025-06-18", "capabilities": capabilities,
        "clientInfo": ["name": "end-to-end", "version": "1"],
      ])
    let greeting = try answer(id)
    try #require(greeting.result != nil, "initialize was refused: \(greeting.message)")
    send(["jsonrpc": "2.0", "method": "notifications/initialized"])
  }

  /// Sends one message on a line.
  func send(_ message: [String: Any]) {
    // Only what the tests make themselves comes here: it can always be written.
    program.send((ParsedJSON.canonical(message) ?? Data()) + [UInt8(ascii: "\n")])
  }

  /// Sends a request and says its id.
  func request(_ method: String, _ params: [String: Any] = [:]) -> Int {
    let id = nextID
    nextID += 1
    send(["jsonrpc": "2.0", "id": id, "method": method, "params": params])
    return id
  }

  /// Calls a tool and says the request's id.
  func begin(_ tool: String, _ arguments: [String: Any] = [:], token: String? = nil) -> Int {
    var params: [String: Any] = ["name": tool, "arguments": arguments]
    if let token { params["_meta"] = ["progressToken": token] }
    return request("tools/call", params)
  }

  /// Calls a tool and waits for the answer.
  func call(_ tool: String, _ arguments: [String: Any] = [:]) throws -> Answer {
    try answer(begin(tool, arguments))
  }

  /// Waits for the answer to a request.
  func answer(_ id: Int, seconds: Double = ProgramUnderTest.patienceSeconds) throws -> Answer {
    try wait(for: "the answer \(id)", seconds: seconds) { answers[id] != nil }
    return try #require(answers[id])
  }

  /// Waits until a condition holds, reading answers meanwhile.
  func wait(
    for what: String, seconds: Double = ProgramUnderTest.patienceSeconds, until condition: () throws -> Bool
  ) throws {
    try program.wait(for: what, seconds: seconds) {
      try absorb()
      return try condition()
    }
  }

  /// Ends the input, waits for the end and reads what was still said.
  @discardableResult
  func finish() throws -> Int32 {
    program.closeInput()
    return try waitForExit()
  }

  func waitForExit() throws -> Int32 {
    let code = try program.waitForExit()
    try absorb()
    #expect(partial.isEmpty, "stdout does not end with a whole line")
    return code
  }

  /// Reads the lines that have come.
  func absorb() throws {
    let bytes = program.takeOutput()
    if bytes.isEmpty { return }
    partial += bytes
    var start = 0
    while let end = partial[max(start, searchedByteCount)...].firstIndex(of: UInt8(ascii: "\n")) {
      try take(Answer(Array(partial[start..<end])))
      start = end + 1
      searchedByteCount = start
    }
    partial.removeFirst(start)
    searchedByteCount = partial.count
  }

  private func take(_ answer: Answer) throws {
    guard let id = answer.id else { return others.append(answer) }
    guard answers[id] == nil else { throw EndToEndFailure.unreadable("request \(id) was answered twice") }
    answers[id] = answer
  }

  /// Proof that the session goes on: a request that is answered.
  func expectAlive(_ comment: Comment? = nil, location: SourceLocation = #_sourceLocation) throws {
    let answer = try answer(request("ping"))
    #expect(answer.result?.isEmpty == true, comment, sourceLocation: location)
  }
}
