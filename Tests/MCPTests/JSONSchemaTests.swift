import MCP
import MCPTestSupport
import Testing
import Values

/// The judge is judged: a validator that passes everything would make every other test here worthless.
@Suite struct `The schema validator` {
  static let schema = JSONSchema(
    root: [
      "$defs": [
        "Id": ["type": ["string", "integer"]],
        "Thing": [
          "type": "object", "required": ["id", "kind"], "additionalProperties": false,
          "properties": [
            "id": ["$ref": "#/$defs/Id"], "kind": ["const": "thing"],
            "size": ["type": "number", "minimum": 0, "maximum": 10], "mode": ["enum": ["a", "b"]],
            "list": ["type": "array", "items": ["type": "boolean"], "maxItems": 2],
            "either": ["anyOf": [["type": "null"], ["type": "string"]]],
            "both": ["allOf": [["type": "object"], ["required": ["x"]]]],
          ],
        ],
        "Odd": ["patternProperties": .object([])],
      ]
    ])

  @Test(arguments: [
    #"{"id":1,"kind":"thing"}"#, #"{"id":"x","kind":"thing","size":10,"mode":"b","list":[true,false]}"#,
    #"{"id":1.0,"kind":"thing","either":null,"both":{"x":1}}"#, #"{"id":1e2,"kind":"thing","size":0.5}"#,
  ])
  func `passes what is right`(text: String) throws {
    let value = JSON(try JSONDocument(Array(text.utf8)).root)
    #expect(Self.schema.problems(of: value, as: "Thing") == [])
  }

  @Test(arguments: [
    "7", #"{"id":1}"#, #"{"kind":"thing"}"#, #"{"id":1.5,"kind":"thing"}"#, #"{"id":null,"kind":"thing"}"#,
    #"{"id":1,"kind":"other"}"#, #"{"id":1,"kind":"thing","more":1}"#,
    #"{"id":1,"kind":"thing","size":-0.1}"#,
    #"{"id":1,"kind":"thing","size":10.1}"#, #"{"id":1,"kind":"thing","mode":"c"}"#,
    #"{"id":1,"kind":"thing","list":[1]}"#, #"{"id":1,"kind":"thing","list":[true,true,true]}"#,
    #"{"id":1,"kind":"thing","either":7}"#, #"{"id":1,"kind":"thing","both":{}}"#,
  ])
  func `refuses what is wrong`(text: String) throws {
    let value = JSON(try JSONDocument(Array(text.utf8)).root)
    #expect(!Self.schema.problems(of: value, as: "Thing").isEmpty)
  }

  @Test func `refuses a keyword it does not know, and a definition that is not there`() {
    #expect(!Self.schema.problems(of: .object([]), as: "Odd").isEmpty)
    #expect(!Self.schema.problems(of: .object([]), as: "Nothing").isEmpty)
  }

  @Test func `refuses wrong messages by the official schemas`() throws {
    guard let schemas = OfficialSchemas.present else { return }
    let wrong: [(ProtocolVersion, String, JSON)] = [
      (.november2024, "InitializeResult", ["protocolVersion": "2024-11-05", "capabilities": .object([])]),
      (.march2025, "CallToolResult", ["content": [["type": "text"]]]),
      (.june2025, "ListToolsResult", ["tools": [["name": "x", "inputSchema": ["type": "array"]]]]),
      (.november2025, "CallToolResult", ["content": .array([]), "structuredContent": [1]]),
      (
        .november2025, "JSONRPCErrorResponse",
        ["jsonrpc": "2.0", "id": .null, "error": ["code": 1, "message": "m"]]
      ),
      (.july2026, "ListToolsResult", ["tools": .array([]), "resultType": "complete", "ttlMs": 5]),
      (
        .july2026, "ListToolsResult",
        ["tools": .array([]), "resultType": "complete", "ttlMs": -1, "cacheScope": "private"]
      ),
      (.july2026, "CallToolResult", ["content": .array([])]),
      (
        .july2026, "UnsupportedProtocolVersionError",
        ["jsonrpc": "2.0", "error": ["code": -32022, "message": "m"]]
      ),
    ]
    for (version, name, value) in wrong {
      #expect(!schemas[version].problems(of: value, as: name).isEmpty, "\(version) \(name)")
    }
  }

  @Test func `the check of messages refuses wrong ones without any schema`() {
    let wrong: [(ProtocolVersion?, JSON)] = [
      (nil, ["jsonrpc": "2.0", "id": 1]), (nil, ["id": 1, "result": .object([])]),
      (nil, ["jsonrpc": "2.0", "result": .object([])]),
      (nil, ["jsonrpc": "2.0", "id": 1, "result": .object([]), "error": ["code": 1, "message": "m"]]),
      (nil, ["jsonrpc": "2.0", "id": 1, "error": ["code": 1]]),
      (nil, ["jsonrpc": "2.0", "id": 1, "method": "notifications/progress"]),
      (.july2026, ["jsonrpc": "2.0", "id": 1, "result": .object([])]),
      (.june2025, ["jsonrpc": "2.0", "id": 1, "result": ["resultType": "complete"]]),
      (.november2025, ["jsonrpc": "2.0", "id": .null, "error": ["code": 1, "message": "m"]]),
      (.november2024, ["jsonrpc": "2.0", "id": 1, "result": ["tools": [["name": "x", "title": "X"]]]]),
    ]
    for (version, message) in wrong {
      #expect(!MessageCheck(version: version, method: nil).problems(of: message).isEmpty, "\(message)")
    }
  }
}
