import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Errors on the wire` {
  static let all: [(error: MCPError, code: Int)] = [
    (.unreadable(.malformed(offset: 3, reason: .unexpectedEnd)), -32700),
    (.unreadable(.invalidUTF8(offset: 1)), -32700), (.unreadable(.tooDeep), -32600),
    (.unreadable(.duplicateKey(offset: 4)), -32600), (.oversizedLine(byteCountMax: 10), -32600),
    (.invalidRequest(.emptyBatch), -32600), (.unknownMethod("x", nil), -32601),
    (.unknownMethod("x", .june2025), -32601), (.notInitialized(method: "tools/list"), -32602),
    (.invalidParams(.unknownCursor), -32602), (.invalidParams(.unknownResource("a:b", .june2025)), -32002),
    (.invalidParams(.unknownResource("a:b", .july2026)), -32602), (.tooManyCalls(countMax: 256), -32603),
    (.unreadableOutcome, -32603), (.headerMismatch(header: "Mcp-Method"), -32020),
    (.missingCapability("elicitation"), -32021), (.unsupportedVersion(requested: "1"), -32022),
  ]

  @Test(arguments: all)
  func `have their code and one plain sentence`(error: MCPError, code: Int) {
    #expect(error.code == code)
    #expect(!error.message.isEmpty && !error.message.contains("\n") && !error.message.contains("Optional("))
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `fit the schema of every version`(version: ProtocolVersion) {
    for (error, _) in Self.all {
      var members: [JSON.Member] = [
        JSON.Member(key: "code", value: .integer(error.code)),
        JSON.Member(key: "message", value: .string(error.message)),
      ]
      if let data = error.data { members.append(JSON.Member(key: "data", value: data)) }
      let message: JSON = ["jsonrpc": "2.0", "id": 1, "error": .object(members)]
      let problems = MessageCheck(version: version, method: nil).problems(of: message)
      // The codes of 2026-07-28 are judged by its own definitions; older schemas take any code.
      #expect(problems.isEmpty, "\(error): \(problems)")
    }
  }

  @Test func `only use codes that JSON-RPC or a schema defines`() {
    let defined = [-32700, -32600, -32601, -32602, -32603, -32002, -32020, -32021, -32022]
    #expect(Self.all.allSatisfy { defined.contains($0.error.code) })
  }
}
