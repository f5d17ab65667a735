import Testing
import Values

@testable import CommandLineInterface

@Suite struct `The configuration of clients` {
  private let path = "/opt/bulk \"head\"/it's/bulkhead"

  @Test func `is JSON that names program and arguments`() throws {
    let arguments = ["serve", "--paper"]
    for configuration in [
      ClientConfigurations.claudeDesktop(path: path, arguments: arguments),
      ClientConfigurations.cursor(path: path, arguments: arguments),
    ] {
      let server = try JSONDocument(Array(configuration.text.utf8)).root["mcpServers"]?["bulkhead"]
      #expect(server?["command"]?.string == path)
      #expect(server?["args"]?.elements.map { $0.string ?? "" } == arguments)
      #expect(server?["env"] == nil)
    }
    let configuration = ClientConfigurations.visualStudioCode(path: path, arguments: arguments)
    let server = try JSONDocument(Array(configuration.text.utf8)).root["servers"]?["bulkhead"]
    #expect(server?["type"]?.string == "stdio")
    #expect(server?["command"]?.string == path)
    #expect(server?["args"]?.count == 2)
  }

  @Test func `looks as people write it`() {
    #expect(
      ClientConfigurations.claudeDesktop(path: "/opt/bulkhead", arguments: ["serve", "--paper"]).text == """
        {
          "mcpServers": {
            "bulkhead": {
              "command": "/opt/bulkhead",
              "args": ["serve", "--paper"]
            }
          }
        }
        """)
  }

  @Test func `for a shell is one command, quoted where it has to be`() {
    #expect(
      ClientConfigurations.claudeCode(path: "/opt/bulkhead", arguments: ["serve", "--paper"]).text
        == "claude mcp add bulkhead -- /opt/bulkhead serve --paper")
    #expect(
      ClientConfigurations.claudeCode(path: path, arguments: []).text
        == #"claude mcp add bulkhead -- '/opt/bulk "head"/it'\''s/bulkhead'"#)
  }

  @Test func `covers four clients`() {
    let all = ClientConfigurations.all(path: "/b", arguments: ["serve"])
    #expect(all.map(\.client) == ["Claude Desktop", "Claude Code", "Cursor", "VS Code"])
    #expect(all.allSatisfy { !$0.place.isEmpty && $0.text.contains("/b") })
  }

  @Test func `nested lists and empty values are written too`() {
    let value: JSON = ["a": [["b": 1], ["c": []]], "d": .object([]), "e": nil]
    #expect(
      PrettyJSON.text(value) == """
        {
          "a": [
            {
              "b": 1
            },
            {
              "c": []
            }
          ],
          "d": {},
          "e": null
        }
        """)
  }
}
