import Catalog
import Exchange
import ExchangeTestSupport
import Foundation
import LinuxIO
import TestSupport
import Testing
import Values

@Suite(.onLoop) struct `Trading pairs` {
  @LoopActor private func names(_ bench: MarketBench, _ arguments: String) async throws -> [String] {
    let document = try await bench.call("get_available_assets", arguments)
    return try #require(document.root["data"]?["rows"]).elements.compactMap { $0[0]?.string }
  }

  @Test @LoopActor func `rows are sorted and leave the numbered groups out`() async throws {
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo() }
    #expect(
      try await bench.data("get_available_assets")
        == #"{"columns":["symbol","base","quote","status","permissions"],"rows":[["1INCHUSDT","1INCH","#
        + #""USDT","#
        + #""BREAK",["SPOT"]],["BTCUSDT","BTC","USDT","TRADING",["SPOT"]],["DOGEBTC","DOGE","BTC","#
        + #""HALT",[]],"#
        + #"["ETHBTC","ETH","BTC","TRADING",["SPOT"]],["ETHUSDT","ETH","USDT","TRADING",["SPOT","MARGIN"]],"#
        + #"["币安人生USDT","币安人生","USDT","TRADING",["SPOT"]]],"count":6,"total":6,"truncated":false}"#)
    #expect(bench.exchange.requests.last?.query.isEmpty == true)
    #expect(bench.exchange.requests.last?.weight == 20)
  }

  @Test(arguments: [
    (#"{"quote":"usdt"}"#, ["1INCHUSDT", "BTCUSDT", "ETHUSDT", "币安人生USDT"]),
    (#"{"quote":"USDT","status":"TRADING"}"#, ["BTCUSDT", "ETHUSDT", "币安人生USDT"]),
    (#"{"base":"eth"}"#, ["ETHBTC", "ETHUSDT"]), (#"{"permission":"margin"}"#, ["ETHUSDT"]),
    (#"{"permission":"TRD_GRP_005"}"#, ["ETHUSDT"]), (#"{"text":"hu"}"#, ["1INCHUSDT", "ETHUSDT"]),
    (#"{"text":"人生"}"#, ["币安人生USDT"]), (#"{"status":"HALT"}"#, ["DOGEBTC"]),
    (#"{"quote":"EUR"}"#, []), (#"{"text":"A very long text that no name contains"}"#, []),
    (#"{"cursor":"ETHBTC"}"#, ["ETHUSDT", "币安人生USDT"]), (#"{"cursor":"ETHC","limit":1}"#, ["ETHUSDT"]),
  ])
  @LoopActor func `filters combine`(arguments: String, expected: [String]) async throws {
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo() }
    #expect(try await names(bench, arguments) == expected)
  }

  @Test @LoopActor func `nothing found says what may be meant`() async throws {
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo() }
    let quote = try await bench.call("get_available_assets", #"{"quote":"USTD"}"#)
    #expect(quote.root["data"]?["note"]?.string == "No pair is priced in \"USTD\". Did you mean USDT?")
    let base = try await bench.call("get_available_assets", #"{"base":"WXYZW"}"#)
    #expect(base.root["data"]?["note"]?.string == "No pair trades \"WXYZW\".")
  }

  @Test @LoopActor func `the list is fetched once in five minutes, and anew when the clock goes back`()
    async throws
  {
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo() }
    _ = try await bench.call("get_available_assets")
    bench.nowMilliseconds += 299_999
    let cached = try await bench.call("get_available_assets")
    #expect(bench.exchange.requests.count == 1)
    #expect(cached.root["metadata"]?["weight"]?.integer == 0)
    #expect(cached.root["metadata"]?["cache_age_seconds"]?.integer == 299)
    #expect(cached.root["timestamp"]?.integer == bench.nowMilliseconds)
    bench.nowMilliseconds += 1
    _ = try await bench.call("get_available_assets")
    #expect(bench.exchange.requests.count == 2)
    bench.nowMilliseconds = bench.exchange.receivedAtMilliseconds - 1
    _ = try await bench.call("get_available_assets")
    #expect(bench.exchange.requests.count == 3)
  }

  @Test @LoopActor func `calls at the same time share one fetch`() async throws {
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo() }
    bench.exchange.isHolding = true
    let calls = (0..<10).map { _ in
      Task { @LoopActor in try await self.names(bench, #"{"quote":"BTC"}"#) }
    }
    while bench.exchange.heldCount == 0 { await Task.yield() }
    for _ in 0..<100 { await Task.yield() }
    bench.exchange.release()
    for call in calls { #expect(try await call.value == ["DOGEBTC", "ETHBTC"]) }
    #expect(bench.exchange.requests.count == 1)
  }

  @Test @LoopActor func `a fetch that fails answers only the call that made it`() async throws {
    let bench = MarketBench { _ in SymbolFixture.exchangeInfo() }
    bench.exchange.respond = { [unowned bench] _ throws(ToolFailure) in
      if bench.exchange.requests.count == 1 { throw ToolFailure(kind: .timeout, message: "late") }
      return SymbolFixture.exchangeInfo()
    }
    bench.exchange.isHolding = true
    let calls = (0..<5).map { _ in
      Task { @LoopActor () -> Bool in
        do { return try await self.names(bench, "{}").count == 6 } catch { return false }
      }
    }
    while bench.exchange.heldCount == 0 { await Task.yield() }
    for _ in 0..<100 { await Task.yield() }
    bench.exchange.release()
    var succeeded = 0
    for call in calls where await call.value { succeeded += 1 }
    #expect(succeeded == 4)
    #expect(bench.exchange.requests.count == 2)
  }

  @Test @LoopActor func `an unknown symbol gets the nearest names only when the list is in memory`()
    async throws
  {
    let unknown = ToolFailure(
      kind: .binanceAPIError, code: -1121, message: "the exchange has no symbol BTCUSTD")
    let bench = MarketBench { request throws(ToolFailure) in
      if request.endpoint == .exchangeInfo, request.query.isEmpty { return SymbolFixture.exchangeInfo() }
      throw unknown
    }
    #expect(try await bench.failure("get_ticker_price", #"{"symbol":"BTCUSTD"}"#) == unknown)
    #expect(bench.exchange.requests.count == 1)
    _ = try await bench.call("get_available_assets")
    bench.nowMilliseconds += 10_000_000
    let explained = try await bench.failure("get_ticker_price", #"{"symbol":"BTCUSTD"}"#)
    #expect(explained.suggestion == "Did you mean BTCUSDT?")
    #expect(explained.code == -1121)
    #expect(try await bench.failure("get_ticker_price", #"{"symbol":"XXXXXXXX"}"#) == unknown)
    #expect(bench.exchange.requests.count == 4)
  }

  @Test @LoopActor func `the recorded list is answered within bounds and paged completely`() async throws {
    guard let file = Repository.reference("binance/real/exchangeInfo_spot_2023-08-13.json.gz") else { return }
    let text = try Recording.text(of: file)
    let bench = MarketBench { _ in text }
    let document = try await bench.call("get_available_assets", #"{"quote":"USDT"}"#)
    let data = try #require(document.root["data"])
    print(
      "quote=USDT of the recorded list: \(document.bytes.count) bytes"
    )
    #expect(document.bytes.count < TokenEstimate.byteCountMax)
    #expect(data["total"]?.integer == 455)
    #expect(data["count"]?.integer == 455)
    let all = try await bench.call("get_available_assets")
    print("a default page of the recorded list: \(all.bytes.count) bytes")
    #expect(all.bytes.count < TokenEstimate.byteCountMax)
    for (filter, total) in [("", 2276), (",\"quote\":\"USDT\"", 455), (",\"status\":\"BREAK\"", 883)] {
      var seen: [String] = []
      var cursor = ""
      for page in 0... {
        try #require(page < 100)
        let call = "{\"limit\":97\(filter)\(cursor)}"
        let document = try await bench.call("get_available_assets", call)
        let data = try #require(document.root["data"])
        seen += try #require(data["rows"]).elements.compactMap { $0[0]?.string }
        #expect(data["total"]?.integer == total)
        guard let next = data["next"]?["cursor"]?.string else { break }
        cursor = ",\"cursor\":\"\(next)\""
      }
      #expect(seen.count == total)
      #expect(Set(seen).count == total)
    }
    #expect(bench.exchange.requests.count == 1)
  }
}
