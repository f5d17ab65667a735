import Catalog
import Values

/// The results that do not depend on the request, as bytes, for every version.
///
/// A class so that hundreds of sessions share one copy; immutable, so that sharing is safe.
final class PreparedAnswers: Sendable {
  /// How long a client of the stateless era may keep a list or a description. The list changes only with the
  /// configuration, that is with a restart; five minutes bound how long a restart goes unnoticed.
  static let freshnessMilliseconds = 300_000

  /// `{"name":…,"version":…}`
  let serverInfo: [UInt8]
  private let tools: [Tool]
  /// What is offered besides them.
  let features: ServerFeatures
  /// The names of what is listed, to see whether another description lists something else.
  let listedNames: ListedNames
  /// The listed tools by the bytes of their names.
  let toolIndex: ToolIndex
  let callWords = CallWords()
  /// What headers repeat of arguments, by the tools that have such parameters.
  let mirrored: [String: [MirroredParameter]]
  private let byVersion: [ProtocolVersion: VersionAnswers]

  init(
    name: String, version: String, instructions: String, tools: [Tool], features: ServerFeatures,
    pageToolCount: Int
  ) {
    self.tools = tools
    self.features = features
    toolIndex = ToolIndex(tools)
    listedNames = ListedNames(tools, features)
    var info = JSONWriter(reservingByteCount: 64)
    info.beginObject()
    info.member("name", name)
    info.member("version", version)
    info.endObject()
    serverInfo = info.bytes
    let described =
      tools.filter { !features.unlistedTools.contains($0.name) }.map { DescribedTool($0) }
      + features.hostedTools.map { DescribedTool($0) }
    mirrored = Dictionary(
      uniqueKeysWithValues: described.lazy.filter { !$0.mirrored.isEmpty }.map { ($0.name, $0.mirrored) })
    var byVersion: [ProtocolVersion: VersionAnswers] = [:]
    for version in ProtocolVersion.allCases {
      // Versions with the same rules for tools share the same bytes.
      let twin = byVersion.first { $0.key.rules.listsToolsLike(version.rules) }
      byVersion[version] = VersionAnswers(
        version: version, serverInfo: serverInfo, instructions: instructions, features: features,
        toolPages: twin?.value.toolPages
          ?? ToolPage.pages(of: described, rules: version.rules, serverInfo, pageToolCount: pageToolCount))
    }
    self.byVersion = byVersion
  }

  /// The answers of one version.
  func answers(in version: ProtocolVersion) -> VersionAnswers {
    guard let answers = byVersion[version] else { preconditionFailure("made for all cases in init") }
    return answers
  }

  /// The listed tool of that name.
  ///
  /// - Throws: `MCPError` naming the nearest one.
  func tool(named name: String) throws(MCPError) -> Tool {
    guard let tool = toolIndex.tool(utf8: name.utf8Span.span) else {
      let nearest = NearestName.find(name, among: tools.map(\.name) + features.hostedTools.map(\.name))
      throw .invalidParams(.unknownTool(name, nearest: nearest))
    }
    return tool
  }

  /// The tool of that name that the host answers.
  func hostedTool(named name: String) -> HostedTool? {
    features.hostedTools.first { $0.name == name }
  }

  /// The resource at an address: one that has it, before one whose pattern matches it.
  func resource(at address: String) -> Resource? {
    features.resources.first { $0.pattern.text == address && !$0.pattern.isTemplate }
      ?? features.resources.first { $0.pattern.isTemplate && $0.pattern.values(in: address) != nil }
  }

  /// Whether a tool of this role can be called.
  func hasTools(of role: Role) -> Bool {
    tools.contains { $0.role == role }
  }
}

extension ProtocolRules {
  fileprivate func listsToolsLike(_ other: ProtocolRules) -> Bool {
    era == other.era && hasToolTitle == other.hasToolTitle && hasToolAnnotations == other.hasToolAnnotations
      && hasStructuredContent == other.hasStructuredContent
  }
}
