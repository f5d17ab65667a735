import Installation
import Testing

@Suite struct `A look at a client's file` {
  private func look(_ text: String, _ client: ClientKind = .cursor) throws -> ClientInspection {
    try ClientInspection(Array(text.utf8), of: client)
  }

  @Test func `finds our entries with their arguments`() throws {
    let found = try look(
      """
      {"mcpServers": {
        "bulkhead": {"command": "/opt/bulkhead", "args": ["serve", "--paper"]},
        "two": {"command": "bulkhead"}, "other": {"command": "npx"}, "list": []
      }}
      """)
    #expect(found.entries.map(\.name) == ["bulkhead", "two"])
    #expect(found.entries[0].command == "/opt/bulkhead")
    #expect(found.entries[0].arguments == ["serve", "--paper"])
    #expect(found.secrets.isEmpty)
  }

  @Test func `finds secrets by the names of their keys`() throws {
    let found = try look(
      """
      {"servers": {
        "bulkhead": {"command": "bulkhead", "env": {
          "BINANCE_API_KEY": "id", "BINANCE_API_SECRET": "x", "BINANCE_READ_API_SECRET": "",
          "BINANCE_API_SECRET_FILE": "/a/b", "BINANCE_FUTURES_API_SECRET": "${input:secret}"
        }, "headers": {"Authorization": "Bearer x"}},
        "python": {"command": "uvx", "env": {"BINANCE_SECRET_KEY": "x", "GITHUB_TOKEN": "theirs"}},
        "remote": {"url": "https://example.org", "headers": {"Authorization": "Bearer theirs"}}
      }}
      """, .visualStudioCode)
    #expect(
      found.secrets.map { "\($0.server) \($0.key)" } == [
        "bulkhead BINANCE_API_SECRET", "bulkhead Authorization", "python BINANCE_SECRET_KEY",
      ])
  }

  @Test func `finds nothing in a file without servers, and refuses what is no JSON`() throws {
    for text in ["", "{}", "{\"mcpServers\": []}", "{\"mcpServers\": {\"a\": 1}}"] {
      #expect(try look(text).entries.isEmpty)
    }
    #expect(throws: ClientFileFailure.Reason.self) { try look("{") }
  }

  @Test func `knows names of secrets, and hints to where they are`() {
    for name in ["BINANCE_API_SECRET", "secretKey", "Authorization", "PRIVATE-KEY", "token", "DB_PASSWORD"] {
      #expect(SecretName.isSecret(name), "\(name)")
    }
    for name in ["BINANCE_API_KEY", "BINANCE_API_SECRET_FILE", "command", "SECRETARY", "tokens"] {
      #expect(!SecretName.isSecret(name), "\(name)")
    }
    #expect(SecretName.isReference("${env:A}") && SecretName.isReference("Bearer ${env:A}"))
    #expect(!SecretName.isReference("Bearer a") && !SecretName.isReference("$A"))
  }
}
