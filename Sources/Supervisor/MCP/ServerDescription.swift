public import Catalog

/// What a server says about itself, the same for all its sessions.
///
/// Lists and descriptions are turned into bytes here, once, and shared by every session that is made from it.
public struct ServerDescription: Sendable {
  /// The most tools on one page of `tools/list`. Some clients never ask for a second page, so one page holds
  /// more than any configuration lists.
  public static let pageToolCountDefault = 100

  /// The program's name, as `serverInfo.name`.
  public let name: String
  /// The program's version, as `serverInfo.version`.
  public let version: String
  /// What a model should know before it uses the tools; none when empty.
  public let instructions: String
  /// The tools that are listed and can be called, in the order of the list.
  public let tools: [Tool]
  /// What is offered besides them.
  public let features: ServerFeatures

  let answers: PreparedAnswers

  /// Describes a server.
  ///
  /// - Parameter pageToolCount: the most tools on a page of `tools/list`, at least 1.
  public init(
    name: String, version: String, instructions: String, tools: [Tool],
    features: ServerFeatures = ServerFeatures(),
    pageToolCount: Int = ServerDescription.pageToolCountDefault
  ) {
    precondition(pageToolCount > 0, "a page holds at least one tool")
    self.name = name
    self.version = version
    self.instructions = instructions
    self.tools = tools
    self.features = features
    answers = PreparedAnswers(
      name: name, version: version, instructions: instructions, tools: tools, features: features,
      pageToolCount: pageToolCount)
  }
}
