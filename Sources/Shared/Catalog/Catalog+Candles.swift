import Values

extension Catalog {
  /// Candles.
  static let candles: [Tool] = [klines]

  /// The exchange's candle intervals; case matters.
  public static let intervals = [
    "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M",
  ]

  private static let klines = Tool(
    name: "get_klines", title: "Candles",
    description: """
      Candles (klines) of a spot trading pair, oldest first, as a table: open_time, open, high, low, close, \
      volume and, with detail full, close_time, quote_volume, trades, taker_buy_volume and \
      taker_buy_quote_volume. Without times the latest limit candles; with start_time the first limit \
      candles from there on. To go on, merge next (the following page) or previous (the page before) into \
      the arguments. Prices and volumes are exact decimal strings, times milliseconds since 1970 UTC. \
      Example: {"symbol":"BTCUSDT","interval":"1h","limit":24}.
      """,
    role: .market, group: .market, endpoints: [.klines],
    parameters: [
      .symbol,
      Parameter(
        "interval", .interval(intervals), "Length of a candle; 1m is a minute, 1M a month.", isRequired: true,
        example: "1h"),
      .startTime, .endTime,
      .limit(1...1000, default: 100, "Candles of a page; 1000 take about 45,000 tokens with detail full."),
      Parameter(
        "time_zone", .timeZone, "Where days, weeks and months begin, e.g. 8 or -1:00; times stay UTC.",
        defaultValue: "0"),
      Parameter(
        "detail", .choice(["full", "ohlcv"]), "ohlcv leaves out the columns after volume.",
        defaultValue: "full"),
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(
      cells: ["string", "integer"],
      others: OutputShape.Property.strings("symbol", "interval") + [.init("previous", .object)]))
}
