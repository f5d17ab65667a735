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

    private static func findings(
      _ arguments: [String], _ environment: [String: String]
    ) throws -> [Finding] {
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["doctor", "--json"] + arguments, environment: environment)
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
  }
}
