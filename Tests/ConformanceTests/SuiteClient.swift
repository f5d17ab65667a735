import ConformanceFixtures
import MCP
import Testing
import Values

/// A client of the conformance server, without a transport: what a request leads to, from its line to its
/// answer, with the waits left out.
struct SuiteClient {
  private(set) var session = MCPSession(server: ConformanceFeatures.server)
  private let host: ConformanceHost
  /// Everything that came without being an answer.
  private(set) var notifications: [JSON] = []
  /// What the server asked of the client, and how the client answers, by method.
  private(set) var requests: [JSON] = []
  var answers: [String: JSON] = [:]
  /// Other sessions that hear of changes.
  private(set) var changes: [MCPSession.Change] = []
  private let version: ProtocolVersion
  var capabilities: JSON = ["elicitation": .object([]), "sampling": .object([]), "roots": .object([])]
  private var nextID = 1

  init(_ version: ProtocolVersion) throws {
    self.version = version
    host = try ConformanceHost()
    guard version.rules.era == .session else { return }
    let result = try request(
      "initialize",
      [
        "protocolVersion": .string(version.rawValue), "capabilities": capabilities,
        "clientInfo": ["name": "suite", "version": "1"],
      ])["result"]
    #expect(result?["protocolVersion"] == .string(version.rawValue))
    _ = try take(line: ["jsonrpc": "2.0", "method": "notifications/initialized"])
  }

  /// The answer to a request: an object with `result` or `error`.
  mutating func request(_ method: String, _ params: JSON = .object([]), meta: JSON? = nil) throws -> JSON {
    let id = nextID
    nextID += 1
    var members: [JSON.Member] = []
    if case .object(let given) = params { members = given }
    var metadata: [JSON.Member] = []
    if version.rules.era == .stateless {
      metadata = [
        JSON.Member(
          key: "io.modelcontextprotocol/protocolVersion", value: .string(version.rawValue)),
        JSON.Member(key: "io.modelcontextprotocol/clientCapabilities", value: capabilities),
      ]
    }
    if case .object(let more)? = meta { metadata += more }
    if !metadata.isEmpty { members.append(JSON.Member(key: "_meta", value: .object(metadata))) }
    let line: JSON = [
      "jsonrpc": "2.0", "id": .integer(id), "method": .string(method), "params": .object(members),
    ]
    let lines = try take(line: line)
    let answer = lines.first { $0["id"] == .integer(id) && $0["method"] == nil }
    if method == "subscriptions/listen" { return .null }
    return try #require(answer, "no answer to \(method): \(lines)")
  }

  /// The result of a call of a tool.
  mutating func call(
    _ name: String, _ arguments: JSON = .object([]), more: [JSON.Member] = [], meta: JSON? = nil
  ) throws -> JSON {
    let members = [
      JSON.Member(key: "name", value: .string(name)), JSON.Member(key: "arguments", value: arguments),
    ]
    return try request("tools/call", .object(members + more), meta: meta)
  }

  mutating func notify(_ change: MCPSession.Change) throws {
    var output = MCPSession.Output()
    session.notify(change, into: &output)
    _ = try sort(output)
  }

  private mutating func take(line: JSON) throws -> [JSON] {
    var output = MCPSession.Output()
    session.receive(line: line.encoded(), into: &output)
    return try sort(output)
  }

  /// Does what a session says is to be done, until nothing is left.
  private mutating func sort(_ output: MCPSession.Output) throws -> [JSON] {
    var lines: [JSON] = []
    for bytes in output.bytes.split(separator: UInt8(ascii: "\n")) {
      let line = JSON(try JSONDocument(Array(bytes), limits: .exchangeReply).root)
      guard let method = line["method"] else {
        lines.append(line)
        continue
      }
      guard let id = line["id"], case .string(let name) = method else {
        notifications.append(line)
        continue
      }
      requests.append(line)
      guard let answer = answers[name] else { continue }
      lines += try take(line: ["jsonrpc": "2.0", "id": id, "result": answer])
    }
    for request in output.hosted {
      lines += try perform(host.steps(for: request, callID: request.callID), for: request.callID)
    }
    for reply in output.replies { lines += try perform(host.steps(for: reply), for: reply.callID) }
    return lines
  }

  private mutating func perform(_ steps: [ConformanceStep], for callID: UInt64) throws -> [JSON] {
    var output = MCPSession.Output()
    for step in steps {
      switch step {
      case .wait, .cut: break
      case .log(let message): session.log(message, of: callID, into: &output)
      case .progress(let progress, let total, let message):
        session.progress(callID, progress, of: total, message: message, into: &output)
      case .tell(let change): changes.append(change)
      case .finish(let outcome): session.finish(callID, outcome, into: &output)
      case .ask(let method, let params, let otherwise):
        if !session.ask(callID, "reply", method: method, params: params, into: &output) {
          session.finish(callID, otherwise, into: &output)
        }
      }
    }
    return try sort(output)
  }
}

extension JSON {
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var keys: [String] {
    if case .object(let members) = self { members.map(\.key) } else { [] }
  }
}
