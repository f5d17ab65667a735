import Values

/// The prepared results of one version.
struct VersionAnswers: Sendable {
  /// The result of `initialize`, or of `server/discover` in the stateless era.
  let greeting: [UInt8]
  /// The result of `ping`: an empty one.
  let pong: [UInt8]
  /// The pages of `tools/list`.
  let toolPages: [ToolPage]
  /// The results of `resources/list`, `resources/templates/list` and `prompts/list`, all of them empty so
  /// far. Clients ask for them whether declared or not, and some take "method not found" for a broken server.
  let noResources: [UInt8]
  let noResourceTemplates: [UInt8]
  let noPrompts: [UInt8]

  init(version: ProtocolVersion, serverInfo: [UInt8], instructions: String, toolPages: [ToolPage]) {
    let rules = version.rules
    greeting = VersionAnswers.greeting(version, serverInfo, instructions)
    pong = VersionAnswers.result(rules, serverInfo, isCacheable: false) { _ in }
    self.toolPages = toolPages
    noResources = VersionAnswers.emptyList("resources", rules, serverInfo)
    noResourceTemplates = VersionAnswers.emptyList("resourceTemplates", rules, serverInfo)
    noPrompts = VersionAnswers.emptyList("prompts", rules, serverInfo)
  }

  /// A result object with what the era puts into every result, and then the members written by `body`.
  static func result(
    _ rules: ProtocolRules, _ serverInfo: [UInt8], isCacheable: Bool, reservingByteCount: Int = 256,
    body: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = JSONWriter(reservingByteCount: reservingByteCount)
    writer.beginObject()
    if rules.era == .stateless { writer.statelessMembers(serverInfo: serverInfo) }
    body(&writer)
    if rules.era == .stateless, isCacheable {
      writer.member("ttlMs", PreparedAnswers.freshnessMilliseconds)
      // Private, because what is listed depends on the operator's configuration and on who asks.
      writer.member("cacheScope", "private")
    }
    writer.endObject()
    return writer.bytes
  }

  private static func emptyList(
    _ name: String, _ rules: ProtocolRules, _ serverInfo: [UInt8]
  ) -> [UInt8] {
    result(rules, serverInfo, isCacheable: true) { writer in
      writer.key(name)
      writer.beginArray()
      writer.endArray()
    }
  }

  private static func greeting(
    _ version: ProtocolVersion, _ serverInfo: [UInt8], _ instructions: String
  ) -> [UInt8] {
    let isStateless = version.rules.era == .stateless
    return result(version.rules, serverInfo, isCacheable: true) { writer in
      if isStateless {
        writer.key("supportedVersions")
        writer.beginArray()
        for version in ProtocolVersion.versions(of: .stateless) { writer.string(version.rawValue) }
        writer.endArray()
      } else {
        writer.member("protocolVersion", version.rawValue)
      }
      // Declared because their lists are answered. No `listChanged`, no `logging`: nothing of the kind is
      // sent.
      writer.key("capabilities")
      writer.value(["prompts": .object([]), "resources": .object([]), "tools": .object([])])
      if !isStateless {
        writer.key("serverInfo")
        writer.raw(serverInfo[...])
      }
      if !instructions.isEmpty { writer.member("instructions", instructions) }
    }
  }
}
