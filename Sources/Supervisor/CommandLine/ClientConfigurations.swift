internal import Installation
internal import Values

/// The configuration of the usual MCP clients for a server of ours, as blocks to paste. Pure: paths and
/// arguments in, text out; the clients are those that `bulkhead install` writes into.
public enum ClientConfigurations {
  /// All of them, in the order of the tour.
  ///
  /// - Parameters:
  ///   - path: absolute path of `bulkhead`.
  ///   - arguments: what follows, such as `["serve", "--paper"]`.
  public static func all(path: String, arguments: [String]) -> [ClientConfiguration] {
    let entry = ServerEntry(command: path, arguments: arguments)
    return ClientKind.allCases.map { configuration(of: $0, entry) }
  }

  private static func configuration(of client: ClientKind, _ entry: ServerEntry) -> ClientConfiguration {
    // A command that writes the configuration itself.
    if client == .claudeCode {
      let words = ["claude", "mcp", "add", entry.name, "--", entry.command] + entry.arguments
      return ClientConfiguration(
        client: client.title, place: "a shell", text: words.map(ShellWord.quoted).joined(separator: " "))
    }
    return ClientConfiguration(
      client: client.title, place: client.placeInWords, text: PrettyJSON.text(entry.whole(for: client)))
  }
}
