import Values

/// The versions that open a session with `initialize`: the state of one session.
struct SessionEra: Sendable {
  /// The version that `initialize` agreed on; `nil` before it.
  private(set) var version: ProtocolVersion?
  /// Whether the person behind the client can be asked something.
  private(set) var canAsk = false

  /// What to do with a request of this era.
  ///
  /// `initialize` opens the session at once. Waiting for `notifications/initialized` would gain nothing: we
  /// send nothing unasked, and clients exist that forget it.
  mutating func action(for request: Request, _ server: PreparedAnswers) -> Action {
    do throws(MCPError) {
      guard let method = request.method, method.exists(in: .session) else {
        throw .unknownMethod(request.methodName, version)
      }
      switch (version, method) {
      case (let version?, .initialize): throw .invalidRequest(.alreadyInitialized(version))
      case (let version?, _): return try SharedMethods.action(for: method, request, server, version)
      case (nil, .initialize): return try open(request, server)
      // Allowed by all versions before `initialize`, and an empty result looks the same in all of them.
      case (nil, .ping):
        return try SharedMethods.action(for: method, request, server, ProtocolVersion.latestSession)
      case (nil, _): throw .notInitialized(method: request.methodName)
      }
    } catch {
      return .fail(error)
    }
  }

  private mutating func open(_ request: Request, _ server: PreparedAnswers) throws(MCPError) -> Action {
    let params = try request.parameters()
    let requested = try params.required("protocolVersion", .string)
    // Required by the schemas, but nothing here depends on them: their absence keeps no client out.
    let capabilities = try params.optional("capabilities", .object)
    _ = try params.optional("clientInfo", .object)
    let agreed = ProtocolVersion.agreed(requested: requested.string ?? "")
    version = agreed
    canAsk = agreed.rules.hasElicitation && Elicitation.isOffered(by: capabilities)
    return .answer(server.answers(in: agreed).greeting)
  }
}
