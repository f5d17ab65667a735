import Values

/// The requests that this server knows, the most frequent first because they are compared in this order.
enum Method: CaseIterable {
  case toolsCall, toolsList, ping, initialize, discover
  case resourcesList, resourceTemplatesList, resourcesRead, promptsList, promptsGet
  case complete, setLevel, subscribe, unsubscribe, listen

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
    case .complete: "completion/complete"
    case .setLevel: "logging/setLevel"
    case .subscribe: "resources/subscribe"
    case .unsubscribe: "resources/unsubscribe"
    case .listen: "subscriptions/listen"
    }
  }

  /// Whether the era has this method: 2026-07-28 took the ones of sessions out and brought `server/discover`
  /// and `subscriptions/listen`.
  func exists(in era: ProtocolRules.Era) -> Bool {
    switch self {
    case .initialize, .ping, .setLevel, .subscribe, .unsubscribe: era == .session
    case .discover, .listen: era == .stateless
    default: true
    }
  }

  /// Whether a server with these features has it. The lists are answered whether there is anything in them or
  /// not: clients ask for them unconditionally, and some take "method not found" for a broken server.
  func exists(with features: ServerFeatures) -> Bool {
    switch self {
    case .complete: features.completes
    case .setLevel: features.sendsLogs
    case .subscribe, .unsubscribe: features.watches
    default: true
    }
  }
}
