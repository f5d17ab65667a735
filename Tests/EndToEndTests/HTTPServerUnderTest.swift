import Foundation
import Testing

/// `bulkhead serve` over HTTP.
final class HTTPServerUnderTest {
  static let latest = "2025-11-25"
  static let stateless = "2026-07-28"

  let program: ProgramUnderTest
  let port: UInt16
  private let scratch: ScratchFolder
  var stateFolder: String { scratch.path("state") }
  private var nextID = 1
  /// What each request of a test carries besides, such as a token.
  var usualFields: [String: String] = [:]

  init(
    _ arguments: [String] = ["--paper"], network: [String] = ["--no-token"],
    environment: [String: String] = [:], descriptorLimit: Int? = nil
  ) throws {
    scratch = try ScratchFolder()
    let all =
      ["serve"] + arguments + ["--transport", "streamable-http", "--port", "0", "--state-folder"]
      + [scratch.path("state")] + network
    let program =
      if let descriptorLimit {
        try ProgramUnderTest(
          "/bin/sh", ["-c", "ulimit -n \(descriptorLimit) && exec \"$0\" \"$@\"", Programs.bulkhead] + all,
          environment: environment)
      } else {
        try ProgramUnderTest(Programs.bulkhead, all, environment: environment)
      }
    self.program = program
    var found: UInt16?
    try program.wait(for: "the ready line") {
      found = Self.port(in: program.errorText)
      return found != nil || program.isEnded
    }
    guard let found else { throw EndToEndFailure.unreadable("no ready line: \(program.errorText)") }
    port = found
  }

  convenience init(_ exchange: FakeExchange, _ arguments: [String] = []) throws {
    try self.init(["--base-url", exchange.url] + arguments)
  }

  private static func port(in text: String) -> UInt16? {
    guard let start = text.range(of: "MCP at http://127.0.0.1:") else { return nil }
    let digits = text[start.upperBound...].prefix { $0.isNumber }
    return text[start.upperBound...].contains("\n") ? UInt16(digits) : nil
  }

  /// What every message of a client has.
  static func fields(_ more: [String: String] = [:]) -> [String: String] {
    ["Content-Type": "application/json", "Accept": "application/json, text/event-stream"].merging(more) { $1 }
  }

  func id() -> Int {
    nextID += 1
    return nextID
  }

  static func line(_ message: [String: Any]) -> String {
    String(decoding: ParsedJSON.canonical(message) ?? Data(), as: UTF8.self)
  }

  static func request(_ id: Any, _ method: String, _ params: [String: Any] = [:]) -> String {
    line(["jsonrpc": "2.0", "id": id, "method": method, "params": params])
  }

  static func initialize(_ version: String = latest, capabilities: [String: Any] = [:]) -> String {
    request(
      1, "initialize",
      [
        "protocolVersion": version, "capabilities": capabilities,
        "clientInfo": ["name": "end-to-end", "version": "1"],
      ])
  }

  /// One message on a connection of its own.
  func post(_ body: String, _ headers: [String: String] = [:], to path: String = "/mcp") throws -> HTTPAnswer
  {
    let peer = try HTTPPeer(port: port)
    peer.request("POST", path, Self.fields(usualFields).merging(headers) { $1 }, body: body)
    return try peer.reply()
  }

  /// Opens a session and says which.
  func open(_ version: String = latest, capabilities: [String: Any] = [:]) throws -> String {
    let answer = try post(Self.initialize(version, capabilities: capabilities))
    #expect(answer.status == 200)
    let session = try #require(answer.session)
    let ready = try post(
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, ["Mcp-Session-Id": session])
    #expect(ready.status == 202 && ready.body.isEmpty)
    return session
  }

  /// Calls a tool in a session.
  func call(_ tool: String, _ arguments: [String: Any] = [:], in session: String) throws -> Answer {
    let answer = try post(
      Self.request(id(), "tools/call", ["name": tool, "arguments": arguments]), ["Mcp-Session-Id": session])
    #expect(answer.status == 200)
    return try answer.message()
  }

  /// What every request without a session carries.
  static func stateless(_ method: String, _ params: [String: Any] = [:], id: Any = 1) -> String {
    var params = params
    params["_meta"] = [
      "io.modelcontextprotocol/protocolVersion": stateless,
      "io.modelcontextprotocol/clientCapabilities": [:] as [String: Any],
    ]
    return request(id, method, params)
  }

  static func statelessFields(_ method: String, name: String? = nil) -> [String: String] {
    var fields = ["MCP-Protocol-Version": stateless, "Mcp-Method": method]
    if let name { fields["Mcp-Name"] = name }
    return fields
  }

  /// Proof that others are served as ever.
  func expectAlive(_ session: String, _ comment: Comment? = nil, location: SourceLocation = #_sourceLocation)
    throws
  {
    let answer = try post(Self.request(id(), "ping"), ["Mcp-Session-Id": session])
    #expect(answer.status == 200, comment, sourceLocation: location)
    #expect(try answer.message().result?.isEmpty == true, comment, sourceLocation: location)
  }

  /// Waits until the market worker is at work.
  func waitForWorker(in session: String) throws {
    try program.wait(for: "a ready worker") { try self.worker(in: session).state == "ready" }
  }

  func worker(in session: String) throws -> WorkerStatus {
    let workers = try #require(try call("server_status", in: session).data["workers"] as? [[String: Any]])
    let market = try #require(workers.first { $0["role"] as? String == "market" })
    return WorkerStatus(
      state: market["state"] as? String ?? "", generation: market["generation"] as? Int ?? 0,
      restarts: market["restarts"] as? Int ?? 0, pid: (market["pid"] as? Int).map { Int32($0) },
      cause: market["cause"] as? String)
  }

  /// Asks it to end and waits for that.
  func finish(_ number: Int32 = SIGTERM) throws -> Int32 {
    program.signal(number)
    return try program.waitForExit()
  }
}
