import MCP
import Testing
import Values

@Suite struct `Ids of requests` {
  static let usable = [
    "0", "1", "-1", "-0", "9007199254740993", "-9223372036854775809", "123456789012345678901234567890",
    #""""#, #""1""#, #""a b""#, #""\u0061\n\"\\\/""#, #""日本語 é 🎈""#, #""\ud83c\udf88""#, "1e3", "1.0",
    "12.50e1",
    "0.0", "0e-5", "1E+21",
  ]

  @Test(arguments: usable)
  func `come back byte for byte`(id: String) throws {
    var session = MCPSession(server: Conversation.server)
    var output = MCPSession.Output()
    session.receive(line: Array(Conversation.request("ping", id: id).utf8), into: &output)
    #expect(
      String(decoding: output.bytes, as: UTF8.self) == #"{"jsonrpc":"2.0","id":\#(id),"result":{}}"# + "\n")
  }

  @Test(arguments: usable)
  func `come back byte for byte from a call, an error and a tool error`(id: String) throws {
    var session = MCPSession(server: Conversation.server)
    var output = MCPSession.Output()
    func receive(_ line: String) { session.receive(line: Array(line.utf8), into: &output) }
    receive(Conversation.initialize("2025-06-18"))
    output.removeAll()
    receive(Conversation.call(id: id))
    receive(Conversation.request("none", id: #""other""#))
    session.finish(try #require(output.calls.first).callID, .success(Conversation.envelope), into: &output)
    receive(Conversation.request("none", id: id))
    receive(Conversation.call(id: id, arguments: #"{"nonsense":1}"#))
    let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 4)
    for line in lines.dropFirst() { #expect(line.hasPrefix(#"{"jsonrpc":"2.0","id":\#(id),"#), "\(line)") }
  }

  @Test func `a line separator in an id is escaped, because raw it would hang readers`() throws {
    var client = Conversation()
    let answer = try client.answer(Conversation.request("ping", id: "\"a\u{2028}b\u{85}c\u{2029}\""))
    #expect(answer["id"] == "a\u{2028}b\u{85}c\u{2029}")
  }

  @Test(arguments: ["null", "1.5", "1e-1", "0.25e1", "true", "[1]", #"{"a":1}"#])
  func `that MCP forbids are refused without an id`(id: String) throws {
    var client = Conversation()
    let answer = try client.answer(Conversation.request("ping", id: id))
    #expect(answer["error"]?["code"] == -32600)
    #expect(answer["id"] == .null)
  }

  @Test func `of more than a kilobyte are refused`() throws {
    var client = Conversation()
    let text = String(repeating: "x", count: RequestID.byteCountMax - 2)
    #expect(try client.answer(Conversation.request("ping", id: "\"\(text)\""))["result"] != nil)
    #expect(try client.errorCode(Conversation.request("ping", id: "\"\(text)x\"")) == -32600)
  }

  @Test func `of a running call cannot be used again, also when written otherwise`() throws {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(id: #""ab""#)).isEmpty)
    for line in [Conversation.call(id: #""a\u0062""#), Conversation.request("ping", id: #""ab""#)] {
      let answer = try client.answer(line)
      #expect(answer["error"]?["code"] == -32600)
      #expect(answer["id"] == "ab")
    }
    #expect(client.calls.count == 1)
    #expect(client.finish(client.calls[0].callID).count == 1)
    #expect(try client.answer(Conversation.request("ping", id: #""ab""#))["result"] != nil)
  }

  @Test func `as text and as number are different`() {
    var client = Conversation(.june2025)
    #expect(client.send(Conversation.call(id: "1")).isEmpty)
    #expect(client.send(Conversation.call(id: #""1""#)).isEmpty)
    #expect(client.calls.count == 2)
  }
}
