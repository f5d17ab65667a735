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

    /// An argument.
    public init(
      _ name: String, _ description: String, isRequired: Bool = false, completion: Completion? = nil
    ) {
      self.name = name
      self.description = description
      self.isRequired = isRequired
      self.completion = completion
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
  /// Where the messages come from.
  public let content: Content

  /// A prompt.
  public init(
    _ name: String, title: String, description: String, arguments: [Argument] = [],
    neededTools: [String] = [], content: Content
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.arguments = arguments
    self.neededTools = neededTools
    self.content = content
  }
}
