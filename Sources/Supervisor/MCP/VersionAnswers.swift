import Catalog
import Values

/// The prepared results of one version.
struct VersionAnswers: Sendable {
  /// The result of `initialize`, or of `server/discover` in the stateless era.
  let greeting: [UInt8]
  /// The result of `ping`: an empty one.
  let pong: [UInt8]
  /// The pages of `tools/list`.
  let toolPages: [ToolPage]
  /// The results of `resources/list`, `resources/templates/list` and `prompts/list`. Clients ask for them
  /// whether declared or not, and some take "method not found" for a broken server.
  let resources: [UInt8]
  let resourceTemplates: [UInt8]
  let prompts: [UInt8]

  init(
    version: ProtocolVersion, serverInfo: [UInt8], instructions: String, features: ServerFeatures,
    toolPages: [ToolPage]
  ) {
    let rules = version.rules
    greeting = VersionAnswers.greeting(version, serverInfo, instructions, features)
    pong = VersionAnswers.result(rules, serverInfo, isCacheable: false) { _ in }
    self.toolPages = toolPages
    resources = VersionAnswers.list("resources", rules, serverInfo) { writer in
      for resource in features.resources where !resource.pattern.isTemplate {
        writer.entry(of: resource, rules)
      }
    }
    resourceTemplates = VersionAnswers.list("resourceTemplates", rules, serverInfo) { writer in
      for resource in features.resources where resource.pattern.isTemplate {
        writer.entry(of: resource, rules)
      }
    }
    prompts = VersionAnswers.list("prompts", rules, serverInfo) { writer in
      for prompt in features.prompts { writer.entry(of: prompt, rules) }
    }
  }

  /// A result object with what the era puts into every result, and then the members written by `body`.
  static func result(
    _ rules: ProtocolRules, _ serverInfo: [UInt8], isCacheable: Bool, reservingByteCount: Int = 256,
    body: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    result(
      rules, serverInfo, freshMilliseconds: isCacheable ? PreparedAnswers.freshnessMilliseconds : nil,
      reservingByteCount: reservingByteCount, body: body)
  }

  /// The same, for a result that stays good for so long; nil for one that no client may keep at all.
  static func result(
    _ rules: ProtocolRules, _ serverInfo: [UInt8], freshMilliseconds: Int?, reservingByteCount: Int = 256,
    body: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = JSONWriter(reservingByteCount: reservingByteCount)
    writer.beginObject()
    if rules.era == .stateless { writer.statelessMembers(serverInfo: serverInfo) }
    body(&writer)
    if rules.era == .stateless, let freshMilliseconds {
      writer.member("ttlMs", freshMilliseconds)
      // Private, because what is listed depends on the operator's configuration and on who asks.
      writer.member("cacheScope", "private")
    }
    writer.endObject()
    return writer.bytes
  }

  private static func list(
    _ name: String, _ rules: ProtocolRules, _ serverInfo: [UInt8], entries: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    result(rules, serverInfo, isCacheable: true) { writer in
      writer.key(name)
      writer.beginArray()
      entries(&writer)
      writer.endArray()
    }
  }

  private static func greeting(
    _ version: ProtocolVersion, _ serverInfo: [UInt8], _ instructions: String, _ features: ServerFeatures
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
      writer.key("capabilities")
      writer.value(capabilities(features, version.rules))
      if !isStateless {
        writer.key("serverInfo")
        writer.raw(serverInfo[...])
      }
      if !instructions.isEmpty { writer.member("instructions", instructions) }
    }
  }

  /// What is declared is what works. Tools, resources and prompts always, because their lists are answered.
  private static func capabilities(_ features: ServerFeatures, _ rules: ProtocolRules) -> JSON {
    var members: [JSON.Member] = []
    func add(_ name: String, _ claims: [(String, Bool)]) {
      members.append(
        JSON.Member(
          key: name,
          value: .object(claims.filter { $0.1 }.map { JSON.Member(key: $0.0, value: .boolean(true)) })))
    }
    if features.completes, rules.declaresCompletions { add("completions", []) }
    // Deprecated in 2026-07-28: there a request that names a level gets what belongs to it.
    if features.sendsLogs, rules.era == .session { add("logging", []) }
    add("prompts", [("listChanged", features.promptsChange)])
    add("resources", [("subscribe", features.watches), ("listChanged", features.resourcesChange)])
    add("tools", [("listChanged", features.toolsChange)])
    return .object(members)
  }
}
