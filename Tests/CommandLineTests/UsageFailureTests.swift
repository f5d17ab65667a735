import LinuxIO
import Testing

@testable import CommandLineInterface

@Suite struct `A wrong command line` {
  /// Line, environment, what the message must name, what the suggestion must name.
  private static let cases: [(String, [String: String], String, String)] = [
    ("", [:], "no command", "bulkhead tour"),
    ("srve", [:], "\"srve\"", "bulkhead serve"),
    ("version", [:], "\"version\"", "--version"),
    ("--vresion", [:], "\"--vresion\"", "--version"),
    ("xyzzy", [:], "\"xyzzy\"", "--help"),
    ("--paper", [:], "\"--paper\"", "bulkhead serve --paper"),
    ("get_klines", [:], "\"get_klines\"", "bulkhead call get_klines"),
    ("serve --papre", [:], "\"--papre\"", "--paper"),
    ("serve -paper", [:], "\"-paper\"", "--paper"),
    ("serve --frobnicate", [:], "\"--frobnicate\"", "bulkhead help serve"),
    ("serve --json", [:], "\"--json\"", "tools, call"),
    ("tools --paper", [:], "\"--paper\"", "serve, call, tour"),
    ("serve paper", [:], "\"paper\"", "two dashes"),
    ("tour now", [:], "\"now\"", "help tour"),
    ("serve --paper=yes", [:], "--paper takes no value", "--paper alone"),
    ("serve --base-url", [:], "--base-url needs a value", "https://"),
    ("serve --base-url --paper", [:], "--base-url needs a value", "https://"),
    ("serve --base-url=", [:], "--base-url needs a value", "https://"),
    ("serve --paper --paper", [:], "--paper is given twice", "Keep"),
    ("serve --seed 1 --paper --seed=2", [:], "--seed is given twice", "Keep"),
    ("serve --paper --base-url https://a.example", [:], "--paper and --base-url", "only one"),
    ("serve --paper --testnet", [:], "--paper and --testnet", "only one"),
    (
      "serve --testnet --futures-base-url https://a.example", [:], "--testnet and --futures-base-url",
      "only one"
    ),
    ("serve --futures-base-url https://a.example", [:], "--futures-base-url alone", "--base-url"),
    ("serve --seed 1", [:], "--seed is for the paper exchange", "--paper"),
    ("serve --testnet --replay x", [:], "--replay is for the paper exchange", "--paper"),
    ("serve --ca-file ca.pem", [:], "\"ca.pem\" is a relative path", "$PWD/ca.pem"),
    ("serve --paper --replay -", [:], "stdin", "bulkhead-paper"),
    ("serve --paper --seed -1", [:], "\"-1\"", "--seed 7"),
    ("serve --paper --seed 99999999999999999999", [:], "whole number", "--seed 7"),
    ("serve --call-timeout 0", [:], "0.1 to 600", "--call-timeout 10"),
    ("serve --call-timeout 600.001", [:], "0.1 to 600", "--call-timeout 10"),
    ("serve --call-timeout 1.0005", [:], "three decimals", "--call-timeout 10"),
    ("serve --call-timeout ten", [:], "\"ten\"", "--call-timeout 10"),
    ("serve --call-timeout 1e3", [:], "\"1e3\"", "--call-timeout 10"),
    ("serve --log-level warn", [:], "warning", "--log-level warning"),
    ("serve --transport http", [:], "stdio, streamable-http, sse", "--transport streamable-http"),
    ("serve --port 8000", [:], "--port is for clients that come over HTTP", "--transport streamable-http"),
    ("serve --transport sse --port 65536", [:], "0 to 65535", "--port 8000"),
    ("serve --transport sse --host example.com", [:], "not an address", "--host 127.0.0.1"),
    ("serve --transport sse --host 0.0.0.0 --no-token", [:], "lets everybody in", "bulkhead token new"),
    ("serve --transport sse --allowed-host a/b", [:], "\"a/b\"", "mcp.example.com"),
    ("serve --transport sse --allowed-origin a.example", [:], "\"a.example\"", "https://app.example.com"),
    ("serve --transport sse --allowed-origin https://a.example/", [:], "is not one", "https://app.example"),
    ("serve --transport sse --trusted-proxy proxy.lan", [:], "\"proxy.lan\" is not one", "127.0.0.1"),
    ("serve --transport sse --trusted-proxy 10.0.0.0/8", [:], "\"10.0.0.0/8\" is not one", "127.0.0.1"),
    ("serve --transport sse --trusted-proxy 0.0.0.0", [:], "\"0.0.0.0\" is not one", "127.0.0.1"),
    ("serve --trusted-proxy 127.0.0.1", [:], "--trusted-proxy is for clients", "--transport"),
    (
      "serve --transport sse" + String(repeating: " --trusted-proxy 127.0.0.1", count: 65), [:],
      "more than 64 times", "Name fewer"
    ),
    ("serve --tools get_kline", [:], "\"get_kline\"", "get_klines"),
    ("serve --tools marke,-get_klines", [:], "\"marke\"", "market"),
    ("serve --base-url ftp://a.example", [:], "http://", "https://api.binance.com"),
    ("serve --base-url api.binance.com", [:], "must begin", "https://api.binance.com"),
    ("serve --base-url https://api.binance.com@evil.example", [:], "user name", "https://api.binance.com"),
    ("serve --base-url https://a.example/api", [:], "path", "https://api.binance.com"),
    ("serve --base-url https://a.example?x=1", [:], "path", "https://api.binance.com"),
    ("serve --base-url https://", [:], "host", "https://api.binance.com"),
    ("serve --base-url https://a..example", [:], "host", "https://api.binance.com"),
    ("serve --base-url https://a.example:0", [:], "port", "https://api.binance.com"),
    ("serve --base-url https://a.example:65536", [:], "port", "https://api.binance.com"),
    ("serve --base-url https://a.example:", [:], "port", "https://api.binance.com"),
    ("serve --base-url https://[::1", [:], "host", "https://api.binance.com"),
    ("serve", ["BINANCE_BASE_URL": "a.example"], "BINANCE_BASE_URL", "https://api.binance.com"),
    ("serve", ["BINANCE_TESTNET": "maybe"], "BINANCE_TESTNET=maybe", "--testnet"),
    ("serve", ["BINANCE_TESTNET": "1", "BINANCE_BASE_URL": "https://api.binance.com"], "both set", "Unset"),
    ("serve", ["BINANCE_FUTURES_BASE_URL": "https://a.example"], "alone", "BINANCE_BASE_URL"),
    ("call", [:], "needs the name of a tool", "get_ticker_price"),
    ("call get_tiker_price", [:], "\"get_tiker_price\"", "get_ticker_price"),
    ("call frobnicate", [:], "\"frobnicate\"", "bulkhead tools"),
    ("call get_ticker_price BTCUSDT", [:], "\"BTCUSDT\" has no name", "symbol=BTCUSDT"),
    ("call get_server_time x", [:], "has no name", "takes no arguments"),
    ("call get_ticker_price symbl=BTCUSDT", [:], "\"symbl\"", "symbol"),
    ("call get_klines symbol=A symbol=B", [:], "symbol is given twice", "Keep"),
    ("call get_klines limit=many", [:], "limit=many", "whole number"),
    ("call get_klines limit=+5", [:], "limit=+5", "whole number"),
    ("call get_klines start_time=yesterday", [:], "start_time=yesterday", "milliseconds"),
    ("serve --config c.json", [:], "\"c.json\" is a relative path", "$PWD/c.json"),
    ("status --state-folder x", [:], "relative path", "$PWD/x"),
    ("serve --read-only=false", [:], "takes no value", "--read-only alone"),
    ("serve", ["BINANCE_READ_ONLY": "perhaps"], "BINANCE_READ_ONLY=perhaps", "--read-only"),
    ("serve --limit 5", [:], "\"--limit\"", "orders"),
    ("config", [:], "check, show, schema", "config check"),
    ("config chek", [:], "\"chek\"", "config check"),
    ("config check now", [:], "\"now\"", "help config"),
    ("trading", [:], "enable, disable", "trading enable"),
    ("trading enabel", [:], "\"enabel\"", "trading enable"),
    ("tradign enable", [:], "\"tradign\"", "bulkhead trading"),
    ("trading enable --max-order much", [:], "\"much\"", "--max-order 100"),
    ("trading enable --max-order 0", [:], "more than 0", "--max-order 100"),
    ("trading enable --max-daily 1e3", [:], "plain digits", "--max-daily 500"),
    ("trading enable --confirm-above=-1", [:], "from 0", "--confirm-above 50"),
    ("trading enable --symbols B$T", [:], "B$T", "--symbols BTCUSDT"),
    ("trading enable --quote €", [:], "asset", "--quote USDT"),
    ("trading disable --yes", [:], "--yes", "trading disable"),
    ("stats", [:], "\"stats\"", "bulkhead status"),
    ("status now", [:], "\"now\"", "help status"),
    ("status --json=yes", [:], "takes no value", "--json alone"),
    ("orders --limit 0", [:], "1 to 500", "--limit 20"),
    ("orders --limit 501", [:], "1 to 500", "--limit 20"),
    ("orders --limit +5", [:], "whole number", "--limit 20"),
    ("orders 5", [:], "\"5\"", "help orders"),
    ("restart", [:], "needs a role", "restart trading"),
    ("restart tradng", [:], "\"tradng\"", "restart trading"),
    ("restart supervisor", [:], "market, account, trading", "restart trading"),
    ("restart trading account", [:], "\"account\"", "restart trading"),
    ("confirm", [:], "needs the id", "bulkhead confirm"),
    ("confirm a/b", [:], "\"a/b\"", "bulkhead confirm"),
    ("confirm a b", [:], "\"b\"", "bulkhead confirm"),
    ("settle", [:], "placed or not-placed", "bulkhead settle"),
    ("settle bh-1", [:], "placed or not-placed", "bulkhead settle"),
    ("settle bh-1 maybe", [:], "\"maybe\"", "bulkhead settle"),
    ("settle b/1 placed", [:], "\"b/1\"", "bulkhead orders"),
    ("settle bh-1 placed bh-2", [:], "placed or not-placed", "bulkhead settle"),
    ("halt --confirm-above 5", [:], "\"--confirm-above\"", "trading"),
    ("resume now", [:], "\"now\"", "help resume"),
    ("audit", [:], "verify, show", "audit verify"),
    ("audit verfy", ["HOME": "/me"], "\"verfy\"", "audit verify"),
    ("audit verify", [:], "HOME is not set", "--state-folder"),
    ("keys", [:], "check", "keys check"),
    ("token new --scope market", [:], "needs a name", "token new desk --scope"),
    ("token new desk phone --scope market", [:], "\"phone\"", "token new desk --scope"),
    ("token new --scope market, account", [:], "a comma with no scope", "--scope market,account"),
    ("token new --scope market account", [:], "\"account\" is a scope", "--scope market,account"),
    ("help me", [:], "\"me\"", "bulkhead help"),
    ("help get_kline", [:], "\"get_kline\"", "help get_klines"),
    ("help serve tour", [:], "one thing", "bulkhead help"),
  ]

  @Test(arguments: cases.indices)
  func `names what is wrong and what to type instead`(_ index: Int) {
    let (line, environment, named, suggested) = Self.cases[index]
    do throws(UsageFailure) {
      let invocation = try Invocation.parse(line.split(separator: " ").map { String($0) }) { environment[$0] }
      Issue.record("\(line) was taken for \(invocation)")
    } catch {
      #expect(error.message.contains(named), "\(line): \(error.message)")
      #expect(error.suggestion.contains(suggested), "\(line): \(error.suggestion)")
      #expect(error.exitCode == .usage)
      #expect(error.description.split(separator: "\n").count == 2)
    }
  }

  @Test func `cannot make the terminal do anything`() {
    let hostile = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}"
    for line in [
      [hostile], ["serve", "--" + hostile], ["serve", "--base-url", hostile],
      ["call", "get_klines", hostile + "=1"],
    ] {
      #expect(throws: UsageFailure.self) { try Invocation.parse(line) { _ in nil } }
      do throws(UsageFailure) {
        _ = try Invocation.parse(line) { _ in nil }
      } catch {
        #expect(
          error.description.unicodeScalars.allSatisfy {
            $0 == "\n" || ($0.value >= 0x20 && $0.value < 0x7F) || $0 == "…"
          })
      }
    }
  }

  @Test func `of endless words is refused`() {
    #expect(throws: UsageFailure.self) {
      try Invocation.parse(["serve"] + Array(repeating: "--paper", count: 2000)) { _ in nil }
    }
  }
}
