import Foundation
import Testing

extension `End to end` {
  @Suite struct `Installation` {
    private static func run(
      _ arguments: [String], _ home: HomeFolder, environment: [String: String] = [:]
    ) throws -> (code: Int32, output: String, errorText: String) {
      let program = try ProgramUnderTest(
        Programs.bulkhead, arguments, environment: environment.merging(["HOME": home.path]) { $1 })
      program.closeInput()
      let code = try program.waitForExit()
      return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
    }

    private static func text(_ path: String) throws -> String {
      try String(contentsOfFile: path, encoding: .utf8)
    }

    /// The findings of `doctor --json`.
    private static func findings(_ output: String) throws -> [(area: String, grade: String, words: String)] {
      let report = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
      let findings = try #require(report["findings"] as? [[String: Any]])
      return findings.map {
        ($0["area"] as? String ?? "", $0["grade"] as? String ?? "", $0["words"] as? String ?? "")
      }
    }

    @Test(arguments: [
      ("claude-desktop", ".config/Claude/claude_desktop_config.json", "mcpServers"),
      ("claude-code", ".claude.json", "mcpServers"), ("cursor", ".cursor/mcp.json", "mcpServers"),
      ("vscode", ".config/Code/User/mcp.json", "servers"),
      ("windsurf", ".codeium/windsurf/mcp_config.json", "mcpServers"),
      ("zed", ".config/zed/settings.json", "context_servers"),
    ])
    func `what install writes starts a server that answers`(client: String, file: String, key: String) throws
    {
      let home = try HomeFolder()
      let written = try Self.run(["install", client, "--paper", "--yes"], home)
      #expect(written.code == 0, "\(written.errorText)")
      let json =
        try JSONSerialization.jsonObject(with: Data(Self.text(home.path(file)).utf8)) as? [String: Any]
      let list = try #require(json?[key] as? [String: Any])
      let entry = try #require(list["bulkhead"] as? [String: Any])
      #expect(entry["env"] == nil)
      // As the client would.
      let server = try ProgramUnderTest(
        try #require(entry["command"] as? String), try #require(entry["args"] as? [String]),
        environment: ["HOME": home.path])
      server.send(
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#.utf8)
      server.send(#""capabilities":{},"clientInfo":{"name":"c","version":"1"}}}"#.utf8)
      server.send("\n".utf8)
      try server.wait(for: "an answer") { server.output.contains(UInt8(ascii: "\n")) }
      #expect(String(decoding: server.output, as: UTF8.self).contains("\"name\":\"bulkhead\""))
      server.closeInput()
      #expect(try server.waitForExit() == 0)
      // A second time nothing is to be done; then it goes again.
      let again = try Self.run(["install", client, "--paper", "--yes"], home)
      #expect(again.code == 0 && again.output.contains("has it already"))
      #expect(try Self.run(["install", client, "--remove", "--yes"], home).code == 0)
      #expect(try !Self.text(home.path(file)).contains("bulkhead"))
      let nothing = try Self.run(["install", client, "--remove", "--yes"], home)
      #expect(nothing.code == 0 && nothing.output.contains("nothing to take away"))
    }

    @Test func `install shows and asks, and writes nothing where nobody can be asked`() throws {
      let home = try HomeFolder()
      let needle = "n33dle"
      let text = "{\n  \"mcpServers\": {\n    \"a\": {\"env\": {\"TOKEN\": \"\(needle)\"}}\n  }\n}\n"
      let file = try home.write(text, as: "mcp.json")
      let shown = try Self.run(["install", "cursor", "--file", file, "--paper"], home)
      #expect(shown.code == 1 && shown.errorText.contains("--yes"))
      #expect(shown.output.contains("+     \"bulkhead\": {"))
      #expect(!(shown.output + shown.errorText).contains(needle))
      let dry = try Self.run(["install", "cursor", "--file", file, "--dry-run"], home)
      #expect(dry.code == 0 && dry.output.contains("Nothing was written"))
      #expect(try Self.text(file) == text)
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["mcp.json"])
      let written = try Self.run(["install", "cursor", "--file", file, "--yes", "--name", "two"], home)
      #expect(written.code == 0 && !written.output.contains(needle))
      #expect(try Self.text(file + ".before-bulkhead") == text)
      #expect(try Self.text(file).contains("\"two\": {") && Self.text(file).contains(needle))
    }

    @Test(arguments: [("y", true), ("yes", true), ("n", false), ("", false), ("what?", false)])
    func `install on a terminal writes after a yes and nothing else`(answer: String, writes: Bool) throws {
      let home = try HomeFolder()
      let program = try ProgramUnderTest(
        onTerminal: Programs.bulkhead, ["install", "windsurf", "--file", home.path("w.json"), "--paper"],
        environment: ["HOME": home.path])
      try program.answer(answer, to: "Write this? [y/N]: ")
      #expect(try program.waitForExit() == (writes ? 0 : 1))
      #expect(FileManager.default.fileExists(atPath: home.path("w.json")) == writes)
    }

    @Test func `install leaves what it cannot read as it is, and says why`() throws {
      let home = try HomeFolder()
      for (text, reason) in [
        ("not json", "is not JSON"), ("[]", "no JSON object"), ("{\"mcpServers\": 1}", "mcpServers"),
        ("{\"mcpServers\": {\"bulkhead\": {\"url\": \"https://example.org\"}}}", "--name"),
        (String(repeating: " ", count: 10 << 20), "more than"),
      ] {
        let file = try home.write(text, as: "mcp.json")
        let refused = try Self.run(["install", "cursor", "--file", file, "--yes"], home)
        #expect(refused.code == 78 && refused.errorText.contains(reason), "\(refused.errorText)")
        #expect(try Self.text(file) == text)
      }
      let folder = try Self.run(["install", "cursor", "--file", home.path, "--yes"], home)
      #expect(folder.code == 78 && folder.errorText.contains("no regular file"))
      let typo = try Self.run(["install", "cursr"], home)
      #expect(typo.code == 64 && typo.errorText.contains("bulkhead install cursor"))
    }

    @Test func `the doctor finds nothing wrong with a new installation`() throws {
      let home = try HomeFolder()
      _ = try Self.run(["install", "cursor", "--paper", "--yes"], home)
      let people = try Self.run(["doctor", "--paper"], home)
      #expect(people.code == 0, "\(people.output)")
      #expect(people.output.contains("✓ spot answers") && people.output.contains("✓ futures answers"))
      let words = people.output.split { " \n".contains($0) }.joined(separator: " ")
      #expect(words.contains("✓ Cursor: bulkhead in \(home.path)/.cursor/mcp.json starts this program"))
      #expect(people.errorText.isEmpty)
      // It leaves nothing behind.
      #expect(try Set(FileManager.default.contentsOfDirectory(atPath: home.path)) == [".cursor"])
      let offline = try Self.run(["doctor", "--offline", "--json"], home)
      #expect(offline.code == 0)
      #expect(
        try Self.findings(offline.output).contains { $0.area == "exchange" && $0.words.contains("--offline") }
      )
    }

    @Test func `the doctor finds what is wrong, and shows no secret`() throws {
      let home = try HomeFolder()
      let needle = "n33dle-\(UUID().uuidString)"
      let secret = try home.write(needle, as: "trading.secret", mode: 0o644)
      for folder in [".config/bulkhead", ".cursor", ".config/Code/User", "state"] {
        try FileManager.default.createDirectory(
          atPath: home.path(folder), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
        )
      }
      try home.write(
        "{\"keys\": {\"trading\": {\"id\": \"abc123\", \"secret_file\": \"\(secret)\"}}}",
        as: ".config/bulkhead/bulkhead.json")
      let entry =
        "{\"command\": \"/nowhere/bulkhead\", \"args\": [\"serve\"], "
        + "\"env\": {\"BINANCE_API_SECRET\": \"\(needle)\"}}"
      try home.write("{\"mcpServers\": {\"bulkhead\": \(entry)}}", as: ".cursor/mcp.json", mode: 0o644)
      try home.write(
        "{\"servers\": {\"bulkhead\": {\"command\": \"\(Programs.bulkhead)\", "
          + "\"args\": [\"serve\", \"--papr\"]}, \"http\": {\"command\": \"\(Programs.bulkhead)\", "
          + "\"args\": [\"serve\", \"--transport\", \"sse\"]}}}",
        as: ".config/Code/User/mcp.json")
      try home.write("a reason\n", as: "state/halt")
      let result = try Self.run(
        ["doctor", "--json", "--state-folder", home.path("state"), "--base-url", "http://127.0.0.1:9"], home)
      #expect(result.code == 1)
      #expect(!(result.output + result.errorText).contains(needle))
      let findings = try Self.findings(result.output)
      for (area, grade, words) in [
        ("keys", "problem", "hosts.spot"), ("clients", "problem", "which is no program"),
        ("clients", "problem", "BINANCE_API_SECRET in plain text"), ("clients", "problem", "--papr"),
        ("clients", "problem", "a server for HTTP"),
        ("state", "doubt", "a reason"), ("exchange", "problem", "spot does not answer"),
        ("exchange", "problem", "futures does not answer"),
      ] {
        #expect(
          findings.contains { $0.area == area && $0.grade == grade && $0.words.contains(words) },
          "\(area) \(words): \(result.output)")
      }
      let own = try Self.run(["doctor", "--offline"], home)
      #expect(own.code == 1 && own.output.contains("chmod 600 \(secret)"), "\(own.output)")
      #expect(!own.output.contains(needle))
    }

    @Test func `the doctor says what is wrong with the configuration file and with the programs`() throws {
      let home = try HomeFolder()
      let file = try home.write("{\"trading\": {\"enabeld\": true}}", as: "b.json")
      let result = try Self.run(["doctor", "--offline", "--json", "--config", file], home)
      #expect(result.code == 1)
      let findings = try Self.findings(result.output)
      #expect(findings.contains { $0.area == "configuration" && $0.words.contains("trading.enabeld") })
      // Alone in a folder, it has no worker.
      let scratch = try ScratchFolder()
      try FileManager.default.copyItem(atPath: Programs.bulkhead, toPath: scratch.path("bulkhead"))
      let program = try ProgramUnderTest(
        scratch.path("bulkhead"), ["doctor", "--paper", "--json"], environment: ["HOME": home.path])
      program.closeInput()
      #expect(try program.waitForExit() == 1)
      let alone = try Self.findings(String(decoding: program.output, as: UTF8.self))
      #expect(
        alone.contains { $0.area == "programs" && $0.words.contains("bulkhead-worker cannot be started") })
      #expect(!alone.contains { $0.area == "exchange" })
    }

    @Test func `the doctor says which program is of another build, and which does not start`() throws {
      let home = try HomeFolder()
      let scratch = try ScratchFolder()
      try FileManager.default.copyItem(atPath: Programs.bulkhead, toPath: scratch.path("bulkhead"))
      for (name, script) in [
        ("bulkhead-worker", "echo 'bulkhead-worker 0.0.1 (build 0123)'"),
        ("bulkhead-paper", "echo 'cannot open shared object file: libcrypto.so.3' >&2; exit 127"),
      ] {
        let path = try scratch.write(Data("#!/bin/sh\n\(script)\n".utf8), as: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      }
      let program = try ProgramUnderTest(
        scratch.path("bulkhead"), ["doctor", "--offline", "--json"], environment: ["HOME": home.path])
      program.closeInput()
      #expect(try program.waitForExit() == 1)
      let findings = try Self.findings(String(decoding: program.output, as: UTF8.self))
      #expect(findings.contains { $0.grade == "problem" && $0.words.contains("of another build") })
      #expect(findings.contains { $0.grade == "problem" && $0.words.contains("libcrypto.so.3") })
    }
  }
}
