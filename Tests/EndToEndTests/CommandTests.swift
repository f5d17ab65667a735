import Foundation
import Testing

extension `End to end` {
  @Suite struct `The command line` {
    /// Runs a command to its end.
    private static func run(
      _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (code: Int32, output: String, errorText: String) {
      let program = try ProgramUnderTest(Programs.bulkhead, arguments, environment: environment)
      program.closeInput()
      let code = try program.waitForExit()
      return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
    }

    @Test func `help and version go to stdout with exit code 0`() throws {
      let help = try Self.run(["--help"])
      #expect(help.code == 0 && help.errorText.isEmpty)
      for word in ["serve", "call", "tour", "tools", "--paper", "--base-url", "64", "70", "BINANCE_TESTNET"] {
        #expect(help.output.contains(word), "the help says nothing of \(word)")
      }
      let version = try Self.run(["--version"])
      #expect(version.code == 0 && version.errorText.isEmpty)
      #expect(version.output.hasPrefix("bulkhead "))
      #expect(version.output.split(separator: "\n").count == 1)
    }

    @Test func `a call to the paper exchange warns of nothing: its keys are nobody's to mend`() throws {
      let balance = try Self.run(["call", "get_balance", "--paper"])
      #expect(balance.code == 0 && balance.output.contains("USDT"))
      #expect(balance.errorText.isEmpty, "\(balance.errorText)")
    }

    @Test(arguments: [
      (["serve", "--papr"], "--paper"), (["serve", "--base-ur", "http://x"], "--base-url"),
      (["serv"], "serve"), (["serve", "--call-timeout", "0"], "0.1"),
      (["serve", "--base-url"], "--base-url"),
      (["serve", "--paper", "--testnet"], "--testnet"), (["serve", "--tools", "get_tickr"], "get_ticker"),
      (["call", "get_tickr", "--paper"], "get_ticker"),
      (["serve", "--log-level", "loud", "--paper"], "notice"),
    ])
    func `a mistake is exit code 64 and names what was meant`(arguments: [String], hint: String) throws {
      let result = try Self.run(arguments)
      #expect(result.code == 64)
      #expect(result.output.isEmpty)
      #expect(result.errorText.contains(hint), "\(result.errorText)")
    }

    @Test func `tools lists every tool for people and as JSON`() throws {
      let table = try Self.run(["tools"])
      #expect(table.code == 0)
      let json = try Self.run(["tools", "--json"])
      #expect(json.code == 0)
      for name in ["get_ticker_price", "get_order_book", "get_klines", "server_status"] {
        #expect(table.output.contains(name) && json.output.contains(name), "\(name)")
      }
      _ = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    }

    @Test func `call makes one call through the real processes`() throws {
      let json = try Self.run(["call", "get_ticker_price", "symbol=btc/usdt", "--paper", "--json"])
      #expect(json.code == 0, "\(json.errorText)")
      let lines = json.output.split(separator: "\n")
      #expect(lines.count == 1)
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect((object?["data"] as? [String: Any])?["symbol"] as? String == "BTCUSDT")
      let people = try Self.run(["call", "get_ticker_price", "symbol=btc/usdt", "--paper"])
      #expect(people.code == 0)
      #expect(people.output.contains("BTCUSDT"))
      let refused = try Self.run(["call", "get_ticker_price", "symbol=B$T#C", "--paper"])
      #expect(refused.code != 0)
      #expect((refused.output + refused.errorText).contains("B$T#C"))
    }

    @Test func `the tour through a pipe ends with exit code 0 and shows the death of the worker`() throws {
      let tour = try Self.run(["tour"])
      #expect(tour.code == 0, "\(tour.errorText)")
      for word in ["BTCUSDT", "kill -KILL", "same session", "mcpServers", "/bulkhead"] {
        #expect(tour.output.contains(word), "the tour says nothing of \(word)")
      }
      #expect(!tour.output.contains("\u{1B}["), "colours in a pipe")
    }

    @Test func `internal programs refuse to be started by hand`() throws {
      let worker = try ProgramUnderTest(
        "\(Programs.folder)/bulkhead-worker", ["--role", "market", "--generation", "1", "--venue", "live"])
      #expect(try worker.waitForExit() == 64)
      #expect(worker.errorText.contains("bulkhead serve"))
      #expect(worker.output.isEmpty)
      let gateway = try Self.run(["internal-gateway"])
      #expect(gateway.code == 64)
      #expect(gateway.output.isEmpty)
    }
  }
}
