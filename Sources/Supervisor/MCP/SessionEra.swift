import Catalog
import Values

/// The versions that open a session with `initialize`: the state of one session.
struct SessionEra: Sendable {
  /// The version that `initialize` agreed on; `nil` before it.
  private(set) var version: ProtocolVersion?
  /// Whether the person behind the client can be asked something.
  private(set) var canAsk = false
  /// What the client can be asked, by the names of its capabilities.
  private(set) var capabilities: Set<String> = []
  /// The least grave log message that the client wants; none are sent before it has said so.
  private(set) var logLevel: LogLevel?
  /// The resources whose changes it wants to hear of.
  private(set) var watched: [WatchedAddress] = []
  /// Whether the client has said that it is ready, or asked something after `initialize`: nothing unasked
  /// goes out before.
  private var isReady = false

  /// What to do with a request of this era.
  ///
  /// `initialize` opens the session at once, because clients exist that forget `notifications/initialized`.
  mutating func action(for request: Request, _ server: PreparedAnswers) -> Action {
    do throws(MCPError) {
      guard let method = request.method, method.exists(in: .session), method.exists(with: server.features)
      else {
        throw .unknownMethod(request.methodName, version)
      }
      switch (version, method) {
      case (let version?, .initialize): throw .invalidRequest(.alreadyInitialized(version))
      case (let version?, _):
        isReady = true
        return try action(for: method, request, server, version)
      case (nil, .initialize): return try open(request, server)
      // Allowed by all versions before `initialize`, and an empty result looks the same in all of them.
      case (nil, .ping):
        return try SharedMethods.action(
          for: method, request, server, ToolRequest.Circumstances(ProtocolVersion.latestSession))
      case (nil, _): throw .notInitialized(method: request.methodName)
      }
    } catch {
      return .fail(error)
    }
  }

  /// The client has received the answer to `initialize`.
  mutating func becomeReady() {
    isReady = version != nil
  }

  /// Whether the client wants to be told of a change.
  func hears(_ change: MCPSession.Change, _ server: PreparedAnswers) -> Bool {
    guard isReady else { return false }
    switch change {
    case .tools: return server.features.toolsChange
    case .prompts: return server.features.promptsChange
    case .resources: return server.features.resourcesChange
    case .resource(let address): return watched.contains { $0.text == address }
    // Told address by address.
    case .watched: return false
    case .logged(let message):
      guard let logLevel, message.level >= logLevel else { return false }
      return message.role.map(server.hasTools) ?? true
    }
  }

  private mutating func action(
    for method: Method, _ request: Request, _ server: PreparedAnswers, _ version: ProtocolVersion
  ) throws(MCPError) -> Action {
    switch method {
    case .setLevel:
      logLevel = try Self.level(try request.parameters())
    case .subscribe:
      let (address, resource) = try Self.resource(request, server, version)
      guard resource.canBeWatched else { throw .invalidParams(.unwatchedResource(address)) }
      guard try SharedMethods.isThere(resource, at: address, server) else {
        throw .invalidParams(.unknownResource(address, version))
      }
      guard !watched.contains(where: { $0.text == address }) else { break }
      guard watched.count < Subscription.addressCountMax else {
        throw .tooManySubscriptions(countMax: Subscription.addressCountMax)
      }
      watched.append(WatchedAddress(address, of: resource))
    case .unsubscribe:
      let (address, _) = try Self.resource(request, server, version)
      watched.removeAll { $0.text == address }
    default:
      var circumstances = ToolRequest.Circumstances(version)
      circumstances.capabilities = capabilities
      circumstances.hasForms = canAsk
      return try SharedMethods.action(for: method, request, server, circumstances)
    }
    return .answer(server.answers(in: version).pong)
  }

  private static func level(_ params: Parameters) throws(MCPError) -> LogLevel {
    let name = try params.requiredText("level", byteCountMax: SharedMethods.nameByteCountMax)
    guard let level = LogLevel(rawValue: name) else { throw .invalidParams(.unknownLogLevel(name)) }
    return level
  }

  /// The address that a request names, and the resource that has it.
  private static func resource(
    _ request: Request, _ server: PreparedAnswers, _ version: ProtocolVersion
  ) throws(MCPError) -> (String, Resource) {
    let address = try request.parameters().requiredText(
      "uri", byteCountMax: Subscription.addressByteCountMax)
    guard let resource = server.resource(at: address) else {
      throw .invalidParams(.unknownResource(address, version))
    }
    return (address, resource)
  }

  private mutating func open(_ request: Request, _ server: PreparedAnswers) throws(MCPError) -> Action {
    let params = try request.parameters()
    let requested = try params.required("protocolVersion", .string)
    // Required by the schemas, but nothing here depends on them: their absence keeps no client out.
    let offered = try params.optional("capabilities", .object)
    _ = try params.optional("clientInfo", .object)
    let agreed = ProtocolVersion.agreed(requested: requested.string ?? "")
    version = agreed
    canAsk = agreed.rules.hasElicitation && Elicitation.isOffered(by: offered)
    capabilities = Elicitation.names(of: offered)
    return .answer(server.answers(in: agreed).greeting)
  }
}
