import Values

extension Catalog {
  /// Prices and statistics of symbols.
  static let prices: [Tool] = [tickerPrice, ticker, bookTicker, averagePrice]

  private static let tickerPrice = Tool(
    name: "get_ticker_price", title: "Latest price",
    description: """
      Latest traded spot price of one trading pair, of several, or of all. With symbol the answer is \
      {symbol, price}; with symbols, or with neither for all pairs, it is a table of symbol and price sorted \
      by symbol, a page of limit rows at a time. Prices are exact decimal strings in the quote asset (USDT \
      for BTCUSDT). Example: {"symbol":"BTCUSDT"}.
      """,
    role: .market, group: .market, endpoints: [.tickerPrice],
    parameters: [
      .optionalSymbol, .symbols(countMax: 100),
      .limit(1...1000, default: 500, "Rows of a page when several or all pairs are asked for."), .cursor,
    ],
    rules: [.notTogether(["symbol", "symbols"])],
    output: .table(
      cells: ["string"], others: OutputShape.Property.strings("symbol", "price") + [.init("total", .integer)],
      isAlways: false))

  private static let ticker = Tool(
    name: "get_ticker", title: "Price statistics",
    description: """
      Price change, open, high, low, last price, volumes and trade count of a trading pair over a window of \
      time: the last 24 hours (default), the running trading day, or any rolling window from 1 minute to 7 \
      days. With symbol the answer is one object; with symbols a table with the same names as columns. \
      Prices and volumes are exact decimal strings, priceChangePercent is in percent, times are milliseconds \
      since 1970 UTC. Example: {"symbol":"BTCUSDT","window":"4h"}.
      """,
    role: .market, group: .market, endpoints: [.ticker24Hours, .tickerTradingDay, .tickerRolling],
    parameters: [
      .optionalSymbol, .symbols(countMax: 100),
      Parameter(
        "window", .window, "24h, trading_day, or a rolling window: 1m to 59m, 1h to 23h, 1d to 7d.",
        defaultValue: .string(TimeWindow.lastDay), example: "4h"),
      Parameter(
        "detail", .choice(["full", "mini"]),
        "mini leaves out change, average and (24h) best bid and ask.", defaultValue: "full"),
      Parameter(
        "time_zone", .timeZone,
        "Where the trading day begins at midnight, e.g. 8 or -1:00; with window trading_day.",
        defaultValue: "0"),
    ],
    rules: [.notTogether(["symbol", "symbols"]), .oneNeeded(["symbol", "symbols"])],
    output: .table(
      cells: ["string", "integer"],
      others: OutputShape.Property.strings(
        "symbol", "priceChange", "priceChangePercent", "weightedAvgPrice", "openPrice", "highPrice",
        "lowPrice",
        "lastPrice", "volume", "quoteVolume")
        + OutputShape.Property.integers("openTime", "closeTime"),
      isAlways: false))

  private static let bookTicker = Tool(
    name: "get_book_ticker", title: "Best bid and ask",
    description: """
      Best bid and best ask with their quantities, of one spot trading pair, of several, or of all. With \
      symbol the answer is one object; with symbols, or with neither for all pairs, it is a table sorted by \
      symbol, a page of limit rows at a time. Prices are exact decimal strings in the quote asset, \
      quantities in the base asset. Example: {"symbol":"BTCUSDT"}.
      """,
    role: .market, group: .market, endpoints: [.bookTicker],
    parameters: [
      .optionalSymbol, .symbols(countMax: 100),
      .limit(1...1000, default: 300, "Rows of a page when several or all pairs are asked for."), .cursor,
    ],
    rules: [.notTogether(["symbol", "symbols"])],
    output: .table(
      cells: ["string"],
      others: OutputShape.Property.strings("symbol", "bidPrice", "bidQty", "askPrice", "askQty") + [
        .init("total", .integer)
      ],
      isAlways: false))

  private static let averagePrice = Tool(
    name: "get_average_price", title: "Average price",
    description: """
      Average price of a spot trading pair over the last mins minutes (the exchange uses 5), weighted by \
      quantity, as an exact decimal string in the quote asset. Order filters compare prices with it. \
      Example: {"symbol":"BTCUSDT"}.
      """,
    role: .market, group: .market, endpoints: [.averagePrice], parameters: [.symbol],
    output: .object(
      [.init("mins", .integer), .init("price", .string), .init("closeTime", .integer)],
      required: ["mins", "price"]))
}
