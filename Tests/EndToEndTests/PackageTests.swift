import Foundation
import TestSupport
import Testing

extension `End to end` {
  /// `./run package` with the programs that are tested, packed fast instead of small.
  @Suite struct `The package` {
    private static func run(
      _ path: String, _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> (code: Int32, output: String, errorText: String) {
      let program = try ProgramUnderTest(path, arguments, environment: environment)
      program.closeInput()
      let code = try program.waitForExit(seconds: 90)
      return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
    }

    private static func files(below folder: String) -> [String] {
      let names = FileManager.default.enumerator(atPath: folder)?.allObjects ?? []
      return names.compactMap { $0 as? String }.filter { name in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
        return !isFolder.boolValue
      }.sorted()
    }

    @Test func `is the same twice, installs, runs, and goes without a trace`() throws {
      let scratch = try ScratchFolder()
      let variables = [
        "BULKHEAD_PROGRAMS": Programs.folder, "BULKHEAD_PACKAGE_LEVEL": "1",
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      ]
      let script = Repository.root.appendingPathComponent("run").path
      var packed: [Data] = []
      var tarball = ""
      for folder in ["one", "two"] {
        let made = try Self.run(script, ["package", scratch.path(folder)], variables)
        #expect(made.code == 0, "\(made.errorText)")
        #expect(made.errorText.contains("libcurl.so.4"))
        tarball = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        packed.append(try Data(contentsOf: URL(fileURLWithPath: tarball)))
      }
      #expect(packed[0] == packed[1])
      try FileManager.default.createDirectory(atPath: scratch.path("out"), withIntermediateDirectories: true)
      #expect(try Self.run("/usr/bin/tar", ["-C", scratch.path("out"), "-xzf", tarball]).code == 0)
      let name = try #require(tarball.split(separator: "/").last).dropLast(".tar.gz".count)
      #expect(name.hasPrefix("bulkhead-") && name.contains("-linux-"))
      let folder = scratch.path("out/\(name)")

      let prefix = scratch.path("a prefix")
      let installed = try Self.run("\(folder)/install.sh", [prefix])
      #expect(installed.code == 0 && installed.output.contains("bulkhead doctor"), "\(installed.errorText)")
      let call = try Self.run(
        "\(prefix)/bin/bulkhead", ["call", "get_ticker_price", "symbol=BTCUSDT", "--paper"])
      #expect(call.code == 0 && call.output.contains("BTCUSDT"), "\(call.errorText)")
      let gone = try Self.run("\(prefix)/share/doc/bulkhead/install.sh", ["--uninstall", prefix])
      #expect(gone.code == 0)
      #expect(Self.files(below: prefix).isEmpty)

      // A file that is not the one that was packed is not installed.
      try Data("changed".utf8).write(to: URL(fileURLWithPath: "\(folder)/README.md"))
      let changed = try Self.run("\(folder)/install.sh", [prefix])
      #expect(changed.code == 1 && Self.files(below: prefix).isEmpty)
      #expect(try Self.run("\(folder)/install.sh", ["--what"]).code == 64)
      #expect(try Self.run("\(folder)/install.sh", ["a", "b"]).code == 64)
    }
  }
}
