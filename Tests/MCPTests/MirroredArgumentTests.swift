import Catalog
import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Arguments that headers repeat` {
  private static let schema: JSON = [
    "type": "object",
    "properties": [
      "region": ["type": "string", "x-mcp-header": "Region"],
      "limit": ["type": "integer", "x-mcp-header": "Limit"],
      "dry": ["type": "boolean", "x-mcp-header": "Dry"],
      "place": ["type": "object", "properties": ["zone": ["type": "string", "x-mcp-header": "Zone"]]],
      "plain": ["type": "string"],
      // No mark there counts: nothing but `properties` may lead to one.
      "list": ["type": "array", "items": ["type": "string", "x-mcp-header": "Item"]],
    ],
  ]

  private let server: ServerDescription = {
    var features = ServerFeatures()
    features.hostedTools = [
      HostedTool("marked", "Has marks.", inputSchema: schema), HostedTool("plain", "Has none."),
    ]
    return ServerDescription(name: "s", version: "1", instructions: "", tools: [], features: features)
  }()

  private func arguments(_ arguments: String, of tool: String = "marked") -> [MirroredArgument] {
    let params = #"{"name":"\#(tool)","arguments":\#(arguments)}"#
    return server.mirroredArguments(
      of: tool, in: Array(Conversation.request("tools/call", params: params).utf8))
  }

  private func argument(_ value: String, _ name: String = "region", header: String = "Mcp-Param-Region")
    throws -> MirroredArgument
  {
    try #require(arguments(#"{"\#(name)":\#(value)}"#).first { $0.header == header })
  }

  @Test func `are those that the tool marks`() {
    #expect(
      arguments("{}").map(\.header)
        == ["Mcp-Param-Region", "Mcp-Param-Limit", "Mcp-Param-Dry", "Mcp-Param-Zone"])
    #expect(arguments("{}", of: "plain").isEmpty && arguments("{}", of: "unknown").isEmpty)
    #expect(server.mirroredArguments(of: "marked", in: Array("{".utf8)).isEmpty)
  }

  @Test func `texts agree byte by byte`() throws {
    #expect(try argument(#""us-west1""#).agrees(with: "us-west1"))
    #expect(try argument(#""\u0041""#).agrees(with: "A"))
    #expect(try argument(#""""#).agrees(with: ""))
    for said in ["US-WEST1", "us-west", "us-west1 ", "", nil] as [String?] {
      #expect(try !argument(#""us-west1""#).agrees(with: said), "\(said ?? "nothing")")
    }
    // One letter, or a letter and its accent: the same to Swift, and not to whoever compares bytes.
    #expect(try !argument(#""\u00e9""#).agrees(with: "e\u{301}"))
    #expect(try !argument(#""42""#).agrees(with: "42.0"))
  }

  @Test func `numbers agree as numbers, and truth by its word`() throws {
    func limit(_ value: String) throws -> MirroredArgument {
      try argument(value, "limit", header: "Mcp-Param-Limit")
    }
    for said in ["42", "42.0", "4.2e1"] { #expect(try limit("42").agrees(with: said), "\(said)") }
    #expect(try limit("42.0").agrees(with: "42") && limit("-7").agrees(with: "-7"))
    for said in ["43", "042", "+42", " 42", "0x2a", "", "1e999999999", nil] as [String?] {
      #expect(try !limit("42").agrees(with: said), "\(said ?? "nothing")")
    }
    let long = String(repeating: "9", count: 80)
    #expect(try limit(long).agrees(with: long) && !limit(long).agrees(with: long + "9"))
    let dry = try argument("true", "dry", header: "Mcp-Param-Dry")
    #expect(dry.agrees(with: "true"))
    for said in ["True", "false", "1", nil] as [String?] { #expect(!dry.agrees(with: said)) }
    #expect(try argument("false", "dry", header: "Mcp-Param-Dry").agrees(with: "false"))
  }

  @Test func `what the body has not, or no header can say, no header must say`() throws {
    for value in ["null", "[]", #"{"a":1}"#] {
      let argument = try argument(value)
      #expect(argument.agrees(with: nil) && !argument.agrees(with: "x") && !argument.agrees(with: ""))
    }
    let absent = try argument("1", "plain")
    #expect(absent.agrees(with: nil) && !absent.agrees(with: "1"))
  }

  @Test func `are found inside of objects`() throws {
    let zone = try argument(#"{"zone":"b"}"#, "place", header: "Mcp-Param-Zone")
    #expect(zone.agrees(with: "b") && !zone.agrees(with: nil))
    let outside = try argument(#""b""#, "zone", header: "Mcp-Param-Zone")
    #expect(outside.agrees(with: nil))
  }

  @Test func `are none of the catalogue's, whose calls need no header that a client may not know of`() {
    for tool in Catalog.tools {
      let schema = String(decoding: tool.inputSchema.encoded(), as: UTF8.self)
      #expect(!schema.contains("x-mcp-header"), "\(tool.name)")
    }
  }
}
