import Catalog
import TestSupport
import Testing
import Values

@testable import MCP

@Suite struct `The short road of calls` {
  /// Arguments of every kind, right, odd and wrong.
  private static let values = [
    #""BTCUSDT""#, #""btc/usdt""#, #""BTC-USDT""#, #""-BTC""#, #""B/T/C""#, #""\u0042TCUSDT""#,
    #""币安人生USDT""#,
    #"["BTCUSDT","eth-usdt"]"#, #"["BTCUSDT",1]"#, "[]", #""BTCUSDT,ETHUSDT""#, "5", "0", "-1", "5.0", "5e0",
    "1700000000000", "1700000000", "99999999999999999999", "true", "false", #""true""#, "null", #""1h""#,
    #""1H""#, #""full""#, #""mini""#, #""24h""#, "{}", #""""#, #""a b""#, #""8""#,
  ]

  private static let prefixes = [
    #"{"jsonrpc":"2.0","id":7,"#, #"{"jsonrpc":"2.0","id":"a-7","#, #"{ "id" : 7 , "jsonrpc" : "2.0" ,"#,
    #"{"jsonrpc":"2.0","id":"\u0061","#, #"{"jsonrpc":"2.0","id":"é","#, #"{"jsonrpc":"2.0","id":-7,"#,
    #"{"jsonrpc":"2.0","id":7.0,"#, #"{"jsonrpc":"2.0","id":7.5,"#, #"{"jsonrpc":"2.0","id":null,"#,
    #"{"jsonrpc":"2.0","#, #"{"jsonrpc":"1.0","id":7,"#, #"{"id":7,"#,
    #"{"jsonrpc":"2.0","id":7,"x":[1,{"a":2}],"#,
    #"{"jsonrpc":"2.0","id":7,"\u0069d":8,"#, #"{"jsonrpc":"2.0","id":7,"result":{},"#,
  ]

  private static let metadata = [
    "", #","_meta":null"#, #","_meta":{}"#, #","_meta":7"#, #","_meta":{"progressToken":3}"#,
    #","_meta":{"progressToken":"p-3"}"#, #","_meta":{"progressToken":"\u0070"}"#,
    #","_meta":{"progressToken":null}"#, #","_meta":{"progressToken":1.5}"#,
    #","_meta":{"progressToken":[]}"#,
    #","_meta":{"other":{"a":1},"progressToken":9}"#,
    #","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}"#,
    #","_meta":{"io.modelcontextprotocol/protocolVersion":"2025-06-18"}"#, #","other":1"#,
  ]

  private static func line(_ prefix: String, _ name: String, _ arguments: String, _ metadata: String)
    -> String
  {
    #"\#(prefix)"method":"tools/call","params":{"name":\#(name),"arguments":\#(arguments)\#(metadata)}}"#
  }

  private func session(_ version: ProtocolVersion?) -> MCPSession {
    var session = MCPSession(server: Conversation.server)
    var output = MCPSession.Output()
    if let version {
      session.receive(line: Array(Conversation.initialize(version.rawValue).utf8), into: &output)
    }
    return session
  }

  /// What a session makes of lines, and of answers to the calls among them, as one text.
  private func outcome(_ lines: [[UInt8]], in session: MCPSession) -> String {
    var session = session
    var text = ""
    for line in lines {
      var output = MCPSession.Output()
      session.receive(line: line, into: &output)
      for call in output.calls {
        text += "call \(call.callID) \(call.tool.name) \(call.wantsProgress) "
        text += String(decoding: call.arguments, as: UTF8.self) + "\n"
        session.progress(call.callID, elapsedSeconds: 1, message: "m", into: &output)
      }
      if let call = output.calls.last, call.callID.isMultiple(of: 2) {
        session.finish(call.callID, .success(Conversation.envelope), into: &output)
      }
      text += "cancels \(output.cancels) pending \(session.pendingCallCount)\n"
      text += String(decoding: output.bytes, as: UTF8.self)
    }
    return text
  }

  private func compare(_ lines: [String], _ version: ProtocolVersion?) {
    let short = session(version)
    var long = short
    long.takesPlainCalls = false
    let bytes = lines.map { Array($0.utf8) }
    let (left, right) = (outcome(bytes, in: short), outcome(bytes, in: long))
    #expect(left == right)
  }

  @Test(arguments: [ProtocolVersion.november2024, .march2025, .june2025, .november2025, nil])
  func `ends where the long one ends`(version: ProtocolVersion?) {
    for prefix in Self.prefixes {
      for metadata in Self.metadata {
        let line = Self.line(prefix, #""get_ticker_price""#, #"{"symbol":"BTCUSDT"}"#, metadata)
        // Twice, because an id that is in use is refused.
        compare([line, line], version)
      }
    }
    for name in [#""no_such_tool""#, #""get_\u0074icker_price""#, "7", "null", #""""#, #""server_status""#] {
      compare([Self.line(Self.prefixes[0], name, "{}", "")], version)
    }
    for arguments in ["null", "[]", "7", "{}", "{ }", #"{"symbol":"BTCUSDT","\u0073ymbols":[]}"#] {
      compare([Self.line(Self.prefixes[0], #""get_ticker_price""#, arguments, "")], version)
    }
  }

  @Test func `accepts no argument that the check refuses, of any tool`() throws {
    let short = session(.june2025)
    var long = short
    long.takesPlainCalls = false
    for tool in Catalog.tools {
      var lines: [[UInt8]] = []
      for (number, parameter) in tool.parameters.enumerated() {
        for value in Self.values {
          var members = [#""\#(parameter.name)":\#(value)"#]
          lines.append(call(tool, members, id: lines.count))
          // With a neighbour, for the rules about several arguments, and with what is required.
          let neighbour = tool.parameters[(number + 1) % tool.parameters.count]
          if neighbour !== parameter { members.append(#""\#(neighbour.name)":\#(value)"#) }
          lines.append(call(tool, members, id: lines.count))
          for other in tool.parameters where other.isRequired && other !== parameter && other !== neighbour {
            members.append(#""\#(other.name)":\#(other.example.map { $0.description } ?? "\"BTCUSDT\"")"#)
          }
          lines.append(call(tool, members, id: lines.count))
        }
      }
      lines.append(call(tool, [#""no_such_argument":1"#], id: lines.count))
      for chunk in stride(from: 0, to: lines.count, by: 100) {
        let part = Array(lines[chunk..<min(lines.count, chunk + 100)])
        #expect(outcome(part, in: short) == outcome(part, in: long), "\(tool.name)")
      }
    }
  }

  private func call(_ tool: Tool, _ members: [String], id: Int) -> [UInt8] {
    Array(
      Conversation.call(id: "\(id)", tool: tool.name, arguments: "{\(members.joined(separator: ","))}").utf8)
  }

  @Test(arguments: [
    Conversation.call(), Conversation.call(id: #""a-1""#, arguments: #"{"symbol":"btc/usdt"}"#),
    Conversation.call(arguments: #"{"symbols":["BTCUSDT","ETHUSDT"]}"#), Conversation.call(arguments: "{}"),
    Conversation.call(meta: #""_meta":{"progressToken":1}"#),
    Conversation.call(tool: "server_status", arguments: "{}"),
    Conversation.call(tool: "get_klines", arguments: #"{"symbol":"BTCUSDT","interval":"1h","limit":5}"#),
    Conversation.call(tool: "get_order_book", arguments: #"{"symbol":"BTCUSDT","limit":10}"#),
    #"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "get_ticker_price"}}"#,
  ])
  func `is the one that usual calls take`(line: String) throws {
    var session = session(.november2025)
    var output = MCPSession.Output()
    let bytes = Array(line.utf8)
    try session.tape.read(bytes.span, limits: .message)
    let isTaken = session.receive(plainCall: bytes.span, into: &output)
    #expect(isTaken)
    #expect(output.calls.count == 1)
  }

  @Test(arguments: [11, 12])
  func `ends where the long one ends for mutated traffic`(seed: Int) {
    print("both roads: seed \(seed)")
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<400 {
      var lines: [[UInt8]] = []
      for _ in 0..<20 {
        let prefix = Self.prefixes.randomElement(using: &random) ?? ""
        let value = Self.values.randomElement(using: &random) ?? ""
        let tool = Catalog.tools.randomElement(using: &random)
        let parameter = tool?.parameters.randomElement(using: &random)?.name ?? "symbol"
        let metadata = Self.metadata.randomElement(using: &random) ?? ""
        var line = Array(
          Self.line(prefix, "\"\(tool?.name ?? "")\"", #"{"\#(parameter)":\#(value)}"#, metadata).utf8)
        if Bool.random(using: &random) {
          let place = Int.random(in: 0..<line.count, using: &random)
          line[place] = UInt8.random(in: 0x20..<0x7F, using: &random)
        }
        lines.append(line)
      }
      let short = session(.november2025)
      var long = short
      long.takesPlainCalls = false
      #expect(outcome(lines, in: short) == outcome(lines, in: long))
    }
  }
}
