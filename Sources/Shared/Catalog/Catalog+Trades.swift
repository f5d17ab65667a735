import Values

extension Catalog {
  /// Trades.
  static let trades: [Tool] = [recentTrades, historicalTrades, aggregateTrades]

  /// The largest whole number that every JSON library reads exactly (2^53 - 1); trade ids are far below it.
  private static let identifierMax = 9_007_199_254_740_991

  private static let fromID = Parameter(
    "from_id", .integer(0...identifierMax), "First trade id, inclusive; without it the latest trades.",
    example: 28457)

  private static let tradeRows = OutputShape.table(
    cells: ["string", "integer", "boolean"],
    others: [.init("symbol", .string), .init("previous", .object)])

  private static let recentTrades = Tool(
    name: "get_recent_trades", title: "Latest trades",
    description: """
      The latest trades of a spot trading pair, oldest first, as a table: id, price, qty, quoteQty, time, \
      isBuyerMaker (true: the seller took the bid), isBestMatch. Prices are exact decimal strings in the \
      quote asset, qty in the base asset, times milliseconds since 1970 UTC. previous holds arguments with \
      which get_historical_trades goes further back. Example: {"symbol":"BTCUSDT","limit":20}.
      """,
    role: .market, group: .market, endpoints: [.trades],
    parameters: [.symbol, .limit(1...1000, default: 100, "How many trades.")], output: tradeRows)

  private static let historicalTrades = Tool(
    name: "get_historical_trades", title: "Old trades",
    description: """
      Trades of a spot trading pair from a trade id on, oldest first, with the columns of get_recent_trades; \
      without from_id the latest. To go on, merge next (the following page) or previous (the page before) \
      into the arguments. Example: {"symbol":"BTCUSDT","from_id":28457,"limit":100}.
      """,
    role: .market, security: .marketData, group: .market, endpoints: [.historicalTrades],
    parameters: [.symbol, fromID, .limit(1...1000, default: 100, "Trades of a page.")], output: tradeRows)

  private static let aggregateTrades = Tool(
    name: "get_aggregate_trades", title: "Aggregate trades",
    description: """
      Aggregate trades of a spot trading pair, oldest first: fills of one taker order at one price as one \
      row of id, price, quantity, first_trade_id, last_trade_id, time, is_buyer_maker. Without from_id and \
      times the latest. To go on, merge next (the following page; a null takes the argument away) or \
      previous (the page before) into the arguments. Prices are exact decimal strings, times milliseconds \
      since 1970 UTC. Example: {"symbol":"BTCUSDT","start_time":1723075200000,"end_time":1723075260000}.
      """,
    role: .market, group: .market, endpoints: [.aggregateTrades],
    parameters: [
      .symbol,
      Parameter(
        "from_id", .integer(0...identifierMax),
        "First aggregate trade id, inclusive; not together with start_time.",
        example: 26129),
      .startTime, .endTime, .limit(1...1000, default: 100, "Rows of a page."),
    ],
    rules: [.notTogether(["from_id", "start_time"]), .ordered("start_time", "end_time")], output: tradeRows)
}
