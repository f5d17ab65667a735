internal import Values

/// The configuration of the usual MCP clients for a server of ours. Pure: paths and arguments in, text out.
public enum ClientConfigurations {
  /// What the server is called in clients.
  public static let serverName = "bulkhead"

  /// All of them, in the order of the tour.
  ///
  /// - Parameters:
  ///   - path: absolute path of `bulkhead`.
  ///   - arguments: what follows, such as `["serve", "--paper"]`.
  public static func all(path: String, arguments: [String]) -> [ClientConfiguration] {
    [
      claudeDesktop(path: path, arguments: arguments), claudeCode(path: path, arguments: arguments),
      cursor(path: path, arguments: arguments), visualStudioCode(path: path, arguments: arguments),
    ]
  }

  /// Claude Desktop.
  public static func claudeDesktop(path: String, arguments: [String]) -> ClientConfiguration {
    ClientConfiguration(
      client: "Claude Desktop",
      place: "claude_desktop_config.json (Settings, Developer, Edit Config); then restart Claude Desktop",
      text: PrettyJSON.text(["mcpServers": [serverName: server(path, arguments)]]))
  }

  /// Claude Code: a command that writes the configuration itself.
  public static func claudeCode(path: String, arguments: [String]) -> ClientConfiguration {
    let words = (["claude", "mcp", "add", serverName, "--", path] + arguments).map(ShellWord.quoted)
    return ClientConfiguration(client: "Claude Code", place: "a shell", text: words.joined(separator: " "))
  }

  /// Cursor.
  public static func cursor(path: String, arguments: [String]) -> ClientConfiguration {
    ClientConfiguration(
      client: "Cursor", place: "~/.cursor/mcp.json, or .cursor/mcp.json of one project",
      text: PrettyJSON.text(["mcpServers": [serverName: server(path, arguments)]]))
  }

  /// Visual Studio Code, which names the list and the transport otherwise.
  public static func visualStudioCode(path: String, arguments: [String]) -> ClientConfiguration {
    ClientConfiguration(
      client: "VS Code", place: ".vscode/mcp.json of a project, or \"MCP: Open User Configuration\"",
      text: PrettyJSON.text(["servers": [serverName: server(path, arguments, type: "stdio")]]))
  }

  private static func server(_ path: String, _ arguments: [String], type: String? = nil) -> JSON {
    var members: [JSON.Member] = []
    if let type { members.append(.init(key: "type", value: .string(type))) }
    members.append(.init(key: "command", value: .string(path)))
    members.append(.init(key: "args", value: .array(arguments.map { .string($0) })))
    return .object(members)
  }
}
