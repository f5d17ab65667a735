import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Lines that are no messages` {
  static let cases: [(line: String, code: Int)] = [
    ("{", -32700), ("}", -32700), ("nonsense", -32700),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping"}}"#, -32700),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping"} {"#, -32700), (#"{'jsonrpc':'2.0'}"#, -32700),
    ("\u{FEFF}{}", -32700),
    (#"{"jsonrpc":"2.0","id":01,"method":"ping"}"#, -32700), (#"{"jsonrpc":"2.0","id":NaN}"#, -32700),
    (#"{"a":1,"a":2}"#, -32600), ("{}", -32600), ("7", -32600), ("null", -32600), (#""ping""#, -32600),
    ("true", -32600), (#"{"id":1,"method":"ping"}"#, -32600),
    (#"{"jsonrpc":2.0,"id":1,"method":"ping"}"#, -32600),
    (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600), (#"{"jsonrpc":"2.0","method":null}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":"x"}"#, -32602),
  ]

  @Test(arguments: cases)
  func `get an error, and the next line is served`(line: String, code: Int) throws {
    for version in [nil] + ProtocolVersion.versions(of: .session).map(Optional.some) {
      var client = version.map { Conversation($0) } ?? Conversation()
      #expect(try client.errorCode(line) == code)
      #expect(try client.answer(Conversation.request("ping"))["result"] == .object([]))
    }
  }

  @Test func `keep their id where it can be read`() throws {
    var client = Conversation(.november2025)
    #expect(try client.answer(#"{"id":77,"method":"ping"}"#)["id"] == 77)
    #expect(try client.answer(#"{"jsonrpc":"2.0","id":"x"}"#)["id"] == "x")
  }

  @Test func `have the id null where the schema has no other form, and none where it may be absent`() throws {
    for version in [ProtocolVersion.november2024, .march2025, .june2025] {
      var client = Conversation(version)
      #expect(try client.answer("{")["id"] == .null)
    }
    var client = Conversation(.november2025)
    #expect(try client.answer("{").keys == ["jsonrpc", "error"])
    let stateless = #"{"jsonrpc":"2.0","id":null,"method":"tools/list","params":{\#(Conversation.metadata)}}"#
    var fresh = Conversation()
    #expect(try fresh.answer("{")["id"] == .null)
    var output = MCPSession.Output()
    fresh.session.receive(line: Array(stateless.utf8), into: &output)
    let answer = try #require(LineCheck.lines(of: output.bytes).first)
    #expect(MessageCheck(version: .july2026, method: nil).problems(of: answer).isEmpty)
  }

  @Test(
    arguments: [
      [0xFF], [0x7B, 0xFF, 0x7D],
      Array(#"{"jsonrpc":"2.0","id":"\#u{FFFD}"#.utf8) + [0xC0, 0x80, 0x22, 0x7D],
      Array(#"{"jsonrpc":"2.0","id":""#.utf8) + [0xED, 0xA0, 0x80] + Array(#"","method":"ping"}"#.utf8), [0],
    ] as [[UInt8]])
  func `that are not UTF-8 are parse errors`(line: [UInt8]) {
    var client = Conversation()
    let answers = client.send(line)
    #expect(answers.map { $0["error"]?["code"] } == [-32700])
  }

  @Test func `that are nested too deeply are refused`() throws {
    var client = Conversation(.june2025)
    for opening in ["[", #"{"a":"#] {
      #expect(try client.errorCode(String(repeating: opening, count: 100_000)) == -32600)
    }
    let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    #expect(try client.errorCode(Conversation.call(arguments: #"{"symbol":\#(deep)}"#)) == -32600)
  }

  @Test func `that are too long are refused, by the transport and by the reader`() throws {
    var client = Conversation(.november2024)
    let cut = client.oversizedLine()
    #expect(cut.map { $0["error"]?["code"] } == [-32600])
    #expect(cut.first?["error"]?["message"]?.text?.contains("16777216") == true)
    let line = Conversation.request(
      "ping", params: #"{"x":"\#(String(repeating: "x", count: MCPSession.lineByteCountMax))"}"#)
    #expect(try client.errorCode(line) == -32600)
    #expect(try client.answer(Conversation.request("ping"))["result"] != nil)
  }

  @Test(arguments: ["", "  ", "\r", " \t\r"])
  func `that are blank say nothing`(line: String) {
    var client = Conversation()
    #expect(client.send(line).isEmpty)
  }

  @Test func `may end in a carriage return`() throws {
    var client = Conversation()
    #expect(try client.answer(Conversation.request("ping") + "\r")["result"] != nil)
  }
}
