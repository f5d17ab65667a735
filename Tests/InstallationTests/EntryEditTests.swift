import Installation
import Testing
import Values

@Suite struct `An entry in a client's file` {
  private let entry = ServerEntry(command: "/opt/bulkhead", arguments: ["serve", "--paper"])

  /// The text after the entry was put in, and once more, which must change nothing.
  private func put(
    _ text: String, _ client: ClientKind = .cursor, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let edit = try EntryEdit.putting(entry, into: Array(text.utf8), of: client)
    let again = try EntryEdit.putting(entry, into: edit.after, of: client)
    #expect(again.changes.isEmpty, sourceLocation: sourceLocation)
    #expect(again.after == edit.after, sourceLocation: sourceLocation)
    return String(decoding: edit.after, as: UTF8.self)
  }

  private func remove(_ text: String, _ client: ClientKind = .cursor) throws -> String {
    let edit = try EntryEdit.removing("bulkhead", from: Array(text.utf8), of: client)
    return String(decoding: edit.after, as: UTF8.self)
  }

  private let whole = """
    {
      "mcpServers": {
        "bulkhead": {
          "command": "/opt/bulkhead",
          "args": ["serve", "--paper"]
        }
      }
    }

    """

  @Test(arguments: ["", "\n", "  \n\t\n"]) func `fills an empty file`(text: String) throws {
    #expect(try put(text) == whole)
  }

  @Test(arguments: ["{}", "{ }", "{\n}", "{}\n", "{\"mcpServers\":{}}", "{\n  \"mcpServers\": {}\n}\n"])
  func `fills an empty object`(text: String) throws {
    let changed = try put(text)
    let bare = changed.filter { !" \n".contains($0) }
    #expect(bare == whole.filter { !" \n".contains($0) })
    #expect(changed.hasSuffix("\n") == text.hasSuffix("\n"))
  }

  @Test func `stands behind its neighbours, laid out as they are`() throws {
    let text = """
      {
          "theme": "dark",
          "mcpServers": {
              "files": {
                  "command": "npx"
              }
          },
          "number": 1.50
      }
      """
    #expect(
      try put(text) == """
        {
            "theme": "dark",
            "mcpServers": {
                "files": {
                    "command": "npx"
                },
                "bulkhead": {
                    "command": "/opt/bulkhead",
                    "args": ["serve", "--paper"]
                }
            },
            "number": 1.50
        }
        """)
  }

  @Test func `brings the list along where there is none`() throws {
    #expect(
      try put("{\n\t\"a\": [1, 2]\n}") == """
        {
        \t"a": [1, 2],
        \t"mcpServers": {
        \t\t"bulkhead": {
        \t\t\t"command": "/opt/bulkhead",
        \t\t\t"args": ["serve", "--paper"]
        \t\t}
        \t}
        }
        """)
  }

  @Test func `keeps lines that end as on Windows, and a byte order mark`() throws {
    let changed = try put("\u{FEFF}{\r\n  \"mcpServers\": {\r\n    \"a\": {}\r\n  }\r\n}\r\n")
    #expect(changed.hasPrefix("\u{FEFF}{\r\n"))
    // "\r\n" is one character of Swift's.
    #expect(!changed.contains("\n") && changed.filter { $0 == "\r\n" }.count == 9)
    #expect(try put("\u{FEFF}").unicodeScalars.first == "\u{FEFF}")
  }

  @Test func `stays on the one line of a file that has one`() throws {
    #expect(
      try put(#"{"a":1,"mcpServers":{"b":{"command":"c"}}}"#)
        == #"{"a":1,"mcpServers":{"b":{"command":"c"},"bulkhead":{"command":"/opt/bulkhead","#
        + #""args":["serve","--paper"]}}}"#
    )
    #expect(
      try put(#"{"a": 1}"#)
        == #"{"a": 1, "mcpServers": {"bulkhead":{"command":"/opt/bulkhead","args":["serve","--paper"]}}}"#)
  }

  @Test func `leaves every comment and a comma before a bracket where they are`() throws {
    let text = """
      // of mine
      {
        /* servers: { } */ "context_servers": { // here
          "other": { "command": "x" }, // "bulkhead" was here
          // last
        }, // "}"
        "theme": "One // Dark", /* end */
      }
      // after
      """
    let changed = try put(text, .zed)
    #expect(
      changed == """
        // of mine
        {
          /* servers: { } */ "context_servers": { // here
            "other": { "command": "x" }, // "bulkhead" was here
            // last
            "bulkhead": {
              "source": "custom",
              "command": "/opt/bulkhead",
              "args": ["serve", "--paper"]
            },
          }, // "}"
          "theme": "One // Dark", /* end */
        }
        // after
        """)
    #expect(try remove(changed, .zed) == text)
  }

  @Test func `comes behind a comment that ends the last line`() throws {
    #expect(
      try put("{\n  \"servers\": {\n    \"a\": {} // mine\n  }\n}", .visualStudioCode) == """
        {
          "servers": {
            "a": {}, // mine
            "bulkhead": {
              "type": "stdio",
              "command": "/opt/bulkhead",
              "args": ["serve", "--paper"]
            }
          }
        }
        """)
    #expect(
      try put("// nothing but this\n", .visualStudioCode).hasPrefix("// nothing but this\n{\n  \"servers\""))
  }

  @Test func `of an older installation gets the new program and arguments, and keeps what else it has`()
    throws
  {
    let text = """
      {
        "mcpServers": {
          "bulkhead": {
            "args": ["serve"], // live
            "env": { "BINANCE_API_KEY": "abc" },
            "command": "/old/bulkhead",
            "autoApprove": ["get_ticker"]
          }
        }
      }
      """
    #expect(
      try put(text) == """
        {
          "mcpServers": {
            "bulkhead": {
              "args": ["serve", "--paper"], // live
              "env": { "BINANCE_API_KEY": "abc" },
              "command": "/opt/bulkhead",
              "autoApprove": ["get_ticker"]
            }
          }
        }
        """)
    #expect(
      try put(#"{"mcpServers":{"bulkhead":{"command":"bulkhead"}}}"#)
        == #"{"mcpServers":{"bulkhead":{"command":"/opt/bulkhead","args":["serve","--paper"]}}}"#)
  }

  @Test(arguments: [
    #"{"command":"npx","args":["bulkhead"]}"#, #"{"url":"https://example.org/mcp"}"#, "[]", "null",
    #"{"command":{"path":"bulkhead"}}"#, #"{"command":"/a/bulkhead","url":"http://127.0.0.1"}"#,
    #"{"command":"/opt/x"}"#, #"{"command":"ssh","args":["-T","host","bulkhead","serve"]}"#,
  ])
  func `does not take the name of another server, nor takes that server away`(other: String) throws {
    let text = #"{"mcpServers":{"bulkhead":\#(other)}}"#
    #expect(throws: ClientFileFailure.Reason.nameTaken("bulkhead")) { try put(text) }
    #expect(throws: ClientFileFailure.Reason.notOurs("bulkhead")) { try remove(text) }
  }

  @Test func `goes again, and leaves the file as it was`() throws {
    for text in [
      "{\n  \"mcpServers\": {\n    \"a\": {}\n  }\n}\n", "{\"mcpServers\": {\"a\": {}}}",
      "{\"mcpServers\":{\"a\":{}}}", "{\r\n\t\"mcpServers\": {\r\n\t\t\"a\": {},\r\n\t}\r\n}",
      "{\n  \"mcpServers\": {\n    \"a\": {} // x\n    // y\n  }, // z\n}\n",
    ] {
      #expect(try remove(try put(text)) == text)
    }
  }

  @Test func `goes from between its neighbours`() throws {
    let own = #""bulkhead":{"command":"/x/bulkhead"}"#
    #expect(try remove(#"{"mcpServers":{\#(own),"b":{}}}"#) == #"{"mcpServers":{"b":{}}}"#)
    #expect(try remove(#"{"mcpServers":{"a":{}, \#(own), "b":{}}}"#) == #"{"mcpServers":{"a":{}, "b":{}}}"#)
    #expect(try remove(#"{"mcpServers":{"a":{}, \#(own)}}"#) == #"{"mcpServers":{"a":{}}}"#)
    #expect(try remove(#"{"mcpServers":{\#(own)}}"#) == #"{"mcpServers":{}}"#)
    #expect(
      try remove(
        "{\"mcpServers\":{\n  \"a\": {}, // of a\n  \(own) /* c */, // mine\n  \"b\": {}\n}}", .cursor)
        == "{\"mcpServers\":{\n  \"a\": {}, // of a\n   /* c */ // mine\n  \"b\": {}\n}}")
    #expect(
      try remove("{\"mcpServers\":{\n  \"a\": {} // of a\n  , \(own)\n}}")
        == "{\"mcpServers\":{\n  \"a\": {} // of a\n}}")
    #expect(throws: ClientFileFailure.Reason.nothingToRemove("bulkhead")) { try remove("{}") }
    #expect(throws: ClientFileFailure.Reason.nothingToRemove("bulkhead")) { try remove("") }
  }

  @Test(arguments: [
    "[]", "null", "\"text\"", "{", "{\"a\":1", "{\"mcpServers\":{}}}", "{'mcpServers':{}}", "{a:1}", "{,}",
    "{\"a\":1,,}", "{\"a\":[,]}", "/* {}", "{\"a\":1}//\n{}", "\u{0}", "{\"a\":\"\u{1}\"}", "{\"a\":01}",
    "{\"mcpServers\":{},\"mcpServers\":{}}", "mcpServers: {}", "<xml/>", "{\"a\": tru}",
  ])
  func `is not put into what is no JSON object`(text: String) {
    #expect(throws: ClientFileFailure.Reason.self) { try put(text) }
  }

  @Test func `is not put into a list that is none`() {
    for list in ["[]", "null", "1", "\"\"", "true"] {
      #expect(throws: ClientFileFailure.Reason.listIsNoObject("mcpServers")) {
        try put("{\"mcpServers\":\(list)}")
      }
    }
  }

  @Test func `is not put into bytes that are no text`() {
    for bytes: [UInt8] in [
      [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], Array("{\"a\":\"".utf8) + [0xC3, 0x22, 0x7D],
    ] {
      #expect(throws: ClientFileFailure.Reason.self) {
        try EntryEdit.putting(entry, into: bytes, of: .cursor)
      }
    }
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(throws: ClientFileFailure.Reason.notJSON(.tooDeep)) { try put("{\"a\":\(deep)}") }
  }

  @Test func `is found under a key that is written with escapes`() throws {
    let text = "{\"mcp\\u0053ervers\":{\"bulk\\u0068ead\":{\"command\":\"/x/bulkhead\"}}}"
    #expect(
      try put(text).hasPrefix("{\"mcp\\u0053ervers\":{\"bulk\\u0068ead\":{\"command\":\"/opt/bulkhead\""))
    #expect(try remove(text) == "{\"mcp\\u0053ervers\":{}}")
  }

  @Test(arguments: ClientKind.allCases) func `is understood by each client's own key`(client: ClientKind)
    throws
  {
    let changed = try put("", client)
    #expect(changed.contains("\"\(client.listKey)\": {\n    \"bulkhead\": {"))
    #expect(changed.contains("\"type\": \"stdio\"") == [.claudeCode, .visualStudioCode].contains(client))
    #expect(!changed.contains("env"))
    #expect(try remove(changed, client) == "{\n  \"\(client.listKey)\": {\n  }\n}\n")
  }
}
