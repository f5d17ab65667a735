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

    /// What a server asks of two exchanges for a price of spot and one of futures.
    private static func split(
      _ arguments: (String, String) -> [String], _ environment: (String, String) -> [String: String]
    ) throws -> (spot: [String], futures: [String]) {
      let mark =
        #"{"symbol":"BTCUSDT","markPrice":"11793.63","indexPrice":"11781.80","estimatedSettlePrice":"#
        + #""11781.16","lastFundingRate":"0.00038246","interestRate":"0.00010000","#
        + #""nextFundingTime":1597392000000,"time":1597370495002}"#
      let exchanges = try (0..<2).map { _ in
        try FakeExchange { _, target in
          [.reply(body: target.hasPrefix("/fapi/") ? mark : FakeExchange.priceBody())]
        }
      }
      defer { for exchange in exchanges { exchange.stop() } }
      let (spot, futures) = (exchanges[0], exchanges[1])
      let server = try ServerUnderTest(
        arguments(spot.url, futures.url), environment: environment(spot.url, futures.url))
      let price = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect(price.isSuccess, "\(price.text)")
      let marked = try server.call("get_mark_price", ["symbol": "BTCUSDT"])
      #expect(marked.data["markPrice"] as? String == "11793.63", "\(marked.text)")
      #expect(try server.finish() == 0)
      return (spot.targets, futures.targets)
    }

    @Test func `futures go where they are told to and nowhere else, and with spot by themselves`() throws {
      let (price, mark) = ("/api/v3/ticker/price?symbol=BTCUSDT", "/fapi/v1/premiumIndex?symbol=BTCUSDT")
      let variables = try Self.split({ _, _ in [] }) {
        ["BINANCE_BASE_URL": $0, "BINANCE_FUTURES_BASE_URL": $1]
      }
      #expect(variables.spot == [price] && variables.futures == [mark], "\(variables)")
      let flags = try Self.split({ ["--base-url", $0, "--futures-base-url", $1] }) { _, _ in [:] }
      #expect(flags.spot == [price] && flags.futures == [mark], "\(flags)")
      let one = try Self.split({ url, _ in ["--base-url", url] }) { _, _ in [:] }
      #expect(one.spot == [price, mark] && one.futures.isEmpty, "\(one)")
      // A flag is for both: what the environment says of futures belongs to another exchange then.
      let both = try Self.split({ url, _ in ["--base-url", url] }) { ["BINANCE_FUTURES_BASE_URL": $1] }
      #expect(both.spot == [price, mark] && both.futures.isEmpty, "\(both)")
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
