import Values

/// A question to the person behind the client: `elicitation/create` (MCP 2025-06-18, "Elicitation"), and what
/// its answer means.
///
/// It fails closed: only the action `accept` together with `true` in the one field of the form is a yes. A
/// client that accepts forms unread, or fills in nothing, has not agreed to anything.
struct Elicitation: Sendable {
  /// The one field of the form.
  static let field = "confirm"

  /// What is done with the answer.
  enum Purpose: Sendable {
    /// It is a yes or no to an order.
    case confirmation
    /// The host of the server put it, under this name.
    case host(name: String)
  }

  /// The call that waits.
  let callID: UInt64
  /// The id of our request.
  let id: RequestID
  /// What is done with the answer.
  var purpose = Purpose.confirmation

  /// What a client's answer to our request means.
  static func verdict(of response: JSONValue) -> ElicitationVerdict {
    guard let result = response["result"] else { return .unavailable }
    return verdict(ofResult: result)
  }

  /// What the result of a question means.
  static func verdict(ofResult result: JSONValue) -> ElicitationVerdict {
    switch result["action"]?.string {
    case "accept": return result["content"]?[field]?.boolean == true ? .accepted : .declined
    case "decline": return .declined
    default: return .dismissed
    }
  }

  /// What the answer means that a client brings back itself. Here it is told what is wrong with it.
  ///
  /// - Returns: `unavailable` for a form that lacks its field: nobody has said anything yet.
  /// - Throws: `MCPError` for what is no answer to a form.
  static func verdict(of answer: Parameters) throws(MCPError) -> ElicitationVerdict {
    let content = try answer.optional("content", .object)
    switch try answer.requiredText("action", byteCountMax: actionByteCountMax) {
    case "accept":
      let form = Parameters(object: content, path: "\(answer.path).content")
      guard let isAgreed = try form.optional(field, .boolean)?.boolean else { return .unavailable }
      return isAgreed ? .accepted : .declined
    case "decline": return .declined
    case "cancel": return .dismissed
    case let action: throw .invalidParams(.unknownAction(action))
    }
  }

  /// The longest action that is repeated in an error, as JSON text.
  private static let actionByteCountMax = 64

  /// Whether a client's capabilities say that it can show a form.
  ///
  /// An empty object means forms, as in 2025-06-18; one that names its modes (2025-11-25) must name that one.
  static func isOffered(by capabilities: JSONValue?) -> Bool {
    guard let offered = capabilities?["elicitation"], offered.kind == .object else { return false }
    return offered["form"] != nil || offered["url"] == nil
  }

  /// The most names of capabilities that are kept.
  static let capabilityCountMax = 32

  /// The names of what a client says it can be asked.
  static func names(of capabilities: JSONValue?) -> Set<String> {
    guard let capabilities, capabilities.kind == .object else { return [] }
    return Set(
      capabilities.members.lazy.filter { $0.value.kind == .object && $0.key.utf8.count <= 64 }
        .prefix(capabilityCountMax).map(\.key))
  }
}
