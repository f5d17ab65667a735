import Catalog
import MCP
import MCPTestSupport
import Testing
import Values

/// A client of a session under test. Everything the session says is checked on its way (`MessageCheck`).
struct Conversation {
  static let metadata =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#
  static let server = ServerDescription(
    name: "bulkhead", version: "1.2.3", instructions: "Prices are strings.", tools: Catalog.tools)
  static let envelope = Array(
    #"{"success":true,"data":{"symbol":"BTCUSDT","price":"64000.10"},"timestamp":1,"metadata":{}}"#.utf8)

  var session: MCPSession
  /// The calls that were asked for and not cancelled, oldest first.
  private(set) var calls: [ToolCall] = []
  /// The calls that were to be stopped.
  private(set) var cancels: [UInt64] = []
  /// What persons said, as the session understood it.
  private(set) var verdicts: [(callID: UInt64, verdict: ElicitationVerdict)] = []
  private var asked: [String: (method: String, version: ProtocolVersion?)] = [:]

  init(server: ServerDescription = Conversation.server) { session = MCPSession(server: server) }

  /// A conversation in which `initialize` has agreed on a version.
  init(
    _ version: ProtocolVersion, capabilities: String = "{}", server: ServerDescription = Conversation.server
  ) {
    self.init(server: server)
    let answer = send(Conversation.initialize(version.rawValue, capabilities: capabilities))
    #expect(answer.first?["result"]?["protocolVersion"] == .string(version.rawValue))
    #expect(send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#).isEmpty)
  }

  static func initialize(_ version: String, id: String = "0", capabilities: String = "{}") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"initialize","params":{"protocolVersion":"\#(version)","#
      + #""capabilities":\#(capabilities),"clientInfo":{"name":"test","version":"1"}}}"#
  }

  static func request(_ method: String, id: String = "1", params: String? = nil) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)"\#(params.map { ",\"params\":\($0)" } ?? "")}"#
  }

  static func call(
    id: String = "1", tool: String = "get_ticker_price", arguments: String = #"{"symbol":"BTCUSDT"}"#,
    meta: String? = nil
  ) -> String {
    request(
      "tools/call", id: id,
      params: #"{"name":"\#(tool)","arguments":\#(arguments)\#(meta.map { "," + $0 } ?? "")}"#)
  }

  /// Sends a line and returns what came back, each line as a value.
  mutating func send(_ line: String) -> [JSON] { send(Array(line.utf8)) }

  mutating func send(_ line: [UInt8]) -> [JSON] {
    note(line)
    var output = MCPSession.Output()
    session.receive(line: line, into: &output)
    return take(output)
  }

  /// The one answer that a line gets.
  mutating func answer(_ line: String) throws -> JSON {
    let answers = send(line)
    #expect(answers.count == 1, "\(answers)")
    return try #require(answers.first)
  }

  /// The code of the one error that a line gets.
  mutating func errorCode(_ line: String) throws -> Int? {
    try answer(line)["error"]?["code"]?.numberText.flatMap { Int($0) }
  }

  mutating func finish(_ callID: UInt64, _ outcome: CallOutcome = .success(envelope)) -> [JSON] {
    var output = MCPSession.Output()
    session.finish(callID, outcome, into: &output)
    return take(output)
  }

  mutating func progress(_ callID: UInt64, _ elapsedSeconds: Int, _ message: String = "") -> [JSON] {
    var output = MCPSession.Output()
    session.progress(callID, elapsedSeconds: elapsedSeconds, message: message, into: &output)
    return take(output)
  }

  /// What goes out when something has changed.
  mutating func notify(_ change: MCPSession.Change) -> [JSON] {
    var output = MCPSession.Output()
    session.notify(change, into: &output)
    return take(output)
  }

  mutating func adopt(_ server: ServerDescription) -> [JSON] {
    var output = MCPSession.Output()
    session.adopt(server, into: &output)
    return take(output)
  }

  mutating func log(_ message: LogMessage, of callID: UInt64) -> [JSON] {
    var output = MCPSession.Output()
    session.log(message, of: callID, into: &output)
    return take(output)
  }

  mutating func endSubscriptions() -> [JSON] {
    var output = MCPSession.Output()
    session.endSubscriptions(into: &output)
    return take(output)
  }

  /// Asks the person; the lines that went out, nil when nobody can be asked.
  mutating func ask(_ callID: UInt64, _ message: String = "buy?", state: String? = nil) -> [JSON]? {
    var output = MCPSession.Output()
    let isAsked = session.ask(callID, message: message, state: state, into: &output)
    let lines = take(output)
    if !isAsked { #expect(lines.isEmpty) }
    return isAsked ? lines : nil
  }

  mutating func giveUpAsking(_ callID: UInt64) -> [JSON] {
    var output = MCPSession.Output()
    session.giveUpAsking(callID, into: &output)
    return take(output)
  }

  mutating func oversizedLine() -> [JSON] {
    var output = MCPSession.Output()
    session.receiveOversizedLine(into: &output)
    return take(output)
  }

  /// Remembers what was asked, so that the answer is judged by the method and version of its request.
  private mutating func note(_ line: [UInt8]) {
    // A line that is no JSON asks for nothing.
    guard let document = try? JSONDocument(line) else { return }
    let messages = document.root.kind == .array ? Array(document.root.elements) : [document.root]
    for message in messages {
      guard let id = message["id"], let method = message["method"]?.string else { continue }
      let named = message["params"]?["_meta"]?["io.modelcontextprotocol/protocolVersion"]
      let isStateless =
        method == "server/discover" || (named != nil && named?.string != session.version?.rawValue)
      asked[JSON(id).description] = (method, isStateless ? .july2026 : nil)
    }
  }

  private mutating func take(_ output: MCPSession.Output) -> [JSON] {
    calls += output.calls
    cancels += output.cancels
    verdicts += output.verdicts
    calls.removeAll { output.cancels.contains($0.callID) }
    return LineCheck.lines(of: output.bytes).map { line in
      for message in line.isArray ? line.elements : [line] { check(message) }
      return line
    }
  }

  private func check(_ message: JSON) {
    let request = message["id"].flatMap { asked[$0.description] }
    let check = MessageCheck(version: request?.version ?? session.version, method: request?.method)
    for problem in check.problems(of: message) {
      Issue.record("\(problem) in \(message.description.prefix(600))")
    }
  }
}
