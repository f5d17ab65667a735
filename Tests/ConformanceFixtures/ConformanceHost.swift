public import MCP
import Values

/// What stands behind the tools, resources and prompts that the suite expects: requests in, steps out.
public final class ConformanceHost {
  private let seal: StateSeal
  /// The calls that wait for an answer of the client, and which tool each is.
  private var asking: [UInt64: String] = [:]

  /// - Throws: when there are no random numbers.
  public init() throws {
    seal = try StateSeal()
  }

  /// Forgets a request that nobody wants answered any more.
  public func forget(_ callID: UInt64) {
    asking.removeValue(forKey: callID)
  }

  /// What is to be done for a request.
  ///
  /// - Parameter callID: what the replies of its client will be named by.
  public func steps(for request: HostedRequest, callID: UInt64) throws -> [ConformanceStep] {
    let params = JSON(try JSONDocument(request.params).root)
    switch request.subject {
    case .completion:
      return [.finish(.result(["completion": ["values": .array([]), "total": 0, "hasMore": false]]))]
    case .resource(let address):
      let content: JSON = [
        "uri": .string(address), "mimeType": "image/png", "blob": .string(ConformanceFeatures.image),
      ]
      return [.finish(.result(["contents": [content]]))]
    case .prompt(let name): return [.finish(prompt(name, params, request))]
    case .tool(let name):
      if let answer = plain[name] { return [.finish(.result(answer))] }
      if let round = InputRounds(name: name, params: params, request: request, seal: seal) {
        return [.finish(round.outcome)]
      }
      let steps = session(name, params)
      if case .ask? = steps.first { asking[callID] = name }
      return steps
    }
  }

  /// What is to be done with an answer of the client.
  public func steps(for reply: HostedReply) -> [ConformanceStep] {
    guard let name = asking.removeValue(forKey: reply.callID) else { return [] }
    let result = reply.result
    let text: String
    if name == "test_sampling" {
      text = "LLM response: \(result?["content"]?["text"]?.string ?? "none")"
    } else {
      let content = result?["content"].map { String(decoding: $0.encoded(), as: UTF8.self) } ?? "{}"
      let beginning = name == "test_elicitation" ? "User response" : "Elicitation completed"
      text = "\(beginning): action=\(result?["action"]?.string ?? "none"), content=\(content)"
    }
    return [.finish(.result(Self.text(text)))]
  }

  static func text(_ text: String) -> JSON {
    ["content": [["type": "text", "text": .string(text)]]]
  }

  private let plain: [String: JSON] = [
    "test_simple_text": text("This is a simple text response for testing."),
    "test_image_content": ["content": [image]],
    "test_audio_content": [
      "content": [["type": "audio", "data": .string(ConformanceFeatures.sound), "mimeType": "audio/wav"]]
    ],
    "test_embedded_resource": [
      "content": [
        resource("test://embedded-resource", "text/plain", "This is an embedded resource content.")
      ]
    ],
    "test_multiple_content_types": [
      "content": [
        ["type": "text", "text": "Multiple content types test:"], image,
        resource("test://mixed-content-resource", "application/json", #"{"test":"data","value":123}"#),
      ]
    ],
    "test_error_handling": [
      "content": [["type": "text", "text": "This tool intentionally returns an error for testing"]],
      "isError": true,
    ],
    "json_schema_2020_12_tool": text("taken"), "test_missing_capability": text("Success"),
    "test_mirrored_arguments": text("taken"),
  ]

  private static let image: JSON = [
    "type": "image", "data": .string(ConformanceFeatures.image), "mimeType": "image/png",
  ]

  private static func resource(_ address: String, _ type: String, _ text: String) -> JSON {
    [
      "type": "resource",
      "resource": ["uri": .string(address), "mimeType": .string(type), "text": .string(text)],
    ]
  }

  private func session(_ name: String, _ params: JSON) -> [ConformanceStep] {
    switch name {
    case "test_tool_with_logging":
      return [
        .log(LogMessage(.info, data: "Tool execution started")), .wait(milliseconds: 50),
        .log(LogMessage(.info, data: "Tool processing data")), .wait(milliseconds: 50),
        .log(LogMessage(.info, data: "Tool execution completed")),
        .finish(.result(Self.text("Tool with logging executed successfully"))),
      ]
    case "test_tool_with_progress":
      return [
        .progress(0, of: 100, "Completed step 0 of 100"), .wait(milliseconds: 50),
        .progress(50, of: 100, "Completed step 50 of 100"), .wait(milliseconds: 50),
        .progress(100, of: 100, "Completed step 100 of 100"), .finish(.result(Self.text("done"))),
      ]
    case "test_streaming_elicitation":
      return [
        .progress(50, of: 100, "half"), .wait(milliseconds: 20),
        .finish(.result(Self.text("Streaming complete"))),
      ]
    case "test_logging_tool":
      return [
        .log(LogMessage(.info, data: "Diagnostic trace")),
        .finish(.result(Self.text("Logging evaluated"))),
      ]
    case "test_reconnection":
      return [.cut, .wait(milliseconds: 100), .finish(.result(Self.text("Reconnection test completed")))]
    case "test_trigger_tool_change":
      return [.tell(.tools), .finish(.result(Self.text("Mutation triggered")))]
    case "test_trigger_prompt_change":
      return [.tell(.prompts), .finish(.result(Self.text("Mutation triggered")))]
    case "test_sampling":
      return [
        .ask(
          method: "sampling/createMessage",
          params: [
            "messages": [
              [
                "role": "user",
                "content": ["type": "text", "text": params["arguments"]?["prompt"] ?? "Hello"],
              ]
            ],
            "maxTokens": 100,
          ], otherwise: .result(Self.text("Sampling not supported")))
      ]
    default: return [elicitation(name, params)]
    }
  }

  private func elicitation(_ name: String, _ params: JSON) -> ConformanceStep {
    let form = ElicitedForm.form(of: name)
    return .ask(
      method: "elicitation/create",
      params: [
        "message": params["arguments"]?["message"] ?? "Please fill in the form", "requestedSchema": form,
      ], otherwise: .result(Self.text("Elicitation not supported")))
  }

  private func prompt(_ name: String, _ params: JSON, _ request: HostedRequest) -> HostedOutcome {
    func messages(_ contents: JSON...) -> HostedOutcome {
      .result(["messages": .array(contents.map { ["role": "user", "content": $0] })])
    }
    switch name {
    case "test_prompt_with_embedded_resource":
      let address = params["arguments"]?["resourceUri"]?.string ?? ""
      return messages(
        Self.resource(address, "text/plain", "Embedded resource content for testing."),
        ["type": "text", "text": "Please process the embedded resource above."])
    case "test_prompt_with_image":
      return messages(Self.image, ["type": "text", "text": "Please analyze the image above."])
    default:
      let context = params["inputResponses"]?["user_context"]?["content"]?["context"]?.string
      if let context {
        return messages(["type": "text", "text": .string("Prompt with context: \(context)")])
      }
      guard request.version.rules.era == .stateless else {
        return messages(["type": "text", "text": "Prompt without context"])
      }
      return .inputRequired(
        requests: [
          "user_context": InputRounds.elicitation("What context should the prompt use?", "context")
        ], state: nil)
    }
  }
}

extension JSON {
  /// A string's text.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
