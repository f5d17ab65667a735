/// The MCP clients that a server of ours can be written into: one table for `bulkhead install`, the tour, the
/// doctor and the documents.
public enum ClientKind: String, Sendable, CaseIterable {
  /// Claude Desktop.
  case claudeDesktop = "claude-desktop"
  /// Claude Code.
  case claudeCode = "claude-code"
  /// Cursor.
  case cursor
  /// Visual Studio Code.
  case visualStudioCode = "vscode"
  /// Windsurf.
  case windsurf
  /// Zed.
  case zed

  /// What people call it.
  public var title: String {
    switch self {
    case .claudeDesktop: "Claude Desktop"
    case .claudeCode: "Claude Code"
    case .cursor: "Cursor"
    case .visualStudioCode: "VS Code"
    case .windsurf: "Windsurf"
    case .zed: "Zed"
    }
  }

  /// The key of its file under which the servers stand, by their names.
  public var listKey: String {
    switch self {
    case .claudeDesktop, .claudeCode, .cursor, .windsurf: "mcpServers"
    case .visualStudioCode: "servers"
    case .zed: "context_servers"
    }
  }

  /// What an entry says of its kind, as key and value, before program and arguments.
  var mark: (key: String, value: String)? {
    switch self {
    case .claudeCode, .visualStudioCode: ("type", "stdio")
    // Zed of 2025 asks for it; later ones ignore it.
    case .zed: ("source", "custom")
    case .claudeDesktop, .cursor, .windsurf: nil
    }
  }

  /// Whether it reads comments and commas before closing brackets (JSON with comments). The others read plain
  /// JSON, and may refuse a file that has them.
  public var takesComments: Bool { self == .visualStudioCode || self == .zed }

  /// Where its file is for people, with the way to it through its own menus.
  public var placeInWords: String {
    switch self {
    case .claudeDesktop: "claude_desktop_config.json (Settings, Developer, Edit Config)"
    case .claudeCode: "~/.claude.json, or .mcp.json of one project"
    case .cursor: "~/.cursor/mcp.json, or .cursor/mcp.json of one project"
    case .visualStudioCode: "\"MCP: Open User Configuration\", or .vscode/mcp.json of one project"
    case .windsurf: "~/.codeium/windsurf/mcp_config.json"
    case .zed: "settings.json (\"zed: open settings\")"
    }
  }

  /// What makes it notice a changed file, a whole sentence.
  public var nextStep: String {
    switch self {
    case .claudeDesktop: "Quit Claude Desktop and start it again: closing its window is not enough."
    case .claudeCode: "Start a new session of Claude Code; /mcp there lists its servers."
    case .cursor: "Start Cursor again, or switch the server on under Settings, Tools & MCP."
    case .visualStudioCode: "Run \"MCP: List Servers\" in VS Code and start the server there."
    case .windsurf: "Press Refresh in Windsurf's list of MCP servers, or start Windsurf again."
    case .zed: "Zed reads the file by itself; its agent panel's settings show the server."
    }
  }
}
