internal import Values

/// A request to a model that a person can pick: one entry of `prompts/list`.
public struct Prompt: Sendable {
  /// Where the messages come from.
  public enum Content: Sendable {
    /// One message of the person, for these arguments; those that were not given are not there.
    case text(@Sendable (_ arguments: [String: String]) -> String)
    /// Whoever runs the server answers it.
    case host
  }

  /// One argument; all arguments of prompts are texts.
  public struct Argument: Sendable {
    /// Its name.
    public let name: String
    /// What it means.
    public let description: String
    /// Whether the prompt is refused without it.
    public let isRequired: Bool
    /// How its value is completed.
    public let completion: Completion?
    /// What it is when it is left out.
    public let defaultValue: String?

    /// An argument.
    public init(
      _ name: String, _ description: String, isRequired: Bool = false, completion: Completion? = nil,
      defaultValue: String? = nil
    ) {
      self.name = name
      self.description = description
      self.isRequired = isRequired
      self.completion = completion
      self.defaultValue = defaultValue
    }
  }

  /// The most bytes of one argument: it becomes part of what a model reads.
  public static let argumentByteCountMax = 1024

  /// The name that clients get it by.
  public let name: String
  /// A name for people.
  public let title: String
  /// What it is for.
  public let description: String
  /// Its arguments.
  public let arguments: [Argument]
  /// The tools that its text speaks of; it is not there without all of them.
  public let neededTools: [String]
  /// The tool whose rules hold for arguments that are called as its parameters are; nil when there is none.
  public let checkedBy: String?
  /// Where the messages come from.
  public let content: Content

  /// A prompt.
  public init(
    _ name: String, title: String, description: String, arguments: [Argument] = [],
    neededTools: [String] = [], checkedBy: String? = nil, content: Content
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.arguments = arguments
    self.neededTools = neededTools
    self.checkedBy = checkedBy
    self.content = content
  }

  /// The arguments with those that were left out and have a default.
  public func withDefaults(_ given: [String: String]) -> [String: String] {
    arguments.reduce(into: given) { all, argument in
      if all[argument.name] == nil { all[argument.name] = argument.defaultValue }
    }
  }

  /// Has the rules of the tool look at the arguments that would become its own: what it would refuse is
  /// refused before a model writes a plan around it.
  ///
  /// - Parameter arguments: those that were given and those with a default.
  public func check(_ arguments: [String: String]) throws(ToolFailure) {
    guard let tool = checkedBy.flatMap({ Catalog.tool(named: $0) }) else { return }
    let members = arguments.filter { tool.parameter(named: $0.key) != nil }.sorted { $0.key < $1.key }
    let object = JSON.object(members.map { JSON.Member(key: $0.key, value: .string($0.value)) })
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(object.encoded())
    } catch {
      throw ToolFailure(kind: .internalError, message: "composed arguments are not JSON: \(error)")
    }
    _ = try ArgumentCheck.check(document.root, of: tool)
  }
}
