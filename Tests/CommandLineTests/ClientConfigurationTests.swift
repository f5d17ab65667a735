import Installation
import Testing
import Values

@testable import CommandLineInterface

@Suite struct `The configuration of clients` {
  private let path = "/opt/bulk \"head\"/it's/bulkhead"

  private func configuration(_ client: ClientKind, _ path: String, _ arguments: [String]) -> String {
    let all = ClientConfigurations.all(path: path, arguments: arguments)
    return all.first { $0.client == client.title }?.text ?? ""
  }

  @Test func `is JSON that names program and arguments`() throws {
    let arguments = ["serve", "--paper"]
    for client in ClientKind.allCases where client != .claudeCode {
      let text = configuration(client, path, arguments)
      let server = try JSONDocument(Array(text.utf8)).root[client.listKey]?["bulkhead"]
      #expect(server?["command"]?.string == path)
      #expect(server?["args"]?.elements.map { $0.string ?? "" } == arguments)
      #expect(server?["env"] == nil)
      #expect(server?["type"]?.string == (client == .visualStudioCode ? "stdio" : nil))
    }
  }

  @Test func `is what install writes into an empty file`() throws {
    let arguments = ["serve", "--paper"]
    for client in ClientKind.allCases where client != .claudeCode {
      let entry = ServerEntry(command: path, arguments: arguments)
      let written = try EntryEdit.putting(entry, into: [], of: client).after
      #expect(String(decoding: written, as: UTF8.self) == configuration(client, path, arguments) + "\n")
    }
  }

  @Test func `looks as people write it`() {
    #expect(
      configuration(.claudeDesktop, "/opt/bulkhead", ["serve", "--paper"]) == """
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
      configuration(.claudeCode, "/opt/bulkhead", ["serve", "--paper"])
        == "claude mcp add bulkhead -- /opt/bulkhead serve --paper")
    #expect(
      configuration(.claudeCode, path, [])
        == #"claude mcp add bulkhead -- '/opt/bulk "head"/it'\''s/bulkhead'"#)
  }

  @Test func `covers every client of the table`() {
    let all = ClientConfigurations.all(path: "/b", arguments: ["serve"])
    #expect(all.map(\.client) == ClientKind.allCases.map(\.title))
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
