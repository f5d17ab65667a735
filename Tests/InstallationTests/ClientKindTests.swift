import Installation
import Testing

@Suite struct `The table of clients` {
  @Test func `knows where each one's file is`() {
    func path(_ client: ClientKind, _ variables: [String: String]) -> String? {
      client.path { variables[$0] }
    }
    let home = ["HOME": "/me"]
    #expect(
      ClientKind.allCases.map { path($0, home) } == [
        "/me/.config/Claude/claude_desktop_config.json", "/me/.claude.json", "/me/.cursor/mcp.json",
        "/me/.config/Code/User/mcp.json", "/me/.codeium/windsurf/mcp_config.json",
        "/me/.config/zed/settings.json",
      ])
    let elsewhere = ["HOME": "/me", "XDG_CONFIG_HOME": "/c", "CLAUDE_CONFIG_DIR": "/d"]
    #expect(path(.zed, elsewhere) == "/c/zed/settings.json")
    #expect(path(.claudeCode, elsewhere) == "/d/.claude.json")
    #expect(path(.zed, ["HOME": "/me", "XDG_CONFIG_HOME": "relative"]) == "/me/.config/zed/settings.json")
    #expect(ClientKind.allCases.allSatisfy { path($0, [:]) == nil })
  }

  @Test func `says what to do next, in sentences`() {
    for client in ClientKind.allCases {
      #expect(client.nextStep.hasSuffix("."))
      #expect(!client.placeInWords.isEmpty && !client.title.isEmpty)
    }
  }

  @Test func `takes names that every client takes`() {
    for name in ["bulkhead", "bulkhead-testnet", "B_1.2"] { #expect(ServerEntry.isName(name)) }
    for name in ["", "a b", "ä", "a/b", "a\"", "\u{1b}", String(repeating: "a", count: 65)] {
      #expect(!ServerEntry.isName(name))
    }
  }
}
