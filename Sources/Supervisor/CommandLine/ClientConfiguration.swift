/// What is to be pasted into one MCP client.
public struct ClientConfiguration: Sendable, Equatable {
  /// The client's name.
  public let client: String
  /// Where the text goes: a file and how to find it, or a shell.
  public let place: String
  /// The text: JSON for a file, one command for a shell.
  public let text: String
}
