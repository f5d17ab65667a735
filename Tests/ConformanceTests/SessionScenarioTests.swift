import MCP
import MCPTestSupport
import Testing
import Values

/// The suite's server scenarios of 2025-11-25, told again.
@Suite struct `Scenarios of the suite with a session` {
  static let both: [ProtocolVersion] = [.november2025, .july2026]

  @Test func `server-initialize, ping and logging-set-level`() throws {
    var client = try SuiteClient(.november2025)
    #expect(try client.request("ping")["result"] == .object([]))
    #expect(try client.request("logging/setLevel", ["level": "info"])["result"] == .object([]))
  }

  @Test(arguments: both) func `completion-complete`(version: ProtocolVersion) throws {
    var client = try SuiteClient(version)
    let result = try client.request(
      "completion/complete",
      [
        "ref": ["type": "ref/prompt", "name": "test_prompt_with_arguments"],
        "argument": ["name": "arg1", "value": "test"],
      ])["result"]
    #expect(result?["completion"]?["values"] == .array([]))
    let hosted = try client.request(
      "completion/complete",
      [
        "ref": ["type": "ref/prompt", "name": "test_prompt_with_image"],
        "argument": ["name": "a", "value": ""],
      ])["result"]
    #expect(hosted?["completion"]?["total"] == 0)
  }

  @Test(arguments: both) func `tools-list and json-schema-2020-12`(version: ProtocolVersion) throws {
    var client = try SuiteClient(version)
    let tools = try #require(try client.request("tools/list")["result"]?["tools"]?.elements)
    #expect(tools.count == 28)
    for tool in tools {
      #expect(tool["name"]?.text?.isEmpty == false && tool["description"]?.text?.isEmpty == false)
      #expect(tool["inputSchema"]?["type"] == "object")
    }
    let wide = tools.first { $0["name"] == "json_schema_2020_12_tool" }?["inputSchema"]
    for word in ["$schema", "$defs", "additionalProperties", "allOf", "if", "then", "else"] {
      #expect(wide?[word] != nil, "\(word)")
    }
    #expect(wide?["$defs"]?["address"]?["$anchor"] == "addressDef")
  }

  @Test(arguments: both) func `tools-call with each kind of content`(version: ProtocolVersion) throws {
    var client = try SuiteClient(version)
    let kinds: [(String, [String])] = [
      ("test_simple_text", ["text"]), ("test_image_content", ["image"]), ("test_audio_content", ["audio"]),
      ("test_embedded_resource", ["resource"]),
      ("test_multiple_content_types", ["text", "image", "resource"]),
    ]
    for (name, types) in kinds {
      let result = try client.call(name)["result"]
      #expect(result?["content"]?.elements.map { $0["type"]?.text } == types, "\(name)")
      #expect(result?["isError"] == nil)
      #expect((result?["resultType"] == "complete") == (version == .july2026))
    }
  }

  @Test(arguments: both) func `tools-call-error`(version: ProtocolVersion) throws {
    var client = try SuiteClient(version)
    let result = try client.call("test_error_handling")["result"]
    #expect(result?["isError"] == true)
    #expect(result?["content"]?[0]?["text"]?.text?.contains("intentionally") == true)
  }

  @Test func `tools-call-with-logging`() throws {
    var client = try SuiteClient(.november2025)
    _ = try client.request("logging/setLevel", ["level": "debug"])
    #expect(try client.call("test_tool_with_logging")["result"] != nil)
    #expect(
      client.notifications.map { $0["params"]?["data"]?.text }
        == ["Tool execution started", "Tool processing data", "Tool execution completed"])
  }

  @Test(arguments: both) func `tools-call-with-progress`(version: ProtocolVersion) throws {
    var client = try SuiteClient(version)
    _ = try client.call("test_tool_with_progress", meta: ["progressToken": "progress-test-1"])
    #expect(client.notifications.map { $0["params"]?["progress"] } == [0, 50, 100])
    for notification in client.notifications {
      #expect(notification["method"] == "notifications/progress")
      #expect(notification["params"]?["progressToken"] == "progress-test-1")
      #expect(notification["params"]?["total"] == 100)
    }
  }

  @Test func `tools-call-sampling and tools-call-elicitation`() throws {
    var client = try SuiteClient(.november2025)
    client.answers = [
      "sampling/createMessage": [
        "role": "assistant", "content": ["type": "text", "text": "Paris"], "model": "m",
      ],
      "elicitation/create": ["action": "accept", "content": ["response": "blue"]],
    ]
    let sampled = try client.call("test_sampling", ["prompt": "What is it?"])["result"]
    #expect(sampled?["content"]?[0]?["text"] == "LLM response: Paris")
    let asked = try client.call("test_elicitation", ["message": "Which?"])["result"]
    #expect(
      asked?["content"]?[0]?["text"] == #"User response: action=accept, content={"response":"blue"}"#)
    #expect(client.requests.map { $0["method"] } == ["sampling/createMessage", "elicitation/create"])
    #expect(client.requests[0]["params"]?["messages"]?[0]?["content"]?["text"] == "What is it?")
    #expect(client.requests[1]["params"]?["message"] == "Which?")
  }

  @Test func `elicitation-sep1034-defaults and elicitation-sep1330-enums`() throws {
    var client = try SuiteClient(.november2025)
    client.answers = ["elicitation/create": ["action": "decline"]]
    for name in ["test_elicitation_sep1034_defaults", "test_elicitation_sep1330_enums"] {
      let result = try client.call(name)["result"]
      #expect(result?["content"]?[0]?["text"]?.text?.contains("action=decline") == true)
    }
    let forms = client.requests.map { $0["params"]?["requestedSchema"]?["properties"] }
    #expect(forms[0]?["score"]?["default"] == .number(text: "95.5"))
    #expect(forms[0]?.keys == ["name", "age", "score", "status", "verified"])
    #expect(forms[1]?["titledMulti"]?["items"]?["anyOf"]?.elements.count == 3)
    #expect(forms[1]?["legacyEnum"]?["enumNames"]?.elements.count == 3)
  }

  @Test(arguments: both) func `resources-list and resources-read`(version: ProtocolVersion) throws {
    var client = try SuiteClient(version)
    let listed = try client.request("resources/list")["result"]?["resources"]?.elements
    #expect(listed?.count == 3)
    let text = try client.request("resources/read", ["uri": "test://static-text"])["result"]
    #expect(text?["contents"]?[0]?["text"] == "This is the content of the static text resource.")
    let binary = try client.request("resources/read", ["uri": "test://static-binary"])["result"]
    #expect(binary?["contents"]?[0]?["blob"]?.text?.isEmpty == false)
    #expect(binary?["contents"]?[0]?["mimeType"] == "image/png")
    let data = try client.request("resources/read", ["uri": "test://template/123/data"])["result"]
    #expect(data?["contents"]?[0]?["text"]?.text?.contains("123") == true)
    #expect(data?["contents"]?[0]?["uri"] == "test://template/123/data")
  }

  @Test func `resources-subscribe and resources-unsubscribe`() throws {
    var client = try SuiteClient(.november2025)
    let params: JSON = ["uri": "test://watched-resource"]
    #expect(try client.request("resources/subscribe", params)["result"] == .object([]))
    try client.notify(.resource(address: "test://watched-resource"))
    #expect(client.notifications.count == 1)
    #expect(try client.request("resources/unsubscribe", params)["result"] == .object([]))
    try client.notify(.resource(address: "test://watched-resource"))
    #expect(client.notifications.count == 1)
  }

  @Test(arguments: both) func `prompts-list and prompts-get`(version: ProtocolVersion) throws {
    var client = try SuiteClient(version)
    for prompt in try client.request("prompts/list")["result"]?["prompts"]?.elements ?? [] {
      #expect(prompt["name"]?.text?.isEmpty == false && prompt["description"]?.text?.isEmpty == false)
    }
    let simple = try client.request("prompts/get", ["name": "test_simple_prompt"])["result"]
    #expect(simple?["messages"]?[0]?["content"]?["text"] == "This is a simple prompt for testing.")
    let filled = try client.request(
      "prompts/get",
      ["name": "test_prompt_with_arguments", "arguments": ["arg1": "testValue1", "arg2": "testValue2"]])
    #expect(
      filled["result"]?["messages"]?[0]?["content"]?["text"]
        == "Prompt with arguments: arg1='testValue1', arg2='testValue2'")
    let embedded = try client.request(
      "prompts/get",
      ["name": "test_prompt_with_embedded_resource", "arguments": ["resourceUri": "test://example"]])
    #expect(
      embedded["result"]?["messages"]?[0]?["content"]?["resource"]?["uri"] == "test://example")
    let image = try client.request("prompts/get", ["name": "test_prompt_with_image"])["result"]
    #expect(image?["messages"]?[0]?["content"]?["type"] == "image")
  }

  @Test func `what a client cannot be asked is not asked`() throws {
    var client = try SuiteClient(.november2024)
    let result = try client.call("test_elicitation", ["message": "x"])["result"]
    #expect(result?["content"]?[0]?["text"] == "Elicitation not supported")
    #expect(client.requests.isEmpty)
  }
}
