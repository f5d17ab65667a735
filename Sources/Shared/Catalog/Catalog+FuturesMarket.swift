import Values

extension Catalog {
  /// Public data of USD-M futures.
  static let futuresMarket: [Tool] = [markPrice, fundingRate, openInterest]

  private static let markPrice = Tool(
    name: "get_mark_price", title: "Mark price",
    description: """
      Mark price, index price, last funding rate and next funding time of a USD-M futures contract, or of \
      all as a table sorted by symbol. Example: {"symbol":"BTCUSDT"}.
      """,
    role: .market, group: .futures, endpoints: [.premiumIndex],
    parameters: [.optionalSymbol, .limit(1...1000, default: 200, "Rows of a page."), .cursor],
    output: .table(
      cells: ["string", "integer", "null"],
      others: OutputShape.Property.strings("symbol", "markPrice", "indexPrice") + [
        .init("lastFundingRate", ["type": ["string", "null"]]), .init("nextFundingTime", .integer),
        .init("total", .integer),
      ],
      isAlways: false))

  private static let fundingRate = Tool(
    name: "get_funding_rate", title: "Funding rates",
    description: """
      Funding rates of the past of a USD-M futures contract, or of all, oldest first, as a table; at 0.0001 \
      longs paid shorts 0.01%. Without times the latest. To go on, merge next into the arguments. Example: \
      {"symbol":"BTCUSDT","limit":30}.
      """,
    role: .market, group: .futures, endpoints: [.fundingRate],
    parameters: [
      .optionalSymbol, .startTime, .endTime, .limit(1...1000, default: 100, "Rows of a page."),
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(cells: ["string", "integer", "null"]))

  private static let openInterest = Tool(
    name: "get_open_interest", title: "Open interest",
    description: """
      Open interest of a USD-M futures contract: how much of it is held open in all, in the base asset. \
      Example: {"symbol":"BTCUSDT"}.
      """,
    role: .market, group: .futures, endpoints: [.openInterest], parameters: [.symbol],
    output: .object(
      OutputShape.Property.strings("symbol", "openInterest") + [.init("time", .integer)],
      required: ["symbol", "openInterest"]))
}
