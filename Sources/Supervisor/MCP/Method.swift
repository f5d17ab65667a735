import Values

/// The requests that this server knows, the most frequent first because they are compared in this order.
enum Method: CaseIterable {
  case toolsCall, toolsList, ping, initialize, discover
  case resourcesList, resourceTemplatesList, resourcesRead, promptsList, promptsGet

  /// The method of a request, compared without decoding; `nil` when it is none of ours.
  init?(_ value: JSONValue) {
    for method in Method.allCases where value.isString(method.name) {
      self = method
      return
    }
    return nil
  }

  /// The name on the wire.
  var name: String {
    switch self {
    case .toolsCall: "tools/call"
    case .toolsList: "tools/list"
    case .ping: "ping"
    case .initialize: "initialize"
    case .discover: "server/discover"
    case .resourcesList: "resources/list"
    case .resourceTemplatesList: "resources/templates/list"
    case .resourcesRead: "resources/read"
    case .promptsList: "prompts/list"
    case .promptsGet: "prompts/get"
    }
  }

  /// Whether the era has this method: 2026-07-28 took `initialize` and `ping` out and brought
  /// `server/discover`.
  func exists(in era: ProtocolRules.Era) -> Bool {
    switch self {
    case .initialize, .ping: era == .session
    case .discover: era == .stateless
    default: true
    }
  }
}
