import Foundation
import Testing

extension `End to end` {
  /// `bulkhead doctor` and `bulkhead install` in front of files that people have: several entries, files that
  /// they may not or should not write, and files that say who is let in.
  @Suite struct `Files that people have` {
    private struct Finding {
      let area: String
      let grade: String
      let words: String
      let nextStep: String
    }

    private static func run(
      _ arguments: [String], _ home: HomeFolder, in folder: String? = nil
    ) throws -> (code: Int32, output: String, errorText: String) {
      let program = try ProgramUnderTest(
        Programs.bulkhead, arguments, environment: ["HOME": home.path], workingFolder: folder)
      program.closeInput()
      let code = try program.waitForExit()
      return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
    }

    private static func doctor(
      _ home: HomeFolder, _ arguments: [String] = [], in folder: String? = nil
    ) throws -> [Finding] {
      let result = try run(["doctor", "--offline", "--json"] + arguments, home, in: folder)
      let findings = ParsedJSON.object(Data(result.output.utf8))?["findings"] as? [[String: Any]]
      return try #require(findings, "\(result.errorText)").map {
        Finding(
          area: $0["area"] as? String ?? "", grade: $0["grade"] as? String ?? "",
          words: $0["words"] as? String ?? "", nextStep: $0["next_step"] as? String ?? "")
      }
    }

    private static func makeFolder(_ name: String, _ home: HomeFolder) throws {
      try FileManager.default.createDirectory(
        atPath: home.path(name), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    @Test func `the doctor's advice makes the same entry anew, and each file is looked at once`() throws {
      let home = try HomeFolder()
      try Self.makeFolder(".cursor", home)
      let gone = "{\"command\": \"/nowhere/bulkhead\", \"args\": [\"serve\", \"--testnet\"]}"
      let typo = "{\"command\": \"\(Programs.bulkhead)\", \"args\": [\"serve\", \"--papr\"]}"
      let off = "{\"command\": \"\(Programs.bulkhead)\", \"args\": [\"serve\"], \"disabled\": true}"
      let file = try home.write(
        "{\"mcpServers\": {\"gone\": \(gone), \"bulkhead\": \(typo), \"off\": \(off)}}",
        as: ".cursor/mcp.json")
      // Where the project's file is the user's own.
      let found = try Self.doctor(home, in: home.path).filter { $0.area == "clients" }
      #expect(found.count == 3, "\(found)")
      let lost = try #require(found.first { $0.words.contains("gone in \(file)") })
      #expect(lost.nextStep.hasSuffix(": bulkhead install cursor --name gone --testnet"), "\(lost)")
      let mistyped = try #require(found.first { $0.words.contains("--papr") })
      #expect(!mistyped.nextStep.contains("bulkhead install") && mistyped.nextStep.contains("by hand"))
      #expect(mistyped.nextStep.contains("--paper"), "\(mistyped)")
      #expect(found.contains { $0.grade == "doubt" && $0.words.contains("\"disabled\": true") }, "\(found)")
      // The advice is followed.
      #expect(try Self.run(["install", "cursor", "--name", "gone", "--testnet", "--yes"], home).code == 0)
      let mended = try Self.doctor(home)
      #expect(mended.contains { $0.grade == "good" && $0.words.contains("gone in \(file) starts this") })
    }

    @Test func `the doctor finds what Claude Code keeps for one project, and tokens in any entry`() throws {
      let home = try HomeFolder()
      let needle = "n33dle-\(UUID().uuidString)"
      let token = "bulkhead_" + String(repeating: "n", count: 43)
      let entry = "{\"command\": \"/nowhere/bulkhead\", \"env\": {\"BINANCE_API_SECRET\": \"\(needle)\"}}"
      let remote = "{\"url\": \"http://127.0.0.1/\", \"headers\": {\"Authorization\": \"Bearer \(token)\"}}"
      try home.write(
        "{\"projects\": {\"/w/one\": {\"mcpServers\": {\"bulkhead\": \(entry)}}}, "
          + "\"mcpServers\": {\"desk\": \(remote)}}", as: ".claude.json")
      let found = try Self.doctor(home).filter { $0.area == "clients" }
      #expect(found.contains { $0.words.contains("project /w/one starts /nowhere/bulkhead") }, "\(found)")
      #expect(found.contains { $0.words.contains("BINANCE_API_SECRET in plain text") })
      #expect(found.contains { $0.words.contains("desk has Authorization") && $0.nextStep.contains("token") })
      #expect(!found.contains { ($0.words + $0.nextStep).contains(needle) || $0.words.contains(token) })
    }

    @Test func `the doctor looks at who is let in over HTTP, and at the kind of the state folder`() throws {
      let home = try HomeFolder()
      #expect(try Self.run(["token", "new", "desk", "--scope", "market"], home).code == 0)
      func access() throws -> [Finding] { try Self.doctor(home).filter { $0.area == "access" } }
      #expect(try access().map(\.grade) == ["good"])
      let tokens = ".config/bulkhead/tokens.json"
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: home.path(tokens))
      let open = try access()
      #expect(open.map(\.grade) == ["doubt"] && open[0].nextStep.contains("chmod 600"), "\(open)")
      try home.write("garbage", as: tokens)
      let garbage = try access()
      #expect(
        garbage.map(\.grade) == ["problem"] && garbage[0].words.contains("lets nobody in"), "\(garbage)")
      let keys = home.path("jwks.json")
      try home.write(
        "{\"authorization\": {\"issuer\": \"https://id.example\", \"audience\": \"b\", "
          + "\"jwks_file\": \"\(keys)\"}}", as: ".config/bulkhead/bulkhead.json")
      for text in [nil, "{}"] {
        if let text { try home.write(text, as: "jwks.json") }
        #expect(try access().filter { $0.grade == "problem" && $0.words.contains(keys) }.count == 1)
        let check = try Self.run(["config", "check"], home)
        #expect(check.code == 0 && check.output.contains("Warning: \(keys)"), "\(check.output)")
      }
      try Self.makeFolder("state", home)
      let link = home.path("link")
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: home.path("state"))
      let state = try Self.doctor(home, ["--state-folder", link]).filter { $0.area == "state" }
      #expect(state.contains { $0.grade == "problem" && $0.nextStep.contains("not a link") }, "\(state)")
      #expect(!state.contains { $0.nextStep.contains("chmod") })
    }

    @Test func `install keeps the first copy, leaves what is not ours, and says what stays switched off`()
      throws
    {
      let home = try HomeFolder()
      let original = "{\"mcpServers\": {}}"
      let file = try home.write(original, as: "mcp.json")
      func install(_ words: String...) throws -> (code: Int32, output: String, errorText: String) {
        try Self.run(["install", "cursor", "--file", file] + words, home)
      }
      #expect(try install("--paper", "--yes").output.contains("\(file).before-bulkhead\n"))
      #expect(try install("--testnet", "--yes").output.contains("\(file).before-bulkhead.2\n"))
      #expect(try install("--remove", "--yes").output.contains("\(file).before-bulkhead.3\n"))
      #expect(try String(contentsOfFile: file + ".before-bulkhead", encoding: .utf8) == original)
      for entry in ["{\"command\": \"/opt/x\"}", "{\"command\": \"ssh\", \"args\": [\"h\", \"bulkhead\"]}"] {
        let text = "{\"mcpServers\": {\"bulkhead\": \(entry)}}"
        try home.write(text, as: "mcp.json")
        let refused = try install("--remove", "--yes")
        #expect(refused.code == 78 && refused.output.isEmpty, "\(refused)")
        #expect(refused.errorText.contains("another server of the name bulkhead"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
      }
      try home.write(
        "{\"mcpServers\": {\"bulkhead\": {\"command\": \"bulkhead\", \"disabled\": true}}}", as: "mcp.json")
      for _ in 0..<2 {
        #expect(try install("--paper", "--yes").output.contains("Cursor will not start it"))
      }
    }

    @Test func `install refuses a read-only file before it shows a difference`() throws {
      let home = try HomeFolder()
      let file = try home.write("{}", as: "mcp.json", mode: 0o444)
      for flag in ["--yes", "--dry-run"] {
        let refused = try Self.run(["install", "cursor", "--file", file, flag], home)
        #expect(refused.code == 78 && refused.output.isEmpty, "\(refused)")
        #expect(
          refused.errorText.contains("is read-only (mode 444)") && refused.errorText.contains("chmod u+w"))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == ["mcp.json"])
    }

    @Test func `install goes on where the file's group is none of the user's, and gives nobody more`() throws
    {
      guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else {
        return print("not checked here: only root can be somebody else for a while")
      }
      let programs = try Programs.copied()
      let scratch = try ScratchFolder()
      let file = try scratch.write(Data("{}".utf8), as: "mcp.json")
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
      #expect(chown(scratch.path("."), 65534, 65534) == 0 && chown(file, 65534, 0) == 0)
      func install(_ flag: String) throws -> (code: Int32, output: String, errorText: String) {
        let user = ["--reuid=65534", "--regid=65534", "--clear-groups", programs.path("bulkhead")]
        let words = ["install", "cursor", "--file", file, flag, "--yes"]
        let program = try ProgramUnderTest("/usr/bin/setpriv", user + words)
        program.closeInput()
        let code = try program.waitForExit()
        return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
      }
      let (code, output, errorText) = try install("--paper")
      #expect(code == 0, "\(errorText)")
      #expect(
        output.contains("Warning: the file's group (0)") && output.contains("Its mode is 600 now"),
        "\(output)")
      for path in [file, file + ".before-bulkhead"] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
      }
      // In a folder of somebody else nothing is shown that could not be written.
      #expect(chown(scratch.path("."), 0, 0) == 0)
      let closed = try install("--testnet")
      #expect(closed.code == 78 && closed.output.isEmpty, "\(closed)")
      #expect(closed.errorText.contains("where you may not write"), "\(closed)")
    }
  }
}
