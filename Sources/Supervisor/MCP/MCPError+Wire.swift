import Catalog
public import Values

/// The one place where a failure becomes a JSON-RPC error.
///
/// Texts of clients that are repeated here are clipped and made visible first: a name can be 16 MiB long, and
/// a log or a model will read it.
extension MCPError {
  /// The JSON-RPC error code. -32700 to -32600 as JSON-RPC 2.0 has them; -32020 to -32022 as the schema of
  /// 2026-07-28.
  public var code: Int {
    switch self {
    case .unreadable(.malformed), .unreadable(.invalidUTF8): -32700
    case .unreadable, .oversizedLine, .invalidRequest: -32600
    case .unknownMethod: -32601
    case .invalidParams(.unknownResource(_, let version)): version.rules.unknownResourceCode
    case .notInitialized, .invalidParams: -32602
    case .tooManyCalls, .tooManySubscriptions, .batchTooLong, .failedReading, .unreadableOutcome: -32603
    case .headerMismatch: -32020
    case .missingCapability: -32021
    case .unsupportedVersion: -32022
    }
  }

  /// One sentence for people and models: what is wrong, the value, the limit, the next step.
  public var message: String {
    switch self {
    case .unreadable(let failure): "The line cannot be read as JSON: \(failure.description)"
    case .oversizedLine(let byteCountMax): "The line is longer than \(byteCountMax) bytes and was skipped"
    case .invalidRequest(let reason): reason.message
    case .notInitialized(let method):
      "\(ShownValue.clipped(method)) came before initialize: send initialize first, or carry "
        + "\(RequestMetadata.versionKey) and \(RequestMetadata.capabilitiesKey) in params._meta"
    case .unknownMethod(let method, let version):
      "Method not found: \(ShownValue.clipped(method))" + (version.map { " in \($0.rawValue)" } ?? "")
    case .invalidParams(let reason): reason.message
    case .unsupportedVersion(let requested):
      "Unsupported protocol version \(ShownValue.clipped(requested)); supported: "
        + MCPError.names(of: .stateless).joined(separator: ", ") + "; with initialize "
        + MCPError.names(of: .session).joined(separator: ", ")
    case .headerMismatch(let header): "The header \(header) is missing or does not match the body"
    case .missingCapability(let name): "This request needs the client capability \(name)"
    case .tooManyCalls(let countMax):
      "\(countMax) calls are running already, which is the limit; wait until one is answered, or cancel one"
    case .tooManySubscriptions(let countMax):
      "\(countMax) are watched already, which is the limit; end one that is no longer needed"
    case .batchTooLong(let byteCountMax):
      "The answers to batches would have more than \(byteCountMax) bytes together, which is the limit; "
        + "send this request by itself"
    case .failedReading(let message, _): message
    case .unreadableOutcome: "The answer of the worker could not be read"
    }
  }

  /// What a program can use of it; `nil` when code and message say everything.
  public var data: JSON? {
    switch self {
    case .unsupportedVersion(let requested):
      ["supported": MCPError.list(of: .stateless), "requested": .string(ShownValue.clipped(requested))]
    case .notInitialized:
      ["supported": .array(ProtocolVersion.allCases.map { .string($0.rawValue) })]
    case .invalidParams(.unknownTool(_, let nearest?)): ["nearest": .string(nearest)]
    case .invalidParams(.unknownResource(let address, _)): ["uri": .string(ShownValue.clipped(address))]
    case .missingCapability(let name):
      ["requiredCapabilities": .object([JSON.Member(key: name, value: .object([]))])]
    case .failedReading(_, let details): details
    case .tooManySubscriptions(let countMax): ["limit": .number(text: String(countMax))]
    case .batchTooLong(let byteCountMax):
      ["retryable": true, "limit": .number(text: String(byteCountMax))]
    case .tooManyCalls(let countMax): ["retryable": true, "limit": .number(text: String(countMax))]
    default: nil
    }
  }

  private static func names(of era: ProtocolRules.Era) -> [String] {
    ProtocolVersion.versions(of: era).map(\.rawValue)
  }

  private static func list(of era: ProtocolRules.Era) -> JSON {
    .array(names(of: era).map { .string($0) })
  }
}

extension MCPError.InvalidRequest {
  fileprivate var message: String {
    switch self {
    case .notAnObject(let kind): "A message is a JSON object, not \(kind.withArticle)"
    case .wrongRPCVersion: "jsonrpc must be \"2.0\""
    case .noMethod: "A request needs a method"
    case .methodNotText(let kind): "method must be a string, not \(kind.withArticle)"
    case .unusableID(.null):
      "id must be a string or a whole number, not null; a notification has no id at all"
    case .unusableID(.fractional): "id must be a string or a whole number, not a fraction"
    case .unusableID(.wrongType): "id must be a string or a whole number"
    case .unusableID(.tooLong): "id is longer than \(RequestID.byteCountMax) bytes"
    case .idInFlight: "A call with this id is still running; ids of running requests must differ"
    case .batchNotAllowed(let version?):
      "Batches do not exist in \(version.rawValue): send one message a line"
    case .batchNotAllowed(nil): "Batches are not accepted before initialize: send one message a line"
    case .emptyBatch: "An empty batch asks for nothing"
    case .batchTooLong(let countMax): "A batch may have \(countMax) messages at most"
    case .notInBatch(let method): "\(method) cannot be part of a batch: send it on a line of its own"
    case .alreadyInitialized(let version): "This session was already initialized, with \(version.rawValue)"
    }
  }
}

extension MCPError.InvalidParams {
  fileprivate var message: String {
    switch self {
    case .missing(let field): "\(field) is missing"
    case .wrongType(let field, let expected, let found):
      "\(field) must be \(expected.withArticle), not \(found.withArticle)"
    case .tooLong(let field, let byteCountMax): "\(field) is longer than \(byteCountMax) bytes"
    case .unknownCursor:
      "params.cursor is not one that this server gave out for the present list; ask again without it"
    case .unknownLogLevel(let level):
      "\(ShownValue.clipped(level)) is not a log level; use one of \(LogLevel.names.joined(separator: ", "))"
    case .unknownTool(let name, let nearest?):
      "Unknown tool: \(ShownValue.clipped(name)). Did you mean \(nearest)?"
    case .unknownTool(let name, nil):
      "Unknown tool: \(ShownValue.clipped(name)). tools/list names all of them"
    case .unknownPrompt(let name): "Unknown prompt: \(ShownValue.clipped(name))"
    case .missingArgument(let name, let prompt): "The prompt \(prompt) needs the argument \(name)"
    case .unknownArgument(let name, let prompt):
      "The prompt \(prompt) has no argument \(ShownValue.clipped(name))"
    case .unusableArgument(let name, let reason): "The argument \(name) \(reason)"
    case .refusedArgument(let message): message
    case .unknownReference(let type):
      "params.ref.type must be ref/prompt or ref/resource, not \(ShownValue.clipped(type))"
    case .unknownAction(let action):
      "params.inputResponses.\(Elicitation.field).action must be accept, decline or cancel, not "
        + ShownValue.clipped(action)
    case .unusableState:
      "params.requestState is not one that this server gave out for this request, was used already, or its "
        + "time is over; nothing was done. Send the request again without it"
    case .unknownResource(let address, _): "Resource not found: \(ShownValue.clipped(address))"
    case .unwatchedResource(let address):
      "Changes of \(ShownValue.clipped(address)) are not told; read it again when it is needed"
    }
  }
}

extension JSONValue.Kind {
  fileprivate var withArticle: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
