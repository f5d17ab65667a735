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

    private static let script = Repository.root.appendingPathComponent("run").path

    private static func variables(_ programs: String) -> [String: String] {
      [
        "BULKHEAD_PROGRAMS": programs, "BULKHEAD_PACKAGE_LEVEL": "1",
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      ]
    }

    /// The libraries that a program asks the loader for.
    private static func libraries(of program: String) throws -> Set<String> {
      let read = try run("/usr/bin/readelf", ["-d", program])
      #expect(read.code == 0, "\(read.errorText)")
      let needed = read.output.split(separator: "\n").filter { $0.contains("(NEEDED)") }
      return Set(
        needed.compactMap { $0.split(separator: "[").last?.split(separator: "]").first.map(String.init) })
    }

    /// Where the links of a packed text lead, but for those to the web and within it.
    private static func links(of text: String) -> Set<String> {
      let targets = text.components(separatedBy: "](").dropFirst().compactMap { rest in
        rest.split(separator: ")", omittingEmptySubsequences: false).first
      }
      return Set(
        targets.filter { !$0.contains("://") }
          .map { String($0.split(separator: "#", omittingEmptySubsequences: false)[0]) }
          .filter { !$0.isEmpty })
    }

    /// The programs need no Swift, their libraries are those that are listed, and texts lead to what is
    /// packed.
    private static func expectWhole(_ folder: String) throws {
      let listed = try String(contentsOfFile: "\(folder)/LIBRARIES", encoding: .utf8)
      var needed: Set<String> = []
      for name in Programs.names { needed.formUnion(try libraries(of: "\(folder)/bin/\(name)")) }
      #expect(needed == Set(listed.split(separator: "\n").map(String.init)))
      #expect(needed.contains("libc.so.6"))
      let foreign = needed.filter { name in
        ["libswift", "lib_swift", "libfoundation", "lib_foundation", "libdispatch", "libblocksruntime"]
          .contains { name.lowercased().hasPrefix($0) }
      }
      #expect(foreign.isEmpty)
      try expectLinksLead(in: folder)
    }

    private static func expectLinksLead(in folder: String) throws {
      let packed = files(below: folder)
      var linkCount = 0
      for text in packed where text.hasSuffix(".md") {
        let place = (text as NSString).deletingLastPathComponent
        for link in links(of: try String(contentsOfFile: "\(folder)/\(text)", encoding: .utf8)) {
          var path = place.split(separator: "/")
          for name in link.split(separator: "/") {
            if name == ".." { _ = path.popLast() } else { path.append(name) }
          }
          #expect(
            packed.contains(path.joined(separator: "/")), "\(text) leads to \(link), which is not there")
          linkCount += 1
        }
      }
      #expect(linkCount >= 8)
      #expect(packed.contains("deploy/nginx.conf") && packed.contains("deploy/Caddyfile"))
    }

    @Test func `programs that would need Swift where they go are not packed`() throws {
      let scratch = try ScratchFolder()
      #expect(try Self.libraries(of: "\(Programs.debugFolder)/bulkhead").contains("libswiftCore.so"))
      let made = try Self.run(
        Self.script, ["package", scratch.path("out")], Self.variables(Programs.debugFolder))
      #expect(made.code == 65 && made.errorText.contains("libswiftCore.so"), "\(made.errorText)")
      #expect(made.output.isEmpty && Self.files(below: scratch.path("out")).isEmpty)
    }

    @Test func `is the same twice, installs, runs, and goes without a trace`() throws {
      guard try !Self.libraries(of: Programs.bulkhead).contains("libswiftCore.so") else {
        print("not checked here: a package is made of release programs, and these are none")
        return
      }
      let scratch = try ScratchFolder()
      var packed: [Data] = []
      var tarball = ""
      for folder in ["one", "two"] {
        let made = try Self.run(
          Self.script, ["package", scratch.path(folder)], Self.variables(Programs.folder))
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
      try Self.expectWhole(folder)

      let prefix = scratch.path("a prefix")
      let installed = try Self.run("\(folder)/install.sh", [prefix])
      #expect(installed.code == 0 && installed.output.contains("doctor"), "\(installed.errorText)")
      #expect(installed.output.contains("  '\(prefix)/bin/bulkhead' doctor"))
      #expect(installed.output.contains("'\(prefix)/share/doc/bulkhead/install.sh' --uninstall '\(prefix)'"))
      let blocked = try Self.run("\(folder)/install.sh", ["\(folder)/README.md"])
      #expect(
        blocked.code == 1 && blocked.errorText.contains("README.md is no folder"), "\(blocked.errorText)")
      #expect(!blocked.errorText.contains("root"))
      let call = try Self.run(
        "\(prefix)/bin/bulkhead", ["call", "get_ticker_price", "symbol=BTCUSDT", "--paper"])
      #expect(call.code == 0 && call.output.contains("BTCUSDT"), "\(call.errorText)")
      try Self.expectLinksLead(in: "\(prefix)/share/doc/bulkhead")
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
