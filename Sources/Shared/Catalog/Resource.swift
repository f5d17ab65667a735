public import Values

/// Something that a client can read by its address: one entry of `resources/list`, or of
/// `resources/templates/list` when the address has variables.
///
/// A reading that needs the exchange or a worker is a call of the tool that answers it, with the tool's
/// checks, deadline and scope: a resource can do nothing that its tool cannot, and is there only where the
/// tool is.
public struct Resource: Sendable {
  /// Where the text comes from.
  public enum Content: Sendable {
    /// The program's own text, for these values of the address's variables; nil when there is no such thing.
    case text(@Sendable (_ values: [String: String]) -> String?)
    /// The answer of a tool.
    case call(tool: String, arguments: [Argument])
    /// Whoever runs the server answers it.
    case host
  }

  /// One argument of the tool that answers.
  public struct Argument: Sendable {
    let name: String
    let value: Value

    /// What the argument is.
    public enum Value: Sendable {
      /// Always this.
      case constant(JSON)
      /// What a variable of the address stands for.
      case variable(String)
    }

    /// An argument.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// Its address or pattern.
  public let pattern: ResourcePattern
  /// A name for programs.
  public let name: String
  /// A name for people.
  public let title: String
  /// What it holds.
  public let description: String
  /// The type of its text.
  public let mimeType: String
  /// Where the text comes from.
  public let content: Content
  /// Whether clients that ask for it hear when it has changed.
  public let isWatched: Bool
  /// How its variables can be completed, by their names.
  public let completions: [String: Completion]

  /// A resource.
  public init(
    _ address: String, name: String, title: String, description: String,
    mimeType: String = "application/json", content: Content, isWatched: Bool = false,
    completions: [String: Completion] = [:]
  ) {
    pattern = ResourcePattern(address)
    self.name = name
    self.title = title
    self.description = description
    self.mimeType = mimeType
    self.content = content
    self.isWatched = isWatched
    self.completions = completions
  }

  /// Whether a client may ask to hear of changes: where they are told, and where there can be none. The host
  /// knows by himself what he tells.
  public var canBeWatched: Bool {
    if case .call = content { isWatched } else { true }
  }

  /// The tool without which there is no such resource; nil when it needs none.
  public var neededTool: String? {
    if case .call(let tool, _) = content { tool } else { nil }
  }

  /// The arguments of the tool that answers, as a JSON object.
  public func arguments(_ values: [String: String]) -> JSON {
    guard case .call(_, let arguments) = content else { return .object([]) }
    return .object(
      arguments.map { argument in
        switch argument.value {
        case .constant(let value): JSON.Member(key: argument.name, value: value)
        case .variable(let name): JSON.Member(key: argument.name, value: .string(values[name] ?? ""))
        }
      })
  }
}
