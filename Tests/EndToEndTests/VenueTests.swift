import Foundation
import Testing

extension `End to end` {
  @Suite struct `The exchange that is asked` {
    private static func venue(_ arguments: [String], _ environment: [String: String]) throws -> String? {
      let server = try ServerUnderTest(arguments, environment: environment)
      defer { #expect(throws: Never.self) { try server.finish() } }
      return try server.status()["venue"] as? String
    }

    @Test func `flags and variables choose and server_status says which`() throws {
      // Only server_status is called: nothing is asked of these exchanges.
      #expect(try Self.venue([], [:]) == "live")
      #expect(try Self.venue([], ["BINANCE_TESTNET": "true"]) == "testnet")
      #expect(try Self.venue([], ["BINANCE_TESTNET": "false"]) == "live")
      #expect(try Self.venue(["--testnet"], [:]) == "testnet")
      #expect(try Self.venue(["--paper"], ["BINANCE_TESTNET": "true"]) == "paper")
      #expect(try Self.venue([], ["BINANCE_BASE_URL": "http://127.0.0.1:1"]) == "custom")
    }

    @Test func `BINANCE_BASE_URL really sends the requests there`() throws {
      let exchange = try FakeExchange { _, _ in [.reply(body: FakeExchange.priceBody("1.25000000"))] }
      defer { exchange.stop() }
      let server = try ServerUnderTest([], environment: ["BINANCE_BASE_URL": exchange.url])
      let answer = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect(answer.data["price"] as? String == "1.25000000")
      #expect((answer.envelope["metadata"] as? [String: Any])?["venue"] as? String == "custom")
      #expect(exchange.targets.count == 1)
      #expect(exchange.targets.first?.hasPrefix("/api/v3/ticker/price") == true)
      #expect(try server.finish() == 0)
    }

    @Test func `settings that could mean two exchanges are refused`() throws {
      for environment in [
        ["BINANCE_TESTNET": "true", "BINANCE_BASE_URL": "http://127.0.0.1:1"], ["BINANCE_TESTNET": "maybe"],
        ["BINANCE_FUTURES_BASE_URL": "http://127.0.0.1:1"], ["BINANCE_BASE_URL": "not a url"],
      ] {
        let program = try ProgramUnderTest(Programs.bulkhead, ["serve"], environment: environment)
        #expect(try program.waitForExit() == 64, "\(environment)")
        #expect(program.output.isEmpty)
        #expect(!program.errorText.isEmpty)
      }
    }
  }
}
