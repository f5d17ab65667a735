import Foundation
import Testing

extension `End to end` {
  @Suite struct `Bad arguments` {
    /// A call that must be refused: the words that the message must have, and the argument it is about.
    private struct Refusal {
      let tool: String
      let arguments: [String: Any]
      let argument: String
      let words: [String]
    }

    private static var refusals: [Refusal] {
      [
        // Missing, extra, mistyped.
        Refusal(tool: "get_order_book", arguments: [:], argument: "symbol", words: ["symbol", "missing"]),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbl": "BTCUSDT"], argument: "symbl",
          words: ["symbl", "symbol"]),
        Refusal(tool: "get_server_time", arguments: ["zone": "UTC"], argument: "zone", words: ["zone"]),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbol": 7], argument: "symbol", words: ["symbol", "7"]),
        Refusal(
          tool: "get_order_book", arguments: ["symbol": NSNull()], argument: "symbol",
          words: ["symbol", "missing"]),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbols": "BTCUSDT;ETHUSDT"], argument: "symbols",
          words: ["symbols"]),
        Refusal(
          tool: "get_klines", arguments: ["symbol": "BTCUSDT", "interval": "1h", "limit": "many"],
          argument: "limit", words: ["limit", "many"]),
        Refusal(
          tool: "get_klines", arguments: ["symbol": "BTCUSDT", "interval": "1h", "limit": 2.5],
          argument: "limit",
          words: ["limit", "2.5"]),
        // Out of range.
        Refusal(
          tool: "get_klines", arguments: ["symbol": "BTCUSDT", "interval": "1h", "limit": 99_999],
          argument: "limit", words: ["limit", "99999", "1000"]),
        Refusal(
          tool: "get_order_book", arguments: ["symbol": "BTCUSDT", "limit": 0], argument: "limit",
          words: ["limit", "0", "1"]),
        Refusal(
          tool: "get_order_book", arguments: ["symbol": "BTCUSDT", "limit": -5], argument: "limit",
          words: ["limit", "-5"]),
        Refusal(
          tool: "get_order_book", arguments: ["symbol": "BTCUSDT", "distance_percent": "101"],
          argument: "distance_percent", words: ["distance_percent", "101", "100"]),
        Refusal(
          tool: "get_klines", arguments: ["symbol": "BTCUSDT", "interval": "7m"], argument: "interval",
          words: ["interval", "7m"]),
        Refusal(
          tool: "get_available_assets", arguments: ["status": "OPEN"], argument: "status",
          words: ["status", "OPEN"]),
        // Symbols: refused, not cleaned.
        Refusal(
          tool: "get_ticker_price", arguments: ["symbol": "B$T#C"], argument: "symbol", words: ["B$T#C"]),
        Refusal(tool: "get_ticker_price", arguments: ["symbol": ""], argument: "symbol", words: ["symbol"]),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbol": "BTC/USDT/X"], argument: "symbol",
          words: ["BTC/USDT/X"]),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbol": "BTC USDT"], argument: "symbol", words: ["BTC USDT"]
        ),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbol": "BTC\u{2028}USDT"], argument: "symbol",
          words: ["symbol"]),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbol": String(repeating: "A", count: 41)],
          argument: "symbol",
          words: ["symbol"]),
        Refusal(
          tool: "get_ticker_price", arguments: ["symbol": "BTCUSDT&limit=1"], argument: "symbol",
          words: ["symbol"]),
      ]
    }

    @Test func `a bad argument is refused by name value and bound and nothing is asked`() throws {
      let exchange = try FakeExchange { _, _ in [.reply(body: FakeExchange.priceBody())] }
      defer { exchange.stop() }
      let server = try ServerUnderTest(exchange)
      for refusal in Self.refusals {
        let answer = try server.call(refusal.tool, refusal.arguments)
        let name = "\(refusal.tool) \(refusal.arguments)"
        #expect(answer.isToolError, "\(name): \(answer.message)")
        #expect(answer.structured == nil, "\(name)")
        #expect(answer.failureType == "validation_error", "\(name): \(answer.failure)")
        #expect(answer.isRetryable == false, "\(name)")
        #expect(!answer.suggestion.isEmpty, "\(name)")
        #expect(!(answer.details["bound"] as? String ?? "").isEmpty, "\(name): \(answer.details)")
        let argument = answer.details["argument"] as? String ?? ""
        #expect(argument.contains(refusal.argument), "\(name): \(answer.details)")
        for word in refusal.words {
          #expect(
            answer.failureMessage.contains(word) || answer.suggestion.contains(word),
            "\(name) says nothing of \(word): \(answer.failure)")
        }
        try server.expectAlive()
      }
      #expect(exchange.requestCount == 0)
      #expect(try server.finish() == 0)
    }

    @Test func `all ways to write a symbol mean the same and odd real symbols work`() throws {
      let server = try ServerUnderTest(["--paper"])
      for text in ["btc/usdt", "BTC-USDT", "BTCUSDT", "btcusdt", "Btc-Usdt"] {
        #expect(try server.call("get_ticker_price", ["symbol": text]).data["symbol"] as? String == "BTCUSDT")
      }
      #expect(
        try server.call("get_ticker_price", ["symbol": "1inch/usdt"]).data["symbol"] as? String == "1INCHUSDT"
      )
      let assets = try server.call("get_available_assets", ["limit": 1000])
      let symbols = (assets.data["rows"] as? [[Any]] ?? []).compactMap { $0.first as? String }
      let foreign = try #require(symbols.first { !$0.unicodeScalars.allSatisfy(\.isASCII) })
      let price = try server.call("get_ticker_price", ["symbol": foreign])
      #expect(price.data["symbol"] as? String == foreign, "\(price.message)")
      let unknown = try server.call("get_ticker_price", ["symbol": "NOSUCHPAIR"])
      #expect(unknown.isToolError)
      #expect(unknown.failure["code"] as? Int == -1121)
      #expect(try server.finish() == 0)
    }
  }
}
