import Values

/// A question to the person behind the client: `elicitation/create` (MCP 2025-06-18, "Elicitation"), and what
/// its answer means.
///
/// It fails closed: only the action `accept` together with `true` in the one field of the form is a yes. A
/// client that accepts forms unread, or fills in nothing, has not agreed to anything.
struct Elicitation: Sendable {
  /// The one field of the form.
  static let field = "confirm"

  /// The call that waits.
  let callID: UInt64
  /// The id of our request.
  let id: RequestID

  /// What a client's answer to our request means.
  static func verdict(of response: JSONValue) -> ElicitationVerdict {
    guard let result = response["result"] else { return .unavailable }
    switch result["action"]?.string {
    case "accept": return result["content"]?[field]?.boolean == true ? .accepted : .declined
    case "decline": return .declined
    default: return .dismissed
    }
  }

  /// Whether a client's capabilities say that it can show a form.
  ///
  /// An empty object means forms, as in 2025-06-18; one that names its modes (2025-11-25) must name that one.
  static func isOffered(by capabilities: JSONValue?) -> Bool {
    guard let offered = capabilities?["elicitation"], offered.kind == .object else { return false }
    return offered["form"] != nil || offered["url"] == nil
  }
}
