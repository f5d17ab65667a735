import Foundation
import Testing

extension `End to end` {
  @Suite struct `Market tools` {
    /// Arguments for every tool; one that is missing here fails the test, so that a new one is not forgotten.
    private static func arguments(of tool: String) -> [[String: Any]]? {
      switch tool {
      case "server_status", "get_server_time": [[:]]
      case "get_ticker_price": [["symbol": "btc/usdt"], ["symbols": ["BTCUSDT", "ETH-USDT"]], [:]]
      case "get_ticker": [["symbol": "BTCUSDT"], ["symbol": "BTCUSDT", "window": "4h"]]
      case "get_order_book": [["symbol": "BTCUSDT", "limit": 10, "distance_percent": "0.5"]]
      case "get_available_assets": [[:], ["quote": "USDT", "limit": 3]]
      case "get_symbol_rules", "get_recent_trades", "get_historical_trades", "get_aggregate_trades",
        "get_average_price", "get_book_ticker":
        [["symbol": "BTCUSDT"]]
      case "get_klines": [["symbol": "BTCUSDT", "interval": "1h", "limit": 24]]
      case "get_mark_price", "get_funding_rate": [["symbol": "BTCUSDT"], [:]]
      case "get_open_interest": [["symbol": "BTCUSDT"]]
      default: accountArguments(of: tool) ?? tradingArguments(of: tool)
      }
    }

    /// Arguments for the tools that trade, in the order of the list: each finds what those before have left.
    private static func tradingArguments(of tool: String) -> [[String: Any]]? {
      let limit: [String: Any] = [
        "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.001", "price": "50000",
      ]
      switch tool {
      case "create_order", "test_order": return [limit]
      case "cancel_all_orders": return [["symbol": "BTCUSDT"]]
      case "create_futures_order":
        return [["symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.01"]]
      case "close_position": return [["symbol": "BTCUSDT"]]
      case "set_leverage": return [["symbol": "BTCUSDT", "leverage": 5]]
      case "trading_status": return [[:]]
      // They need the id of an order that stands, or are many: `OrderToolTests`.
      case "cancel_order", "replace_order", "create_order_list", "cancel_order_list", "cancel_futures_order":
        return []
      default: return nil
      }
    }

    /// Arguments for the tools of the account. `get_order` asks for an order that is there:
    /// `AccountToolTests`.
    private static func accountArguments(of tool: String) -> [[String: Any]]? {
      switch tool {
      case "get_balance": [[:], ["quote": "USDT"], ["wallet": "all"], ["wallet": "all", "quote": "USDT"]]
      case "get_position_info", "get_pnl", "get_account_snapshot", "get_deposit_history",
        "get_withdraw_history", "get_liquidation_history":
        [[:]]
      case "get_open_orders", "get_order_rate_limits": [[:], ["market": "futures"]]
      case "get_orders", "get_my_trades", "get_fee_info":
        [["symbol": "BTCUSDT"], ["symbol": "BTCUSDT", "market": "futures"]]
      case "get_deposit_address": [["asset": "BTC"]]
      case "get_universal_transfer_history": [["type": "MAIN_UMFUTURE"]]
      case "get_order": []
      default: nil
      }
    }

    @Test func `every listed tool answers from the paper exchange with an object that says success`() throws {
      let server = try ServerUnderTest(["--paper"])
      let listing = try server.answer(server.request("tools/list"))
      let tools = try #require(listing.result?["tools"] as? [[String: Any]])
      #expect(tools.count >= 13)
      for tool in tools {
        let name = try #require(tool["name"] as? String)
        #expect((tool["inputSchema"] as? [String: Any])?["type"] as? String == "object", "\(name)")
        #expect((tool["outputSchema"] as? [String: Any])?["type"] as? String == "object", "\(name)")
        let calls = try #require(Self.arguments(of: name), "no arguments are written down here for \(name)")
        for arguments in calls {
          let answer = try server.call(name, arguments)
          #expect(answer.isSuccess, "\(name) \(arguments): \(answer.message)")
          let structured = try #require(answer.structured)
          #expect(structured["data"] is [String: Any], "\(name)")
          #expect((structured["timestamp"] as? Int ?? 0) > 1_600_000_000_000, "\(name)")
          #expect((structured["metadata"] as? [String: Any])?["venue"] as? String == "paper", "\(name)")
          #expect(answer.isConsistent, "\(name): text and structure differ")
        }
      }
      #expect(try server.finish() == 0)
    }

    /// How long a candle is, in milliseconds: of a month between 28 and 31 days.
    private static func length(of interval: String) throws -> ClosedRange<Int> {
      let day = 86_400_000
      if interval == "1M" { return 28 * day...31 * day }
      let units: [Character: Int] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": day, "w": 7 * day]
      let unit = try #require(interval.last.flatMap { units[$0] })
      let length = try #require(Int(interval.dropLast())) * unit
      return length...length
    }

    @Test func `candles come in every interval that the exchange has`() throws {
      // "Kline/Candlestick chart intervals" of the exchange's documents.
      let intervals = [
        "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M",
      ]
      let server = try ServerUnderTest(["--paper"])
      let listing = try server.answer(server.request("tools/list"))
      let tools = try #require(listing.result?["tools"] as? [[String: Any]])
      let schema = tools.first { $0["name"] as? String == "get_klines" }?["inputSchema"] as? [String: Any]
      let interval = (schema?["properties"] as? [String: Any])?["interval"] as? [String: Any]
      #expect(interval?["enum"] as? [String] == intervals, "\(interval ?? [:])")
      for interval in intervals {
        let arguments: [String: Any] = ["symbol": "BTCUSDT", "interval": interval, "limit": 3]
        let answer = try server.call("get_klines", arguments)
        #expect(answer.isSuccess, "\(interval): \(answer.text)")
        #expect(answer.data["interval"] as? String == interval)
        let times = (answer.data["rows"] as? [[Any]] ?? []).compactMap { $0.first as? Int }
        #expect(times.count == 3, "\(interval)")
        let length = try Self.length(of: interval)
        for (time, next) in zip(times, times.dropFirst()) {
          #expect(length.contains(next - time), "\(interval): \(times)")
        }
      }
      #expect(try server.finish() == 0)
    }

    @Test func `server_status says how long all runs and what is used of the limit`() throws {
      // Without a key nobody else on this address asks it anything.
      let paper = try PaperUnderTest(["--listen", "127.0.0.1:0"])
      let server = try ServerUnderTest(["--base-url", "http://127.0.0.1:\(paper.port)"])
      try server.readyWorker()
      func market() throws -> [String: Any] {
        let workers = try #require(try server.status()["workers"] as? [[String: Any]])
        return try #require(workers.first { $0["role"] as? String == "market" })
      }
      let fresh = try #require(try market()["budget"] as? [String: Any])
      #expect(fresh.isEmpty, "nothing was asked yet: \(fresh)")
      // The weight is counted by the minute, and must not begin anew on the way.
      while Int(Date().timeIntervalSince1970) % 60 > 50 { usleep(100_000) }
      for used in [2, 4] {
        #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
        let budget = try #require(try market()["budget"] as? [String: Any])
        #expect(budget["used_weight"] as? Int == used)
        #expect(budget["weight_limit_per_minute"] as? Int == 6_000)
        #expect((0...60).contains(budget["as_of_seconds_ago"] as? Int ?? -1))
      }
      try server.wait(for: "a second of the worker's life") {
        (try market()["uptime_seconds"] as? Int ?? 0) > 0
      }
      let all = try #require(try server.status()["uptime_seconds"] as? Int)
      let own = try #require(try market()["uptime_seconds"] as? Int)
      #expect((1...(all + 1)).contains(own), "\(own) of \(all)")
      #expect(try server.finish() == 0)
      #expect(try paper.finish() == 0)
    }

    @Test func `resources and prompts are listed and an unknown method is an error`() throws {
      let server = try ServerUnderTest(["--paper"])
      for (method, member) in [
        ("resources/list", "resources"), ("resources/templates/list", "resourceTemplates"),
        ("prompts/list", "prompts"),
      ] {
        let answer = try server.answer(server.request(method))
        #expect((answer.result?[member] as? [Any])?.isEmpty == false, "\(method): \(answer.message)")
      }
      #expect(try server.answer(server.request("tools/lisst")).errorCode == -32601)
      #expect(try server.finish() == 0)
    }

    @Test func `every released version of the protocol is spoken`() throws {
      for version in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"] {
        let server = try ServerUnderTest(["--paper"], initializes: false)
        let id = server.request(
          "initialize",
          [
            "protocolVersion": version, "capabilities": [:] as [String: Any],
            "clientInfo": ["name": "x", "version": "1"],
          ])
        #expect(try server.answer(id).result?["protocolVersion"] as? String == version)
        let answer = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
        #expect(!answer.isToolError && answer.envelope["success"] as? Bool == true)
        #expect(try server.finish() == 0)
      }
      let server = try ServerUnderTest(["--paper"], initializes: false)
      let meta: [String: Any] = [
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": ["name": "x", "version": "1"],
        "io.modelcontextprotocol/clientCapabilities": [:] as [String: Any],
      ]
      #expect(try server.answer(server.request("server/discover", ["_meta": meta])).result != nil)
      let call = server.request(
        "tools/call",
        ["name": "get_ticker_price", "arguments": ["symbol": "BTCUSDT"], "_meta": meta])
      #expect(try server.answer(call).isSuccess)
      #expect(try server.finish() == 0)
    }
  }
}
