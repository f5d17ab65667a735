/// Values of one key: those that are taken, as JSON and as they are shown, and those that are not.
struct KeySample: Sendable {
  let key: String
  let accepted: [(json: String, shown: String)]
  let refused: [String]

  /// A file with this key alone, each object and the value on a line of its own.
  static func text(_ key: String, _ json: String) -> String {
    key.split(separator: ".").reversed().reduce(json) { "{\n\"\($1)\": \($0)}" }
  }

  static let all: [KeySample] = [
    flag("trading.enabled"), flag("trading.futures"), flag("allow_withdrawal_permission"),
    KeySample(
      key: "trading.symbols",
      accepted: [
        (#"["BTCUSDT"]"#, "BTCUSDT"),
        (#"["btc/usdt", "ETH-USDT", "1INCHUSDT"]"#, "BTCUSDT, ETHUSDT, 1INCHUSDT"),
      ],
      refused: [
        "[]", "\"BTCUSDT\"", "[1]", #"["B$T"]"#, #"["BTCUSDT", "btc/usdt"]"#, "null", #"[["BTCUSDT"]]"#,
        "[" + (0...500).map { "\"A\($0)\"" }.joined(separator: ",") + "]",
      ]),
    KeySample(
      key: "trading.sides", accepted: [(#"["BUY"]"#, "BUY"), (#"["SELL","BUY"]"#, "SELL, BUY")],
      refused: ["[]", #"["buy"]"#, #"["BUY","BUY"]"#, "\"BUY\""]),
    KeySample(
      key: "trading.order_types", accepted: [(#"["LIMIT","STOP_MARKET"]"#, "LIMIT, STOP_MARKET")],
      refused: ["[]", #"["limit"]"#, #"["STOPLOSS"]"#, "{}"]),
    KeySample(
      key: "trading.quote", accepted: [("\"USDC\"", "USDC"), ("\"usdt\"", "USDT"), ("\"1INCH\"", "1INCH")],
      refused: ["\"\"", "\"US DT\"", "\"ABCDEFGHIJKLMNOPQRSTU\"", "1", "null", "\"€UR\""]),
    amount("trading.max_order_notional", most: "1000000000000000"),
    amount("trading.max_daily_notional", most: "1000000000000000"),
    amount("trading.price_collar_percent", most: "100"),
    amount("trading.confirm_above", most: "1000000000000000", takesZero: true),
    amount("trading.confirm_out_of_band_above", most: "1000000000000000", takesZero: true),
    count("trading.max_open_orders", 10_000), count("trading.max_orders_per_minute", 10_000),
    count("trading.max_leverage", 125),
    server("hosts.spot", isProxy: false), server("hosts.futures", isProxy: false),
    server("proxy", isProxy: true),
    path("certificate_file"), path("state_folder"),
    path("keys.trading.secret_file"), path("keys.trading.passphrase_file"),
    path("keys.read.secret_file"), path("keys.read.passphrase_file"),
    path("keys.futures.secret_file"), path("keys.futures.passphrase_file"),
    id("keys.trading.id"), id("keys.read.id"), id("keys.futures.id"),
    KeySample(
      key: "call_timeout_seconds",
      accepted: [
        ("10", "10"), ("\"2.5\"", "2.5"), ("\"0.1\"", "0.1"), ("600", "600"), ("\"1.001\"", "1.001"),
      ],
      refused: ["0", "601", "\"0.099\"", "\"600.001\"", "\"1.0005\"", "2.5", "-1", "\"ten\"", "true", "1e1"]),
    KeySample(
      key: "log_level",
      accepted: ["error", "warning", "notice", "info", "debug"].map { ("\"\($0)\"", $0) },
      refused: ["\"warn\"", "\"\"", "1", "null", "\"Notice\""]),
    word("authorization.issuer"), word("authorization.audience"), path("authorization.jwks_file"),
    word("authorization.scope_claim"), word("authorization.scope_prefix"), word("authorization.resource"),
    count("authorization.max_calls_per_minute", 100_000), count("authorization.max_calls_at_once", 64),
    KeySample(
      key: "tools", accepted: [("\"market\"", "market"), ("\"market,-get_klines\"", "market,-get_klines")],
      refused: ["\"\"", "\"get_kline\"", "[\"market\"]", "1"]),
  ]

  private static func flag(_ key: String) -> KeySample {
    KeySample(
      key: key, accepted: [("true", "true"), ("false", "false")],
      refused: ["\"true\"", "1", "0", "null", "\"yes\"", "[]", "{}"])
  }

  private static func amount(_ key: String, most: String, takesZero: Bool = false) -> KeySample {
    KeySample(
      key: key,
      accepted: [
        ("100", "100"), ("\"0.5\"", "0.5"), ("\"12.50\"", "12.50"), (most, most), ("\"\(most)\"", most),
        ("\"0.000000000000000001\"", "0.000000000000000001"),
      ] + (takesZero ? [("0", "0"), ("\"0.0\"", "0.0")] : []),
      refused: [
        "\"\(most).1\"", "\(most)1", "-1", "\"-0.1\"", "0.5", "1e2", "\"1e2\"", "\"1,5\"", "\" 1\"", "\"\"",
        "\"100 USDT\"", "null", "true", "[]", "\"0.0000000000000000001\"", "\"NaN\"", "\"+1\"",
      ] + (takesZero ? [] : ["0", "\"0\"", "\"0.00\""]))
  }

  private static func count(_ key: String, _ most: Int) -> KeySample {
    KeySample(
      key: key, accepted: [("1", "1"), ("\(most)", "\(most)")],
      refused: [
        "0", "-1", "\(most + 1)", "1.5", "1.0", "1e1", "\"5\"", "null", "true", "99999999999999999999",
      ])
  }

  private static func server(_ key: String, isProxy: Bool) -> KeySample {
    let plain = "\"http://proxy.example:3128\""
    return KeySample(
      key: key,
      accepted: [
        ("\"https://api.example\"", "https://api.example"),
        ("\"http://127.0.0.1:8080/\"", "http://127.0.0.1:8080"),
        ("\"http://localhost:1\"", "http://localhost:1"),
      ] + (isProxy ? [(plain, "http://proxy.example:3128")] : []),
      refused: [
        "\"api.example\"", "\"ftp://api.example\"", "\"https://a@b.example\"", "\"https://api.example/x\"",
        "\"https://api.example?x\"", "\"\"", "1", "null", "\"https://\"", "\"https://a:0\"",
      ] + (isProxy ? [] : [plain, "\"http://127.0.0.1.example\""]))
  }

  private static func path(_ key: String) -> KeySample {
    KeySample(
      key: key, accepted: [("\"/a/b c\"", "/a/b c")],
      refused: [
        "\"a/b\"", "\"~/a\"", "\"\"", "1", "null", "\"/a\\u0000b\"",
        "\"/" + String(repeating: "a", count: 4_095) + "\"",
      ])
  }

  private static func word(_ key: String) -> KeySample {
    let long = "https://" + String(repeating: "a", count: 504)
    return KeySample(
      key: key,
      accepted: [
        ("\"https://issuer.example/a?b\"", "https://issuer.example/a?b"), ("\"\(long)\"", long),
        ("\"bulkhead:\"", "bulkhead:"),
      ],
      refused: [
        "\"\"", "\"a b\"", "\"a\\nb\"", "\"é\"", "\"a\\\"b\"", "\"a\\\\b\"", "\"a'b\"", "\"\(long)a\"", "1",
        "null",
      ])
  }

  private static func id(_ key: String) -> KeySample {
    let long = String(repeating: "a", count: 256)
    return KeySample(
      key: key,
      accepted: [
        ("\"vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv\"", "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv"), ("\"\(long)\"", long),
      ],
      refused: ["\"\"", "\"a b\"", "\"a\\nX: y\"", "\"\(long)a\"", "1", "null"])
  }
}
