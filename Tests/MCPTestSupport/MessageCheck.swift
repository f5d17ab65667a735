import MCP
import Values

/// Judges one message that the server sent: by our own rules always, by the official schema where it is
/// present.
package struct MessageCheck {
  /// The version the message has to fit; `nil` before any was agreed.
  let version: ProtocolVersion?
  /// The request it answers, if it is known.
  let method: String?

  package init(version: ProtocolVersion?, method: String?) {
    self.version = version
    self.method = method
  }

  /// What is wrong, one line each.
  package func problems(of message: JSON) -> [String] {
    var problems = structure(message)
    if let version, let schemas = OfficialSchemas.present {
      let schema = schemas[version]
      for name in definitions(of: message, in: schema, version) where problems.isEmpty {
        problems += schema.problems(of: message, as: name)
      }
      if message["result"]?["resultType"] == "input_required" {
        problems += schema.problems(of: message["result"] ?? .null, as: "InputRequiredResult")
      } else if let result = message["result"], let name = resultDefinition {
        problems += schema.problems(of: result, as: name)
      }
    }
    return problems
  }

  private func structure(_ message: JSON) -> [String] {
    var problems: [String] = []
    if message["jsonrpc"] != "2.0" { problems.append("jsonrpc is not 2.0") }
    let kinds = ["method", "result", "error"].filter { message[$0] != nil }
    if kinds.count != 1 { problems.append("has \(kinds)") }
    if message["method"] != nil {
      let isRequest = message["method"]?.text.map { !$0.hasPrefix("notifications/") } ?? true
      if (message["id"] != nil) != isRequest { problems.append("an id where none belongs, or none") }
      return problems + unknown(message, ["jsonrpc", "id", "method", "params"])
    }
    switch message["id"] {
    case .string, .number: break
    case .null, nil:
      if message["error"] == nil { problems.append("a result without an id") }
      let isNull = message["id"] == .null
      if let version, (version.rules.unreadableID == .null) != isNull {
        problems.append("the id of an unreadable message is not as \(version) has it")
      }
    default: problems.append("an id of a wrong type")
    }
    if let error = message["error"] {
      if error["code"]?.numberText.flatMap({ Int($0) }) == nil { problems.append("an error without a code") }
      if error["message"]?.text?.isEmpty ?? true { problems.append("an error without a message") }
      problems += unknown(error, ["code", "message", "data"])
    }
    if let result = message["result"], let version {
      let isStateless = version.rules.era == .stateless
      if isStateless != ["complete", "input_required"].contains(result["resultType"] ?? .null) {
        problems.append("resultType does not fit the era")
      }
      for tool in result["tools"]?.elements ?? [] { problems += unknown(tool, toolMembers(version.rules)) }
      if method == "tools/call", result["structuredContent"] != nil, !version.rules.hasStructuredContent {
        problems.append("structuredContent in \(version)")
      }
    }
    return problems + unknown(message, ["jsonrpc", "id", "result", "error"])
  }

  private func toolMembers(_ rules: ProtocolRules) -> [String] {
    ["name", "description", "inputSchema"] + (rules.hasToolTitle ? ["title"] : [])
      + (rules.hasToolAnnotations ? ["annotations"] : [])
      + (rules.hasStructuredContent ? ["outputSchema"] : [])
  }

  private func unknown(_ value: JSON, _ known: [String]) -> [String] {
    value.keys.filter { !known.contains($0) }.map { "unknown member \($0)" }
  }

  private func definitions(of message: JSON, in schema: JSONSchema, _ version: ProtocolVersion) -> [String] {
    if let method = message["method"]?.text {
      let isNotification = method.hasPrefix("notifications/")
      return [isNotification ? "JSONRPCNotification" : "JSONRPCRequest"]
        + (MessageCheck.sent[method].map { [$0] } ?? ["no definition for \(method)"])
    }
    if message["result"] != nil {
      return [schema.hasDefinition("JSONRPCResultResponse") ? "JSONRPCResultResponse" : "JSONRPCResponse"]
    }
    guard message["error"] != nil else { return ["JSONRPCMessage"] }
    // Up to 2025-06-18 the schema has no form for an error without a readable id; JSON-RPC 2.0 asks for null.
    if message["id"] == .null, version.rules.unreadableID == .null { return [] }
    let special: [String: String] = [
      "-32020": "HeaderMismatchError", "-32021": "MissingRequiredClientCapabilityError",
      "-32022": "UnsupportedProtocolVersionError",
    ]
    let code = message["error"]?["code"]?.numberText ?? ""
    return [schema.hasDefinition("JSONRPCErrorResponse") ? "JSONRPCErrorResponse" : "JSONRPCError"]
      + (special[code].flatMap { schema.hasDefinition($0) ? [$0] : nil } ?? [])
  }

  /// The definitions of what a server may send of itself.
  private static let sent = [
    "notifications/progress": "ProgressNotification", "notifications/cancelled": "CancelledNotification",
    "notifications/message": "LoggingMessageNotification",
    "notifications/tools/list_changed": "ToolListChangedNotification",
    "notifications/prompts/list_changed": "PromptListChangedNotification",
    "notifications/resources/list_changed": "ResourceListChangedNotification",
    "notifications/resources/updated": "ResourceUpdatedNotification",
    "notifications/subscriptions/acknowledged": "SubscriptionsAcknowledgedNotification",
    "elicitation/create": "ElicitRequest", "sampling/createMessage": "CreateMessageRequest",
    "roots/list": "ListRootsRequest",
  ]

  private var resultDefinition: String? {
    switch method {
    case "initialize": "InitializeResult"
    case "server/discover": "DiscoverResult"
    case "tools/list": "ListToolsResult"
    case "tools/call": "CallToolResult"
    case "resources/list": "ListResourcesResult"
    case "resources/templates/list": "ListResourceTemplatesResult"
    case "prompts/list": "ListPromptsResult"
    case "resources/read": "ReadResourceResult"
    case "prompts/get": "GetPromptResult"
    case "completion/complete": "CompleteResult"
    case "subscriptions/listen": "SubscriptionsListenResult"
    case "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe": "EmptyResult"
    default: nil
    }
  }
}
