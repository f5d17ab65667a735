import Values

/// The messages that leave, written member by member. Results and payloads are spliced as bytes, never
/// decoded.
extension JSONWriter {
  /// A result that is worth making room for; what stands around it takes less than 64 bytes and its id.
  private static let longByteCount = 4_096

  /// `{"jsonrpc":"2.0","id":…,"result":…}`
  mutating func answer(_ id: RequestID, result: [UInt8]) {
    if result.count > Self.longByteCount { reserve(byteCount: result.count + id.bytes.count + 64) }
    beginAnswer(id)
    key("result")
    raw(result[...])
    endObject()
  }

  /// `{"jsonrpc":"2.0","id":…,"error":…}`
  ///
  /// - Parameters:
  ///   - id: `nil` when it could not be read.
  ///   - unreadable: what stands for it then.
  mutating func answer(_ id: RequestID?, _ failure: MCPError, unreadable: ProtocolRules.UnreadableID) {
    beginObject()
    member("jsonrpc", "2.0")
    if let id {
      key("id")
      raw(id.bytes[...])
    } else if unreadable == .null {
      key("id")
      null()
    }
    key("error")
    beginObject()
    member("code", failure.code)
    member("message", failure.message)
    if let data = failure.data { member("data", data) }
    endObject()
    endObject()
  }

  /// The answer of a tool.
  ///
  /// The envelope goes out as text, which every client reads, and once more as it is where the version has
  /// structured results. An error is text only: `structuredContent` would have to fit the output schema,
  /// which describes success.
  ///
  /// - Parameter envelope: one JSON object on one line, free of raw line separators.
  mutating func answer(
    _ id: RequestID, envelope: Span<UInt8>, isError: Bool, _ rules: ProtocolRules, serverInfo: [UInt8]
  ) {
    // The path of every call: pieces that never change are appended whole instead of being written member by
    // member.
    raw(AnswerPieces.beginning)
    splice(id.bytes)
    if rules.era == .stateless {
      splice(AnswerPieces.result)
      splice(AnswerPieces.stateless)
      splice(serverInfo)
      splice(AnswerPieces.statelessEnd)
      splice(AnswerPieces.content)
    } else {
      splice(AnswerPieces.resultAndContent)
    }
    spliceEmbedded(envelope)
    if rules.hasStructuredContent, !isError {
      splice(AnswerPieces.structuredContent)
      splice(envelope)
      splice(AnswerPieces.success)
    } else {
      splice(isError ? AnswerPieces.failure : AnswerPieces.successWithoutStructure)
    }
  }

  /// `notifications/progress`
  mutating func progress(
    token: [UInt8], progress: Int, total: Int? = nil, message: String, _ rules: ProtocolRules
  ) {
    beginObject()
    member("jsonrpc", "2.0")
    member("method", "notifications/progress")
    key("params")
    beginObject()
    key("progressToken")
    raw(token[...])
    member("progress", progress)
    if let total { member("total", total) }
    if rules.hasProgressMessage, !message.isEmpty { member("message", message) }
    endObject()
    endObject()
  }

  /// `elicitation/create`: a sentence, and a form of one box that must be ticked.
  mutating func elicitation(_ id: RequestID, message: String) {
    beginRequest("elicitation/create", id)
    form(message)
    endObject()
    endObject()
  }

  /// A request of the host's own.
  mutating func request(_ method: String, _ id: RequestID, params: JSON) {
    beginObject()
    member("jsonrpc", "2.0")
    key("id")
    raw(id.bytes[...])
    member("method", method)
    member("params", params)
    endObject()
  }

  /// The answer of a call that has to be agreed to, for a client without a session: the question, and what it
  /// will be known by (2026-07-28, "Multi Round-Trip Requests").
  mutating func question(_ id: RequestID, message: String, state: String, serverInfo: [UInt8]) {
    beginInputRequired(id, serverInfo: serverInfo)
    key("inputRequests")
    beginObject()
    key(Elicitation.field)
    beginObject()
    member("method", "elicitation/create")
    key("params")
    beginObject()
    member("mode", "form")
    form(message)
    endObject()
    endObject()
    endObject()
    member("requestState", state)
    endObject()
    endObject()
  }

  /// The answer of a request for which the host needs something of the client.
  mutating func inputRequired(_ id: RequestID, _ requests: JSON, state: String?, serverInfo: [UInt8]) {
    beginInputRequired(id, serverInfo: serverInfo)
    member("inputRequests", requests)
    if let state { member("requestState", state) }
    endObject()
    endObject()
  }

  private mutating func beginInputRequired(_ id: RequestID, serverInfo: [UInt8]) {
    beginAnswer(id)
    key("result")
    beginObject()
    statelessMembers(serverInfo: serverInfo, type: "input_required")
  }

  /// A sentence, and a form of one box that must be ticked.
  private mutating func form(_ message: String) {
    member("message", message)
    key("requestedSchema")
    beginObject()
    member("type", "object")
    key("properties")
    beginObject()
    key(Elicitation.field)
    beginObject()
    member("type", "boolean")
    member("title", "Yes, do this")
    member("description", "Tick it and accept to let this order go out. Anything else lets nothing go out.")
    member("default", false)
    endObject()
    endObject()
    key("required")
    beginArray()
    string(Elicitation.field)
    endArray()
    endObject()
  }

  /// `notifications/cancelled`, about a request of ours.
  mutating func cancellation(of id: RequestID) {
    beginRequest("notifications/cancelled", nil)
    key("requestId")
    raw(id.bytes[...])
    member("reason", "the call it was about has ended")
    endObject()
    endObject()
  }

  /// A message of ours up to the inside of its `params`.
  private mutating func beginRequest(_ method: String, _ id: RequestID?) {
    beginObject()
    member("jsonrpc", "2.0")
    if let id {
      key("id")
      raw(id.bytes[...])
    }
    member("method", method)
    key("params")
    beginObject()
  }

  /// What every result of the stateless era begins with: of what type it is, and who made it.
  mutating func statelessMembers(serverInfo: [UInt8], type: String = "complete") {
    member("resultType", type)
    key("_meta")
    beginObject()
    key(RequestMetadata.serverKey)
    raw(serverInfo[...])
    endObject()
  }

  private mutating func beginAnswer(_ id: RequestID) {
    beginObject()
    member("jsonrpc", "2.0")
    key("id")
    raw(id.bytes[...])
  }
}
