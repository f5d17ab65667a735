/// What a client of the stateless era listens to: one `subscriptions/listen` that has not ended.
///
/// Its id is in every notification that goes out for it, which is how a client on stdio tells several apart.
struct Subscription: Sendable {
  /// The most of them on one stream.
  static let countMax = 16
  /// The most addresses that one of them, or one session, names.
  static let addressCountMax = 64
  /// The longest address that is watched, as JSON text.
  static let addressByteCountMax = 1024

  /// The request that opened it.
  let id: RequestID
  /// The version it was opened in.
  let version: ProtocolVersion
  /// Whether changes of these lists are told.
  var tools = false
  var prompts = false
  var resources = false
  /// The resources whose changes are told.
  var addresses: [WatchedAddress] = []

  init(_ id: RequestID, _ version: ProtocolVersion) {
    self.id = id
    self.version = version
  }

  /// Whether it asked for a change. Log messages belong to requests and never go here.
  func hears(_ change: MCPSession.Change) -> Bool {
    switch change {
    case .tools: tools
    case .prompts: prompts
    case .resources: resources
    case .resource(let address): addresses.contains { $0.text == address }
    // Told address by address.
    case .watched, .logged: false
    }
  }
}
