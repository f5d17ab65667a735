import Foundation
import Testing

extension `End to end` {
  /// `./run` and `./test` themselves; what they start instead of compiler and package tools writes down how.
  @Suite struct `The two scripts` {
    private static let builds = Programs.names.map {
      "swift build -c release --static-swift-stdlib --product \($0) "
    }

    /// Whether everything that was started got an empty input and no secret.
    private static func wereKeptApart(_ records: [String]) -> Bool {
      records.allSatisfy { $0.hasSuffix("; 0 bytes of input, 0 secrets") }
    }

    @Test func `run on pipes builds, and then is the server, which gets the first message`() throws {
      let tree = try ScriptTree(programs: Programs.folder)
      try tree.swift()
      // The first message waits in the pipe while it builds; each line of stdout is checked to be a message.
      let server = try ServerUnderTest(running: try tree.start("run"))
      let answer = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect((answer.structured?["metadata"] as? [String: Any])?["venue"] as? String == "paper")
      #expect(try server.finish() == 0)
      #expect(server.program.errorText.contains("building Bulkhead"))
      let records = try tree.takeRecords()
      #expect(Self.wereKeptApart(records), "\(records)")
      for build in Self.builds { #expect(records.filter { $0.hasPrefix(build) }.count == 1, "\(records)") }

      let again = try ServerUnderTest(running: try tree.start("run"))
      #expect(try again.finish() == 0)
      #expect(try tree.takeRecords().isEmpty, "nothing has changed, so there is nothing to build")

      let source = URL(fileURLWithPath: tree.path("Sources/Shared/CLinux/clinux.c"))
      try (Data(contentsOf: source) + Data("// changed\n".utf8)).write(to: source)
      let changed = try ServerUnderTest(running: try tree.start("run"))
      #expect(try changed.finish() == 0)
      #expect(try tree.takeRecords("swift build").count == 3)
    }

    @Test func `an input that ends before its first byte gets one hint`() throws {
      let tree = try ScriptTree(programs: Programs.folder)
      try tree.swift()
      #expect(try tree.run("run", ["--version"]).code == 0)
      let program = try tree.start("run")
      program.closeInput()
      #expect(try program.waitForExit() == 0)
      #expect(program.output.isEmpty)
      let lines = program.errorText.split(separator: "\n")
      let hints = lines.filter { !$0.hasPrefix("bulkhead[launcher] notice: DESK_SECRET") }
      #expect(hints.count == 1 && hints.first?.contains("bulkhead tour") == true, "\(program.errorText)")
      #expect(lines.count == 2 && lines.contains { $0.contains(" are not used, because the paper exchange") })
    }

    @Test func `run with arguments is bulkhead, in the caller's folder, and on a terminal it tours`() throws {
      let talkers = try ScriptTree.talkers()
      let tree = try ScriptTree(programs: talkers.path(""))
      try tree.swift()
      let called = try tree.run("run", ["call", "get_klines", "a b"])
      #expect(called.code == 0 && called.output == "bulkhead call get_klines a b in home\n", "\(called)")
      let terminal = "/usr/bin/script"
      guard FileManager.default.isExecutableFile(atPath: terminal) else {
        print("not checked here: ./run on a terminal, since there is no \(terminal)")
        return
      }
      let tour = try ProgramUnderTest(
        terminal, ["-qec", tree.path("run"), "/dev/null"], environment: tree.environment)
      try tour.wait(for: "the end of the tour") { tour.isEnded }
      #expect(String(decoding: tour.output, as: UTF8.self).hasPrefix("bulkhead tour in "), "\(tour.output)")
    }

    @Test(arguments: ["run", "test"])
    func `without Swift it is said how to get it, and with an old one too`(script: String) throws {
      let tree = try ScriptTree(programs: Programs.folder)
      let without = try tree.run(script)
      #expect(without.code == 69 && without.output.isEmpty)
      #expect(without.errorText.hasSuffix("\n  swiftly install 6.3\n"), "\(without.errorText)")
      try tree.swift(version: "6.2")
      let old = try tree.run(script)
      #expect(old.code == 69 && old.output.isEmpty)
      #expect(old.errorText.hasPrefix("Swift 6.2 is too old"), "\(old.errorText)")
      #expect(try tree.takeRecords("swift").allSatisfy { $0.hasPrefix("swift --version") })
    }

    @Test func `without root the line to type is printed, and nothing is installed or built`() throws {
      let tree = try ScriptTree(programs: Programs.folder)
      try tree.swift()
      try tree.standIn("dpkg-query", "[ \"$3\" = libssl-dev ] && printf 'install ok installed'")
      try tree.standIn("apt-get")
      let refused = try tree.run("run")
      #expect(refused.code == 69 && refused.output.isEmpty)
      let line = "  apt-get update && apt-get install -y libcurl4-openssl-dev\n"
      #expect(refused.errorText.hasSuffix("\n" + line), "\(refused.errorText)")
      let records = try tree.takeRecords()
      #expect(!records.contains { $0.hasPrefix("apt-get") || $0.hasPrefix("swift build") }, "\(records)")
      #expect(Self.wereKeptApart(records), "\(records)")
    }

    @Test func `root installs what is missing, with fresh lists when the first try fails`() throws {
      let talkers = try ScriptTree.talkers()
      let tree = try ScriptTree(programs: talkers.path(""))
      try tree.swift()
      try tree.standIn("dpkg-query", "exit 1")
      try tree.standIn("id", "echo 0")
      try tree.standIn("apt-get", "[ -e lists ] || { [ \"$1\" = update ] && touch lists; }")
      let made = try tree.run("run", ["--version"])
      #expect(made.code == 0 && made.output == "bulkhead --version in home\n", "\(made)")
      let records = try tree.takeRecords()
      #expect(Self.wereKeptApart(records), "\(records)")
      let install = "apt-get install -y -qq libcurl4-openssl-dev libssl-dev"
      #expect(
        records.compactMap { $0.hasPrefix("apt-get") ? $0.split(separator: ";").first.map(String.init) : nil }
          == [install, "apt-get update -qq", install])
      #expect(records.filter { $0.hasPrefix("swift build") }.count == 3)
    }

    @Test func `packages that cannot be installed end it`() throws {
      let tree = try ScriptTree(programs: Programs.folder)
      try tree.swift()
      try tree.standIn("dpkg-query", "exit 1")
      try tree.standIn("id", "echo 0")
      try tree.standIn("apt-get", "exit 100")
      let made = try tree.run("run")
      #expect(made.code == 69 && made.output.isEmpty && made.errorText.contains("apt could not install them"))
      #expect(try tree.takeRecords("swift build").isEmpty)
    }

    @Test func `test builds what ships and the tests, runs them, and ends as they do`() throws {
      let tree = try ScriptTree(programs: Programs.folder)
      try tree.swift(testExitCode: 3)
      #expect(try tree.run("test").code == 3)
      let records = try tree.takeRecords()
      #expect(Self.wereKeptApart(records), "\(records)")
      let steps = records.filter { $0.hasPrefix("swift") && !$0.hasPrefix("swift --version") }
      let expected =
        Self.builds + [
          "swift format lint --strict ", "swift build --build-tests;", "swift test --skip-build;",
        ]
      #expect(
        steps.count == expected.count && zip(steps, expected).allSatisfy { $0.hasPrefix($1) }, "\(steps)")

      #expect(try tree.run("test", ["--filter", "MCPTests"]).code == 3)
      let some = try tree.takeRecords("swift ").filter { !$0.hasPrefix("swift --version") }
      #expect(some.count == 2 && some.last?.hasPrefix("swift test --skip-build --filter MCPTests;") == true)
      #expect(try tree.run("test", ["fuzz", "many"]).code == 64)
      #expect(try tree.takeRecords().isEmpty)
    }
  }
}
