extension ClientKind {
  /// Where its configuration file is on Linux for this user; `nil` when nothing says where.
  ///
  /// - Parameter environment: looks a variable up; a relative value counts as none.
  public func path(environment: (String) -> String?) -> String? {
    func absolute(_ name: String) -> String? {
      environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let home = absolute("HOME")
    let configurations = absolute("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }
    return switch self {
    case .claudeDesktop: configurations.map { "\($0)/Claude/claude_desktop_config.json" }
    case .claudeCode: (absolute("CLAUDE_CONFIG_DIR") ?? home).map { "\($0)/.claude.json" }
    case .cursor: home.map { "\($0)/.cursor/mcp.json" }
    case .visualStudioCode: configurations.map { "\($0)/Code/User/mcp.json" }
    case .windsurf: home.map { "\($0)/.codeium/windsurf/mcp_config.json" }
    case .zed: configurations.map { "\($0)/zed/settings.json" }
    }
  }

  /// The file that a project brings along for it, below the project's folder; `nil` for a client without one.
  public var projectFile: String? {
    switch self {
    case .claudeCode: ".mcp.json"
    case .cursor: ".cursor/mcp.json"
    case .visualStudioCode: ".vscode/mcp.json"
    case .zed: ".zed/settings.json"
    case .claudeDesktop, .windsurf: nil
    }
  }
}
