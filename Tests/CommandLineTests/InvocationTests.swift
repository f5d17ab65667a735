import Catalog
import Testing
import Values

@testable import CommandLineInterface

@Suite struct `A command line` {
  private func parse(_ line: String, _ environment: [String: String] = [:]) throws(UsageFailure) -> Invocation
  {
    try Invocation.parse(line.split(separator: " ").map { String($0) }) { environment[$0] }
  }

  private func served(_ line: String, _ environment: [String: String] = [:]) throws -> ServeOptions {
    switch try parse(line, environment) {
    case .serve(let options): return options
    case .call(let options): return options.serve
    case .tour(let options): return options.serve
    case .tools, .help, .version, .install, .doctor, .config, .trading, .token, .operate, .errand:
      throw Unexpected()
    }
  }

  private struct Unexpected: Error {}

  @Test func `serve without anything is the live exchange with its own hosts`() throws {
    var expected = ServeOptions(venue: .live)
    expected.logLevel = "notice"
    #expect(try parse("serve") == .serve(expected))
    #expect(expected.spotURL == nil && expected.callTimeoutMilliseconds == 10_000)
  }

  @Test(
    arguments: [
      ("serve --paper", Venue.paper, nil, nil),
      ("serve --testnet", .testnet, nil, nil),
      ("serve --base-url http://127.0.0.1:8080/", .custom, "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
      (
        "serve --base-url=https://a.example --futures-base-url https://b.example", .custom,
        "https://a.example", "https://b.example"
      ),
      ("call server_status", .live, nil, nil),
      ("tour", .paper, nil, nil),
      ("tour --testnet", .testnet, nil, nil),
    ] as [(String, Venue, String?, String?)])
  func `names its exchange`(_ line: String, _ venue: Venue, _ spot: String?, _ futures: String?) throws {
    let options = try served(line)
    #expect(options.venue == venue)
    #expect(options.spotURL == spot)
    #expect(options.futuresURL == futures)
  }

  @Test(arguments: ["true", "TRUE", "1", "yes", "Yes", "on"])
  func `BINANCE_TESTNET selects the testnet`(_ value: String) throws {
    #expect(try served("serve", ["BINANCE_TESTNET": value]).venue == .testnet)
    #expect(try served("call get_server_time", ["BINANCE_TESTNET": value]).venue == .testnet)
  }

  @Test(arguments: ["false", "0", "no", "OFF", ""])
  func `BINANCE_TESTNET set to no is the live exchange`(_ value: String) throws {
    #expect(try served("serve", ["BINANCE_TESTNET": value]).venue == .live)
  }

  @Test func `the environment's addresses are taken, spot's for futures too`() throws {
    let spotOnly = try served("serve", ["BINANCE_BASE_URL": "https://a.example/"])
    #expect(spotOnly.venue == .custom)
    #expect(spotOnly.spotURL == "https://a.example" && spotOnly.futuresURL == "https://a.example")
    let both = try served(
      "serve", ["BINANCE_BASE_URL": "https://a.example", "BINANCE_FUTURES_BASE_URL": "https://b.example"])
    #expect(both.spotURL == "https://a.example" && both.futuresURL == "https://b.example")
  }

  @Test func `a testnet address beside BINANCE_TESTNET is no contradiction`() throws {
    let options = try served(
      "serve", ["BINANCE_TESTNET": "true", "BINANCE_BASE_URL": "https://testnet.binance.vision/"])
    #expect(options.venue == .testnet)
  }

  @Test(arguments: ["--paper", "--testnet", "--base-url https://a.example"])
  func `flags win over the environment, however wrong it is`(_ flags: String) throws {
    let environment = [
      "BINANCE_TESTNET": "perhaps", "BINANCE_BASE_URL": "nonsense", "BINANCE_FUTURES_BASE_URL": "x",
    ]
    #expect(try served("serve \(flags)", environment).venue != .live)
  }

  @Test func `the tour stays on paper whatever the environment says`() throws {
    #expect(
      try served("tour", ["BINANCE_BASE_URL": "https://a.example", "BINANCE_TESTNET": "1"]).venue == .paper)
  }

  @Test func `no key or secret is ever looked up`() throws {
    var names: Set<String> = []
    for line in [
      "serve", "call server_status", "tour", "tools", "config show", "trading enable", "status",
      "audit verify",
      "keys check",
    ] {
      _ = try Invocation.parse(line.split(separator: " ").map { String($0) }) { name in
        names.insert(name)
        return name == "HOME" ? "/me" : nil
      }
    }
    #expect(names.isSuperset(of: ["BINANCE_TESTNET", "BINANCE_BASE_URL", "BINANCE_FUTURES_BASE_URL"]))
    #expect(names.filter { $0.hasSuffix("_SECRET") || $0.hasSuffix("_SECRET_KEY") }.isEmpty)
  }

  @Test func `all options are read`() throws {
    let options = try served(
      "serve --paper --ca-file /etc/ca.pem --tools market,-get_klines --call-timeout 2.5 --log-level debug "
        + "--seed 7 --replay a.jsonl --replay=b.jsonl --transport stdio")
    var expected = ServeOptions(venue: .paper)
    expected.certificateFile = "/etc/ca.pem"
    expected.toolSelection = "market,-get_klines"
    expected.callTimeoutMilliseconds = 2500
    expected.logLevel = "debug"
    expected.paperSeed = 7
    expected.paperReplay = ["a.jsonl", "b.jsonl"]
    #expect(options == expected)
  }

  @Test func `how clients come over HTTP is read`() throws {
    #expect(try served("serve --transport stdio").network == nil)
    #expect(try served("serve --transport streamable-http").network == NetworkOptions())
    var expected = NetworkOptions()
    expected.tellsOldStream = true
    expected.address = "::1"
    expected.port = 0
    expected.allowedHosts = ["a.example", "[fd00::1]"]
    expected.allowedOrigins = ["https://b.example:8443"]
    expected.trustedProxies = ["127.0.0.1", "fd00::1"]
    expected.demandsToken = false
    let line =
      "serve --transport sse --host ::1 --port 0 --allowed-host a.example --allowed-host [fd00::1] "
      + "--allowed-origin https://b.example:8443 --trusted-proxy 127.0.0.1 --trusted-proxy fd00::1 --no-token"
    #expect(try served(line).network == expected)
    // What is started with its arguments is the same.
    #expect(try served("serve " + expected.arguments.joined(separator: " ")).network == expected)
    #expect(try served("serve --transport sse --host localhost").network?.address == "127.0.0.1")
  }

  @Test func `a selection may begin with a dash`() throws {
    #expect(try served("serve --tools -get_klines").toolSelection == "-get_klines")
  }

  @Test(arguments: [
    "serve", "serve --paper --seed 3 --replay x --replay y", "serve --testnet --call-timeout 0.1",
    "serve --base-url https://a.example",
    "serve --base-url https://a.example --futures-base-url https://b.example",
    "serve --tools=-get_klines --ca-file=/x --log-level=error --call-timeout=600",
    "serve --read-only --config /etc/b.json --state-folder /var/lib/b", "serve --paper --read-only",
  ])
  func `options become flags and the same options again`(_ line: String) throws {
    let options = try served(line)
    let environment =
      options.venue == .live ? [:] : ["BINANCE_TESTNET": "1", "BINANCE_BASE_URL": "https://c.example"]
    let again = try Invocation.parse(["serve"] + options.arguments) { environment[$0] }
    #expect(again == .serve(options))
  }

  @Test func `call turns words into JSON by the kinds of the parameters`() throws {
    let line =
      "call get_klines symbol=btc/usdt interval=1M limit=5 start_time=1723075200000 time_zone=-1:00 --json"
    guard case .call(let options) = try parse(line) else { throw Unexpected() }
    #expect(options.tool == "get_klines" && options.isJSON)
    #expect(
      String(decoding: options.arguments.encoded(), as: UTF8.self)
        == #"{"symbol":"btc/usdt","interval":"1M","limit":5,"start_time":1723075200000,"time_zone":"-1:00"}"#)
    guard case .call(let several) = try parse("call get_ticker_price symbols=BTCUSDT,ETHUSDT") else {
      throw Unexpected()
    }
    #expect(several.arguments == ["symbols": ["BTCUSDT", "ETHUSDT"]])
  }

  @Test func `amounts stay text, so that no digit is lost`() throws {
    let line = "call get_order_book symbol=BTCUSDT distance_percent=0.10000000000000000001"
    guard case .call(let options) = try parse(line) else { throw Unexpected() }
    #expect(options.arguments["distance_percent"] == "0.10000000000000000001")
  }

  @Test(
    arguments: [
      ("--help", Invocation.help(.overview)), ("-h", .help(.overview)), ("help", .help(.overview)),
      ("--version", .version), ("help serve", .help(.command(.serve))),
      ("serve --help", .help(.command(.serve))),
      ("tour -h --nonsense", .help(.command(.tour))), ("call get_klines --help", .help(.tool("get_klines"))),
      ("call --help", .help(.command(.call))), ("help get_klines", .help(.tool("get_klines"))),
      ("tools", .tools(ToolsOptions(isJSON: false))), ("tools --json", .tools(ToolsOptions(isJSON: true))),
    ] as [(String, Invocation)])
  func `asks for explanations and lists`(_ line: String, _ expected: Invocation) throws {
    #expect(try parse(line) == expected)
  }
}
