import Foundation
import Testing

extension `End to end` {
  /// `bulkhead doctor` beside a server that trades, and in front of an exchange whose clock is another one.
  @Suite struct `The doctor` {
    private struct Finding {
      let area: String
      let grade: String
      let words: String
    }

    /// - Parameter fileCountMax: how many files it may have open; as many as the test runner unless given.
    private static func findings(
      _ arguments: [String], _ environment: [String: String], fileCountMax: Int? = nil
    ) throws -> [Finding] {
      let words = [Programs.bulkhead, "doctor", "--json"] + arguments
      let program = try ProgramUnderTest(
        "/bin/sh", ["-c", (fileCountMax.map { "ulimit -n \($0) && " } ?? "") + "exec \"$0\" \"$@\""] + words,
        environment: environment)
      program.closeInput()
      try program.waitForExit()
      let report = ParsedJSON.object(Data(program.output))
      let findings = try #require(report?["findings"] as? [[String: Any]], "\(program.errorText)")
      return findings.map {
        Finding(
          area: $0["area"] as? String ?? "", grade: $0["grade"] as? String ?? "",
          words: $0["words"] as? String ?? "")
      }
    }

    @Test func `sees the server, its keys and its journal, and a byte that was changed`() throws {
      let keyed = try KeyedServer(.file, configuration: #", "trading": {"enabled": true}"#)
      let id = keyed.server.request(
        "tools/call",
        [
          "name": "create_order",
          "arguments": [
            "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.001", "price": "50000",
          ],
        ])
      let order = try keyed.server.answer(id)
      #expect(order.isSuccess, "\(order.text)")
      let environment = [
        "HOME": keyed.home.path, "STATE_DIRECTORY": keyed.home.path("state"),
        "BINANCE_API_KEY": keyed.trading.id, "BINANCE_API_SECRET_FILE": keyed.home.path("trading"),
        "BINANCE_READ_API_KEY": keyed.reading.id, "BINANCE_READ_API_SECRET_FILE": keyed.home.path("reading"),
      ]
      let arguments = ["--config", keyed.home.path("bulkhead.json")]
      let good = try Self.findings(arguments, environment)
      #expect(!good.contains { $0.grade == "problem" }, "\(good)")
      #expect(good.count { $0.area == "keys" && $0.words.contains("is yours alone") } == 2)
      #expect(
        good.contains { $0.area == "servers" && $0.words == "server \(keyed.server.program.pid) answers" })
      #expect(good.contains { $0.area == "state" && $0.words == "the journal of orders is whole" }, "\(good)")
      #expect(good.contains { $0.area == "exchange" && $0.words.hasPrefix("spot answers") })
      try keyed.finish()

      let journal = try #require(keyed.home.files(below: "state").first { $0.hasSuffix("/journal") })
      let file = URL(fileURLWithPath: keyed.home.path("state/\(journal)"))
      var bytes = try Data(contentsOf: file)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: file)
      let bad = try Self.findings(arguments + ["--offline"], environment)
      #expect(
        bad.contains { $0.area == "state" && $0.grade == "problem" && $0.words.contains("journal") }, "\(bad)"
      )
      #expect(bad.contains { $0.area == "servers" && $0.words.hasPrefix("none runs") })
    }

    @Test func `says how far the clocks are apart`() throws {
      let home = try HomeFolder()
      // A second here is more than a quarter of an hour there.
      let paper = try PaperUnderTest(["--listen", "127.0.0.1:0", "--time", "1000"])
      let url = "http://127.0.0.1:\(paper.port)"
      let found = try Self.findings(["--base-url", url], ["HOME": home.path])
      #expect(
        found.contains {
          $0.area == "exchange" && $0.grade == "doubt" && $0.words.contains("behind the exchange")
        },
        "\(found)")
      #expect(!found.contains { $0.grade == "problem" })
      #expect(try paper.finish() == 0)
    }

    @Test func `says of the machine what the machine says of itself`() throws {
      let home = try HomeFolder()
      let found = try Self.findings(["--offline"], ["HOME": home.path]).filter { $0.area == "machine" }
      func one(_ words: String) throws -> Finding {
        let own = found.filter { $0.words.contains(words) }
        #expect(own.count == 1, "\(words): \(found)")
        return try #require(own.first)
      }
      let kernel = try String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
      let release = kernel.trimmingCharacters(in: .whitespacesAndNewlines)
      let words = "Linux \(release): process handles, descriptors closed by a flag, no_new_privs"
      #expect(try one(words).grade == "good")
      let filter = try one("(seccomp)")
      let actions = "/proc/sys/kernel/seccomp/actions_avail"
      if FileManager.default.isReadableFile(atPath: actions) {
        #expect(try String(contentsOfFile: actions, encoding: .utf8).contains("kill_process"))
        #expect(
          filter.words == "the kernel could filter system calls (seccomp), which Bulkhead does not use yet")
      } else {
        print("not checked here: system calls can be filtered, since there is no \(actions)")
      }
      let files = try one("(Landlock")
      let modules = "/sys/kernel/security/lsm"
      if FileManager.default.isReadableFile(atPath: modules) {
        let text = try String(contentsOfFile: modules, encoding: .utf8)
        #expect(
          files.words.contains("could close files")
            == text.split(separator: ",").contains { $0.hasPrefix("landlock") })
      } else {
        print("not checked here: files can be closed to a process, since there is no \(modules)")
      }
      #expect(try ["good", "doubt"].contains(one("secrets of the environment").grade))
    }

    @Test func `says when few files may be open`() throws {
      let home = try HomeFolder()
      for (count, grade) in [(100, "problem"), (300, "doubt"), (1_024, "good")] {
        let found = try Self.findings(["--offline"], ["HOME": home.path], fileCountMax: count)
        let files = found.filter { $0.words == "\(count) files may be open" }
        #expect(files.map(\.grade) == [grade] && files.first?.area == "machine", "\(found)")
      }
    }

    @Test func `says when the usual port is taken`() throws {
      let home = try HomeFolder()
      // Nil when somebody else of this machine has it: taken it is then all the same.
      let taken = try? LoopbackSocket.listening(port: 8_000)
      let found = try Self.findings(["--offline"], ["HOME": home.path])
      if let taken { close(taken.descriptor) }
      let port = found.filter { $0.words.hasPrefix("port 8000 on 127.0.0.1 is taken") }
      #expect(port.map(\.grade) == ["doubt"] && port.first?.area == "machine", "\(found)")
      #expect(!found.contains { $0.words.hasPrefix("nothing can listen on 127.0.0.1") })
      if taken == nil { return }
      let free = try Self.findings(["--offline"], ["HOME": home.path])
      #expect(free.contains { $0.grade == "good" && $0.words == "port 8000 on 127.0.0.1 is free" }, "\(free)")
    }
  }
}
