import MCP
import Testing
import Values

/// The suite's server scenarios of 2026-07-28, told again.
@Suite struct `Scenarios of the suite without a session` {
  private func client() throws -> SuiteClient { try SuiteClient(.july2026) }

  private func retry(_ responses: JSON, _ state: JSON?) -> [JSON.Member] {
    [JSON.Member(key: "inputResponses", value: responses)]
      + (state.map { [JSON.Member(key: "requestState", value: $0)] } ?? [])
  }

  private func accepted(_ content: JSON) -> JSON { ["action": "accept", "content": content] }

  @Test func `server-stateless: what is declared is what is answered`() throws {
    var client = try client()
    let result = try client.request("server/discover")["result"]
    #expect(result?["supportedVersions"] == ["2026-07-28"])
    #expect(result?["capabilities"]?["prompts"] == ["listChanged": true])
    #expect(result?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] != nil)
    #expect(try client.request("prompts/list")["result"]?["prompts"] != nil)
  }

  @Test func `server-stateless: a capability that was not declared is named`() throws {
    var client = try client()
    client.capabilities = .object([])
    let error = try client.call("test_missing_capability")["error"]
    #expect(error?["code"] == -32021)
    #expect(error?["data"]?["requiredCapabilities"] == ["sampling": .object([])])
    client.capabilities = ["sampling": .object([])]
    #expect(try client.call("test_missing_capability")["result"] != nil)
  }

  @Test(arguments: ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"])
  func `server-stateless: methods that were taken out are not found`(method: String) throws {
    var client = try client()
    let error = try client.request(method)["error"]
    #expect(error?["code"] == -32601)
  }

  @Test func `server-stateless: no log without a level, and no requests on the way`() throws {
    var client = try client()
    #expect(try client.call("test_logging_tool")["result"] != nil)
    #expect(client.notifications.isEmpty)
    _ = try client.call("test_logging_tool", meta: ["io.modelcontextprotocol/logLevel": "info"])
    #expect(client.notifications.map { $0["method"] } == ["notifications/message"])
    _ = try client.call("test_streaming_elicitation", meta: ["progressToken": "t"])
    #expect(client.requests.isEmpty)
  }

  @Test func `server-stateless: subscriptions are acknowledged, marked and filtered`() throws {
    var client = try client()
    _ = try client.request("subscriptions/listen", ["notifications": ["toolsListChanged": true]])
    let key = "io.modelcontextprotocol/subscriptionId"
    let first = try #require(client.notifications.first)
    #expect(first["method"] == "notifications/subscriptions/acknowledged")
    let id = try #require(first["params"]?["_meta"]?[key])
    #expect(try client.call("test_trigger_tool_change")["result"] != nil)
    #expect(try client.call("test_trigger_prompt_change")["result"] != nil)
    for change in client.changes { try client.notify(change) }
    #expect(client.changes == [.tools, .prompts])
    #expect(client.notifications.dropFirst().map { $0["method"] } == ["notifications/tools/list_changed"])
    #expect(client.notifications.last?["params"]?["_meta"]?[key] == id)
  }

  @Test func `caching`() throws {
    var client = try client()
    for (method, params) in [
      ("tools/list", .object([])), ("prompts/list", .object([])), ("resources/list", .object([])),
      ("resources/templates/list", .object([])), ("resources/read", ["uri": "test://static-text"]),
      ("resources/read", ["uri": "test://static-binary"]), ("server/discover", .object([])),
    ] as [(String, JSON)] {
      let result = try client.request(method, params)["result"]
      #expect(result?["ttlMs"] != nil && result?["cacheScope"] == "private", "\(method)")
    }
  }

  @Test func `sep-2164-resource-not-found`() throws {
    var client = try client()
    let address: JSON = "test://nonexistent-resource-for-conformance-testing"
    let error = try client.request("resources/read", ["uri": address])["error"]
    #expect(error?["code"] == -32602)
    #expect(error?["data"] == ["uri": address])
  }

  @Test func `input-required-result-basic`() throws {
    var client = try client()
    let cases: [(String, String, String, JSON)] = [
      ("elicitation", "user_name", "elicitation/create", accepted(["name": "Alice"])),
      (
        "sampling", "sample_request", "sampling/createMessage",
        [
          "role": "assistant", "content": ["type": "text", "text": "Paris."], "model": "m",
          "stopReason": "endTurn",
        ]
      ), ("list_roots", "roots_request", "roots/list", ["roots": [["uri": "file:///test/root"]]]),
    ]
    for (kind, key, method, answer) in cases {
      let name = "test_input_required_result_\(kind)"
      let first = try client.call(name)["result"]
      #expect(first?["resultType"] == "input_required")
      #expect(first?["inputRequests"]?.keys == [key])
      #expect(first?["inputRequests"]?[key]?["method"] == .string(method))
      let responses = JSON.object([JSON.Member(key: key, value: answer)])
      let second = try client.call(name, more: retry(responses, first?["requestState"]))["result"]
      #expect(second?["resultType"] == "complete" && second?["content"]?.elements.count == 1)
    }
  }

  @Test(arguments: ["request_state", "tampered_state"])
  func `input-required-result-request-state and -tampered-state`(kind: String) throws {
    var client = try client()
    let name = "test_input_required_result_\(kind)"
    let first = try client.call(name)["result"]
    let state = try #require(first?["requestState"]?.text)
    let responses: JSON = ["confirm": accepted(["ok": true])]
    let second = try client.call(name, more: retry(responses, .string(state)))["result"]
    #expect(second?["resultType"] == "complete")
    for forged in [state + "-TAMPERED", String(state.dropLast(4)), "", "{}"] {
      let error = try client.call(name, more: retry(responses, .string(forged)))["error"]
      #expect(error?["code"] == -32602, "\(forged)")
    }
    // Of another tool.
    let other = try client.call("test_input_required_result_multi_round")["result"]?["requestState"]
    #expect(try client.call(name, more: retry(responses, other))["error"]?["code"] == -32602)
  }

  @Test func `input-required-result-multiple-input-requests`() throws {
    var client = try client()
    let name = "test_input_required_result_multiple_inputs"
    let first = try client.call(name)["result"]
    #expect(first?["inputRequests"]?.keys == ["user_name", "greeting", "client_roots"])
    let responses: JSON = [
      "user_name": accepted(["name": "Alice"]),
      "greeting": ["role": "assistant", "content": ["type": "text", "text": "Hi"], "model": "m"],
      "client_roots": ["roots": [["uri": "file:///test/root"]]],
    ]
    let second = try client.call(name, more: retry(responses, first?["requestState"]))["result"]
    #expect(second?["content"]?[0]?["text"] == "Name: Alice; Greeting: Hi; Roots: 1")
  }

  @Test func `input-required-result-multi-round`() throws {
    var client = try client()
    let name = "test_input_required_result_multi_round"
    let first = try client.call(name)["result"]
    let second = try client.call(
      name, more: retry(["step1": accepted(["name": "Alice"])], first?["requestState"]))["result"]
    #expect(second?["resultType"] == "input_required")
    #expect(second?["requestState"] != first?["requestState"])
    let third = try client.call(
      name, more: retry(["step2": accepted(["color": "blue"])], second?["requestState"]))["result"]
    #expect(third?["content"]?[0]?["text"] == "Done for Alice, who likes blue")
  }

  @Test func `input-required-result-missing-input-response, -ignore-extra-params and -validate-input`() throws
  {
    var client = try client()
    let name = "test_input_required_result_elicitation"
    let wrong = try client.call(name, more: retry(["wrong_key": accepted(["data": "wrong"])], nil))
    #expect(wrong["result"]?["resultType"] == "input_required")
    let extra: JSON = [
      "user_name": accepted(["name": "Alice"]), "unknown_extra_key": accepted(["foo": "bar"]),
    ]
    #expect(try client.call(name, more: retry(extra, nil))["result"]?["resultType"] == "complete")
    for invalid in [["user_name": 42], ["user_name": accepted(["name": 42])]] as [JSON] {
      let result = try client.call(name, more: retry(invalid, nil))
      #expect(result["error"] != nil || result["result"]?["resultType"] == "input_required")
    }
    #expect(try client.call(name, more: retry("text", nil))["error"]?["code"] == -32602)
  }

  @Test func `input-required-result-non-tool-request`() throws {
    var client = try client()
    let name: JSON = "test_input_required_result_prompt"
    let first = try client.request("prompts/get", ["name": name])["result"]
    #expect(first?["resultType"] == "input_required")
    let second = try client.request(
      "prompts/get",
      ["name": name, "inputResponses": ["user_context": accepted(["context": "test context"])]])["result"]
    #expect(second?["messages"]?[0]?["content"]?["text"] == "Prompt with context: test context")
  }

  @Test func `input-required-result-unsupported-methods and -capability-check`() throws {
    var client = try client()
    for method in ["tools/list", "prompts/list"] {
      #expect(try client.request(method)["result"]?["resultType"] == "complete")
    }
    client.capabilities = ["sampling": .object([])]
    let result = try client.call("test_input_required_result_capabilities")["result"]
    #expect(result?["inputRequests"]?.keys == ["sample_input"])
  }
}
