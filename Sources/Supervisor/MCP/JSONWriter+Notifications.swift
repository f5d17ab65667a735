import Values

/// What is told unasked, and what belongs to subscriptions.
extension JSONWriter {
  private static let subscriptionKey = "io.modelcontextprotocol/subscriptionId"

  /// The notification of a change.
  ///
  /// - Parameter subscription: the request that asked for it, in the stateless era.
  mutating func notification(_ change: MCPSession.Change, subscription: RequestID?) {
    beginObject()
    member("jsonrpc", "2.0")
    member("method", change.method)
    if subscription != nil || change.hasParameters {
      key("params")
      beginObject()
      if let subscription { mark(subscription) }
      switch change {
      // Of what is watched each address is told by itself.
      case .tools, .prompts, .resources, .watched: break
      case .resource(let address): member("uri", address)
      case .logged(let message):
        member("level", message.level.rawValue)
        if !message.logger.isEmpty { member("logger", message.logger) }
        member("data", message.data)
      }
      endObject()
    }
    endObject()
  }

  /// `notifications/subscriptions/acknowledged`: what of the wishes is fulfilled.
  mutating func acknowledgement(of subscription: Subscription) {
    beginObject()
    member("jsonrpc", "2.0")
    member("method", "notifications/subscriptions/acknowledged")
    key("params")
    beginObject()
    mark(subscription.id)
    key("notifications")
    beginObject()
    if subscription.tools { member("toolsListChanged", true) }
    if subscription.prompts { member("promptsListChanged", true) }
    if subscription.resources { member("resourcesListChanged", true) }
    if !subscription.addresses.isEmpty {
      key("resourceSubscriptions")
      beginArray()
      for address in subscription.addresses { string(address.text) }
      endArray()
    }
    endObject()
    endObject()
    endObject()
  }

  /// The result of a `subscriptions/listen`, which ends it.
  mutating func end(of subscription: Subscription, serverInfo: [UInt8]) {
    beginObject()
    member("jsonrpc", "2.0")
    key("id")
    raw(subscription.id.bytes)
    key("result")
    beginObject()
    member("resultType", "complete")
    key("_meta")
    beginObject()
    key(RequestMetadata.serverKey)
    raw(serverInfo)
    key(Self.subscriptionKey)
    raw(subscription.id.bytes)
    endObject()
    endObject()
    endObject()
  }

  /// `notifications/cancelled`: nothing more comes of this subscription.
  mutating func cancellation(of subscription: Subscription) {
    beginObject()
    member("jsonrpc", "2.0")
    member("method", "notifications/cancelled")
    key("params")
    beginObject()
    key("requestId")
    raw(subscription.id.bytes)
    endObject()
    endObject()
  }

  private mutating func mark(_ subscription: RequestID) {
    key("_meta")
    beginObject()
    key(Self.subscriptionKey)
    raw(subscription.bytes)
    endObject()
  }
}

extension MCPSession.Change {
  fileprivate var method: String {
    switch self {
    case .tools: "notifications/tools/list_changed"
    case .prompts: "notifications/prompts/list_changed"
    case .resources: "notifications/resources/list_changed"
    case .resource, .watched: "notifications/resources/updated"
    case .logged: "notifications/message"
    }
  }

  fileprivate var hasParameters: Bool {
    switch self {
    case .tools, .prompts, .resources: false
    case .resource, .watched, .logged: true
    }
  }
}
