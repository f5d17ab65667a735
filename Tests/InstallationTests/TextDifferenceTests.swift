import Installation
import Testing

@Suite struct `What is shown of a change` {
  private func lines(_ text: String, removing: Bool = false) throws -> [String] {
    let entry = ServerEntry(command: "/opt/bulkhead", arguments: ["serve"])
    let edit =
      removing
      ? try EntryEdit.removing("bulkhead", from: Array(text.utf8), of: .cursor)
      : try EntryEdit.putting(entry, into: Array(text.utf8), of: .cursor)
    return TextDifference(edit).lines
  }

  @Test func `is the lines that change`() throws {
    #expect(
      try lines("{\n  \"mcpServers\": {\n    \"a\": {\n    }\n  }\n}\n") == [
        "line 4", "-     }", "+     },", "+     \"bulkhead\": {", "+       \"command\": \"/opt/bulkhead\",",
        "+       \"args\": [\"serve\"]", "+     }",
      ])
  }

  @Test func `is only what comes, where the whole file is one line`() throws {
    #expect(
      try lines(#"{"a":1,"mcpServers":{"b":{}}}"#) == [
        "line 1", #"+ …,"bulkhead":{"command":"/opt/bulkhead","args":["serve"]}…"#,
      ])
    #expect(
      try lines(#"{"mcpServers":{"bulkhead":{"command":"/x/bulkhead","args":["serve"]}}}"#) == [
        "line 1", #"- …"/x/bulkhead"…"#, #"+ …"/opt/bulkhead"…"#,
      ])
  }

  @Test func `is nothing that belongs to another server`() throws {
    let needle = "n33dle-of-another"
    for text in [
      "{\"mcpServers\":{\"a\":{\"env\":{\"TOKEN\":\"\(needle)\"}}}}",
      "{\n  \"mcpServers\": {\n    \"a\": {\"env\": {\"TOKEN\": \"\(needle)\"}}\n  }\n}",
      "{\n  \"\(needle)\": 1, \"mcpServers\": { \"a\": {} }}", "{\n  \"a\": \"\(needle)\"\n}",
      "{\n \"mcpServers\": {\"bulkhead\": {\"command\": \"/x/bulkhead\", "
        + "\"env\": {\"K\": \"\(needle)\"}}}\n}",
    ] {
      let shown = try lines(text).joined(separator: "\n")
      #expect(!shown.contains(needle), "\(shown)")
      #expect(shown.contains("/opt/bulkhead"))
    }
  }

  @Test func `is no secret of our own entry either, when it goes`() throws {
    let text = """
      {
        "mcpServers": {
          "bulkhead": {
            "command": "/x/bulkhead",
            "env": {
              "BINANCE_API_SECRET": "n33dle"
            },
            "headers": { "Authorization": "Bearer n33dle" },
            "password": "n33dle"
          }
        }
      }
      """
    let shown = try lines(text, removing: true)
    #expect(shown.contains("-       \"command\": \"/x/bulkhead\","))
    #expect(shown.contains("-         …"))
    #expect(!shown.joined().contains("n33dle"))
  }

  @Test func `is bounded`() throws {
    let many = (0..<1_000).map { "\"a\($0)\"" }.joined(separator: ",\n")
    let text = "{\"mcpServers\":{\n\"bulkhead\": {\"command\": \"bulkhead\", \"x\": [\(many)]}\n}}"
    let shown = try lines(text, removing: true)
    #expect(shown.count == TextDifference.lineCountMax + 1)
    #expect(shown.last?.hasSuffix("more lines)") == true)
  }
}
