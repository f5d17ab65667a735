import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Account

@Suite(.onLoop) struct Balances {
  private typealias Replies = AccountReplies

  @Test @LoopActor func `of spot are sorted, without those of nothing`() async throws {
    let bench = AccountBench(["/api/v3/account": Replies.account])
    #expect(
      try await bench.data("get_balance") == """
        {"wallet":"spot","columns":["wallet","asset","total","free","locked"],"rows":[\
        ["spot","BTC","0.25000000","0.25000000","0.00000000"],["spot","LTC","5.00000000","4.50000000","0.50000000"],\
        ["spot","USDT","100.10000000","100.10000000","0.00000000"],\
        ["spot","XYZ","7.00000000","7.00000000","0.00000000"]],"count":4,"total":4,"truncated":false}
        """)
    #expect(bench.exchange.lastQuery == "omitZeroBalances=true")
  }

  @Test @LoopActor func `are valued exactly, over bridges too, and say what has no price`() async throws {
    let bench = AccountBench([
      "/api/v3/account": Replies.account, "/api/v3/ticker/price": Replies.prices,
    ])
    let data = try await bench.data("get_balance", #"{"quote":"usdt"}"#)
    // 0.25 × 60000.5; 5 × 0.0012 × 60000.5; USDT itself.
    #expect(data.contains(#"["spot","BTC","0.25000000","0.25000000","0.00000000","15000.125"]"#))
    #expect(data.contains(#"["spot","LTC","5.00000000","4.50000000","0.50000000","360.003"]"#))
    #expect(data.contains(#"["spot","USDT","100.10000000","100.10000000","0.00000000","100.10000000"]"#))
    #expect(data.contains(#"["spot","XYZ","7.00000000","7.00000000","0.00000000",null]"#))
    #expect(data.hasSuffix(#""quote":"USDT","total_value":"15460.228","unpriced":["XYZ"]}"#))
    #expect(bench.exchange.lastQuery == "symbolStatus=TRADING")
    #expect(bench.exchange.requests.map(\.weight) == [20, 4])
  }

  @Test @LoopActor func `a price that is turned round is cut to eight decimals`() async throws {
    let account = #"{"balances":[{"asset":"TRY","free":"100.00000000","locked":"0"}]}"#
    let prices = #"[{"symbol":"USDTTRY","price":"32.10000000"}]"#
    let bench = AccountBench(["/api/v3/account": account, "/api/v3/ticker/price": prices])
    let data = try await bench.data("get_balance", #"{"quote":"USDT"}"#)
    // 100 / 32.1 = 3.115264797…
    #expect(data.contains(#""total_value":"3.11526479""#))
  }

  @Test @LoopActor func `a symbol without a trade is no price`() async throws {
    let account = #"{"balances":[{"asset":"ETH","free":"1","locked":"0"}]}"#
    let bench = AccountBench(["/api/v3/account": account, "/api/v3/ticker/price": Replies.prices])
    let data = try await bench.data("get_balance", #"{"quote":"USDT"}"#)
    #expect(data.contains(#""total_value":"0","unpriced":["ETH"]"#))
  }

  @Test @LoopActor func `of all wallets come in one table`() async throws {
    let bench = AccountBench([
      "/api/v3/account": Replies.account, "/sapi/v1/asset/get-funding-asset": Replies.funding,
      "/fapi/v3/balance": Replies.futuresBalance,
    ])
    let data = try await bench.data("get_balance", #"{"wallet":"all","asset":"USDT"}"#)
    #expect(
      data == """
        {"wallet":"all","columns":["wallet","asset","total","free","locked","unrealized_pnl"],"rows":[\
        ["funding","USDT","1.5","1","0.5",null],\
        ["futures","USDT","122607.35137903","23.72469206",null,"-2.35137903"],\
        ["spot","USDT","100.10000000","100.10000000","0.00000000",null]],"count":3,"total":3,"truncated":false}
        """)
    #expect(bench.exchange.requests.map(\.endpoint.method) == ["GET", "POST", "GET"])
  }

  @Test @LoopActor func `futures are worth their balance and what positions stand at`() async throws {
    let bench = AccountBench([
      "/fapi/v3/balance": Replies.futuresBalance, "/api/v3/ticker/price": Replies.prices,
    ])
    let data = try await bench.data("get_balance", #"{"wallet":"futures","quote":"USDT"}"#)
    #expect(data.contains(#""total_value":"122605""#))
  }

  @Test @LoopActor func `of all wallets in one asset are the exchange's own valuation`() async throws {
    let bench = AccountBench(["/sapi/v1/asset/wallet/balance": Replies.wallets])
    let data = try await bench.data("get_balance", #"{"wallet":"all","quote":"BTC"}"#)
    #expect(
      data.hasPrefix(
        #"{"wallet":"all","quote":"BTC","columns":["wallet","value"],"rows":[["spot","0.5"],["#
          + #""futures","0.71842752"],["copy_trading","0.1"]],"count":3,"truncated":false,"#
          + #""total_value":"1.31842752","note":"#))
    #expect(bench.exchange.lastQuery == "quoteAsset=BTC")
  }

  @Test @LoopActor func `come in pages that keep an asset together`() async throws {
    let bench = AccountBench([
      "/api/v3/account": Replies.account, "/sapi/v1/asset/get-funding-asset": Replies.funding,
      "/fapi/v3/balance": Replies.futuresBalance,
    ])
    let first = try await bench.data("get_balance", #"{"wallet":"all","limit":2}"#)
    #expect(first.contains(#""count":2,"total":6,"truncated":true,"next":{"cursor":"LTC"}"#))
    let second = try await bench.data("get_balance", #"{"wallet":"all","limit":2,"cursor":"LTC"}"#)
    #expect(second.contains(#""count":3,"total":6,"truncated":true,"next":{"cursor":"USDT"}"#))
    let last = try await bench.data("get_balance", #"{"wallet":"all","limit":2,"cursor":"USDT"}"#)
    #expect(last.contains(#""count":1,"total":6,"truncated":false"#))
  }

  @Test @LoopActor func `on the testnet there is no funding wallet, and all is the other two`() async throws {
    let bench = AccountBench(
      venue: .testnet,
      [
        "/api/v3/account": Replies.account, "/fapi/v3/balance": Replies.futuresBalance,
        "/api/v3/ticker/price": Replies.prices,
      ])
    #expect(try await bench.failure("get_balance", #"{"wallet":"funding"}"#).kind == .exchangeUnavailable)
    #expect(bench.exchange.requests.isEmpty)
    _ = try await bench.call("get_balance", #"{"wallet":"all","quote":"USDT"}"#)
    #expect(
      bench.exchange.requests.map(\.endpoint.path) == [
        "/api/v3/account", "/fapi/v3/balance", "/api/v3/ticker/price",
      ])
  }

  @Test @LoopActor func `an empty account asks for no prices`() async throws {
    let bench = AccountBench(["/api/v3/account": #"{"balances":[]}"#])
    let data = try await bench.data("get_balance", #"{"quote":"USDT"}"#)
    #expect(data.contains(#""total_value":"0""#))
    #expect(bench.exchange.requests.count == 1)
  }

  @Test(arguments: [#"{"asset":"B$T"}"#, #"{"quote":"US DT"}"#])
  @LoopActor func `what is no asset is refused before anything is sent`(_ arguments: String) async throws {
    let bench = AccountBench([:])
    #expect(try await bench.failure("get_balance", arguments).kind == .validationError)
    #expect(bench.exchange.requests.isEmpty)
  }

  /// Sums that no exact amount can hold are an error and no trap.
  @Test @LoopActor func `amounts that cannot be summed are refused`() async throws {
    let huge = String(repeating: "9", count: 38)
    let account = "{\"balances\":[{\"asset\":\"A\",\"free\":\"\(huge)\",\"locked\":\"\(huge)\"}]}"
    let bench = AccountBench(["/api/v3/account": account])
    #expect(try await bench.failure("get_balance").kind == .binanceAPIError)
  }
}
