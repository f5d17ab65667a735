import Catalog
import Values

/// The versions without sessions: each request is judged by what it carries, and nothing is remembered of it.
///
/// Source: the 2026-07-28 specification, "Overview" (`_meta`) and "Versioning and Compatibility".
enum StatelessEra {
  /// The longest version text that is repeated in an error.
  static let versionByteCountMax = 256

  /// What to do with a request of this era.
  static func action(for request: Request, _ server: PreparedAnswers) -> Action {
    do throws(MCPError) {
      let circumstances = try circumstances(of: request)
      let version = circumstances.version
      guard let method = request.method, method.exists(in: .stateless), method.exists(with: server.features)
      else { throw .unknownMethod(request.methodName, version) }
      if method == .listen { return .listen(try subscription(request, server, version)) }
      return try SharedMethods.action(for: method, request, server, circumstances)
    } catch {
      return .fail(error)
    }
  }

  /// What a request says of itself, once its metadata is complete.
  private static func circumstances(of request: Request) throws(MCPError) -> ToolRequest.Circumstances {
    _ = try request.parameters()
    let members = try request.metadata.members()
    let requested = try members.requiredText(
      RequestMetadata.versionKey, byteCountMax: versionByteCountMax)
    guard let version = ProtocolVersion(rawValue: requested), version.rules.era == .stateless else {
      throw .unsupportedVersion(requested: requested)
    }
    var circumstances = ToolRequest.Circumstances(version)
    let offered = try members.required(RequestMetadata.capabilitiesKey, .object)
    circumstances.capabilities = Elicitation.names(of: offered)
    circumstances.hasForms = Elicitation.isOffered(by: offered)
    _ = try members.optional(RequestMetadata.clientKey, .object)
    if let name = try members.optional(RequestMetadata.logLevelKey, .string)?.string {
      guard let level = LogLevel(rawValue: name) else { throw .invalidParams(.unknownLogLevel(name)) }
      circumstances.logLevel = level
    }
    return circumstances
  }

  /// What of a client's wishes can be fulfilled. What this server never tells is left out, so that the
  /// acknowledgement says what will be heard.
  private static func subscription(
    _ request: Request, _ server: PreparedAnswers, _ version: ProtocolVersion
  ) throws(MCPError) -> Subscription {
    let params = try request.parameters()
    let wishes = Parameters(
      object: try params.required("notifications", .object), path: "params.notifications")
    var subscription = Subscription(request.id, version)
    subscription.tools = try wishes.isTrue("toolsListChanged") && server.features.toolsChange
    subscription.prompts = try wishes.isTrue("promptsListChanged") && server.features.promptsChange
    subscription.resources = try wishes.isTrue("resourcesListChanged") && server.features.resourcesChange
    guard let addresses = try wishes.optional("resourceSubscriptions", .array) else { return subscription }
    guard addresses.count <= Subscription.addressCountMax else {
      throw .tooManySubscriptions(countMax: Subscription.addressCountMax)
    }
    for value in addresses.elements {
      guard value.kind == .string else {
        throw .invalidParams(
          .wrongType(
            field: "params.notifications.resourceSubscriptions[]", expected: .string, found: value.kind))
      }
      guard value.rawBytes.count <= Subscription.addressByteCountMax, let address = value.string,
        let resource = server.resource(at: address), resource.isWatched,
        try SharedMethods.isThere(resource, at: address, server),
        !subscription.addresses.contains(where: { $0.text == address })
      else { continue }
      subscription.addresses.append(WatchedAddress(address, of: resource))
    }
    return subscription
  }
}
