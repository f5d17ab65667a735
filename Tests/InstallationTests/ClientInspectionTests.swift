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

  @Test func `finds what Claude Code keeps for one project`() throws {
    let text = """
      {"mcpServers": {"a": {"command": "npx"}}, "projects": {"/w/one": {"mcpServers": {
        "bulkhead": {"command": "/x/bulkhead", "args": ["serve"], "env": {"BINANCE_API_SECRET": "x"}}
      }}, "/w/two": {"mcpServers": []}, "/w/three": {}, "/w/four": 1}}
      """
    let found = try look(text, .claudeCode)
    #expect(found.entries.map(\.name) == ["bulkhead"] && found.entries.first?.project == "/w/one")
    #expect(found.secrets.map(\.key) == ["BINANCE_API_SECRET"] && found.secrets.first?.project == "/w/one")
    // Other clients keep something else under that name.
    #expect(try look(text, .cursor).entries.isEmpty)
  }

  @Test func `finds a token of ours in any entry, wherever it stands`() throws {
    let token = "bulkhead_" + String(repeating: "aB3-_", count: 8) + "xyz"
    let found = try look(
      """
      {"mcpServers": {
        "desk": {"url": "http://127.0.0.1:8000/mcp", "headers": {"Authorization": "Bearer \(token)"}},
        "remote": {"command": "npx", "args": ["mcp-remote", "--header", "Authorization: Bearer \(token)"]},
        "named": {"url": "http://127.0.0.1/", "headers": {"Authorization": "Bearer ${env:bulkhead_token}"}},
        "query": {"serverUrl": "https://example.org/mcp?key=\(token)"},
        "theirs": {"url": "https://example.org", "headers": {"Authorization": "Bearer \(token)x"}}
      }}
      """)
    #expect(
      found.secrets.map { "\($0.server) \($0.part) \($0.key)" } == [
        "desk headers Authorization", "remote args a bearer token", "query serverUrl a bearer token",
      ])
    #expect(found.secrets.allSatisfy { $0.kind == .token })
  }

  @Test(arguments: [
    (#"{"command": "env", "args": ["BINANCE_API_SECRET=x", "bulkhead", "serve"]}"#, ["BINANCE_API_SECRET"]),
    (#"{"command": "sh", "args": ["-c", "A_TOKEN='x' exec /opt/bulkhead serve"]}"#, ["A_TOKEN"]),
    (
      #"{"command": "ssh", "args": ["-T", "h", "BINANCE_API_SECRET=x /opt/bulkhead serve"]}"#,
      ["BINANCE_API_SECRET"]
    ),
    (
      #"{"command": "docker", "args": ["run", "-e", "BINANCE_API_SECRET=x", "image"]}"#,
      ["BINANCE_API_SECRET"]
    ),
    (
      #"{"command": "sh", "args": ["-c", "BINANCE_API_SECRET=\"x\" server; Y_SECRET=z"]}"#,
      ["BINANCE_API_SECRET"]
    ),
    (#"{"command": "env", "args": ["BINANCE_API_SECRET_FILE=/a/b", "BINANCE_API_KEY=id", "bulkhead"]}"#, []),
    (#"{"command": "sh", "args": ["-c", "BINANCE_API_SECRET=$(cat /s) A_TOKEN=\"$B\" bulkhead serve"]}"#, []),
    (#"{"command": "sh", "args": ["-c", "BINANCE_API_SECRET= bulkhead serve"]}"#, []),
    (#"{"command": "other", "args": ["--token=theirs", "GITHUB_TOKEN=theirs"]}"#, []),
    (#"{"command": "bulkhead", "args": "BINANCE_API_SECRET=x"}"#, ["BINANCE_API_SECRET"]),
  ]) func `finds secrets among arguments by the names before them`(entry: String, names: [String]) throws {
    let found = try look("{\"mcpServers\": {\"a\": \(entry)}}")
    #expect(found.secrets.map(\.key) == names)
    #expect(found.secrets.allSatisfy { $0.part == "args" && $0.kind == .key })
  }

  @Test func `knows which entries are switched off`() throws {
    let found = try look(
      """
      {"mcpServers": {
        "a": {"command": "bulkhead", "disabled": true}, "b": {"command": "bulkhead", "disabled": false},
        "c": {"command": "bulkhead", "enabled": false}, "d": {"command": "bulkhead", "disabled": "true"}
      }}
      """)
    #expect(found.entries.map(\.disabling) == ["\"disabled\": true", nil, "\"enabled\": false", nil])
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
