public import Catalog

/// What a server offers besides calling the tools of the catalogue. By default nothing: empty lists.
public struct ServerFeatures: Sendable {
  /// What can be read by address.
  public var resources: [Resource] = []
  /// What a person can have a model asked.
  public var prompts: [Prompt] = []
  /// Tools that are not in the catalogue; whoever runs the server answers them.
  public var hostedTools: [HostedTool] = []
  /// Tools that can be called and are not listed: their worker will not come back by itself, and a call says
  /// why.
  public var unlistedTools: Set<String> = []
  /// Whether the list of tools may change while a client is there; declared as `listChanged`.
  public var toolsChange = false
  /// The same of the prompts.
  public var promptsChange = false
  /// The same of the resources.
  public var resourcesChange = false
  /// Whether log messages are sent to a client that asks for them.
  public var sendsLogs = false

  /// Nothing.
  public init() {}

  /// What the tables offer to somebody who may use these tools.
  ///
  /// Everything else follows from the tools: a resource or prompt that would need a tool which is not there
  /// is not there either.
  public init(of tools: [Tool]) {
    let names = Set(tools.map(\.name))
    resources = Catalog.resources.filter { $0.neededTool.map(names.contains) ?? true }
    prompts = Catalog.prompts.filter { $0.neededTools.allSatisfy(names.contains) }
    sendsLogs = true
  }

  /// Whether anything can be completed.
  var completes: Bool {
    resources.contains { !$0.completions.isEmpty } || hasHostedPrompts
      || prompts.contains { $0.arguments.contains { $0.completion != nil } }
  }

  private var hasHostedPrompts: Bool {
    prompts.contains { if case .host = $0.content { true } else { false } }
  }

  /// Whether clients can hear of changes of some resource.
  var watches: Bool { resources.contains { $0.isWatched } }
}
