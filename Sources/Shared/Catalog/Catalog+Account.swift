import Values

extension Catalog {
  /// Balances, positions, orders and fees of the account.
  static let account: [Tool] =
    [balance, positionInfo, profitAndLoss, openOrdersTool, getOrder, getOrders, myTradesTool] + fees

  private static let balance = Tool(
    name: "get_balance", title: "Balances",
    description: """
      Balances of the account, assets without any left out, as a table of wallet, asset, total, free, locked \
      (futures: unrealized_pnl too), sorted by asset. With quote also what each is worth (value) at the last \
      prices, total_value, and unpriced: assets without a price, which no total contains. Values are exact; \
      where a price is turned round they are cut to 8 decimals. all with quote instead asks the exchange \
      what each of its wallets is worth. Example: {"wallet":"spot","quote":"USDT"}.
      """,
    role: .account, security: .userData, group: .account,
    endpoints: [.account, .fundingAssets, .futuresBalance, .walletBalance, .tickerPrice],
    severalWith: ["wallet", "quote"],
    parameters: [
      Parameter(
        "wallet", .choice(["spot", "funding", "futures", "all"]),
        "Which wallet; futures is USD-M. The testnet has no funding wallet.", defaultValue: "spot"),
      .asset("Only this asset."),
      Parameter(
        "quote", .string(lengthMax: 40), "The asset to value everything in.", example: "USDT"),
      .limit(1...1000, default: 200, "Rows of a page."), .cursor,
    ],
    output: .table(
      cells: ["string", "null"],
      others: OutputShape.Property.strings("wallet", "quote", "total_value") + [
        .init("unpriced", .strings), .init("total", .integer), .init("note", .string),
      ]))

  private static let positionInfo = Tool(
    name: "get_position_info", title: "Futures positions",
    description: """
      Open USD-M futures positions as a table: size (negative is short), entry, break-even, mark and \
      liquidation price, unrealized profit, notional, margins, leverage and margin type, each side of a \
      hedge by itself; and the unrealized profit in all, by margin asset. Amounts are exact decimal strings. \
      Example: {"symbol":"BTCUSDT"}.
      """,
    role: .account, security: .userData, group: .futures, endpoints: [.positionRisk, .symbolConfig],
    severalWith: [],
    parameters: [.optionalSymbol, .limit(1...500, default: 100, "Rows of a page."), .offset],
    output: .table(
      cells: ["string", "integer", "null"],
      others: [.init("total", .integer), .init("unrealized_pnl", .object)]))

  private static let profitAndLoss = Tool(
    name: "get_pnl", title: "Futures profit and loss",
    description: """
      Profit and loss on USD-M futures: the income of a range of time summed by type and asset (with by day \
      also by UTC day), for each asset realized_pnl, commission, funding_fee, other and net, and the \
      unrealized profit of the positions as they stand now. Transfers are listed and no part of net. Without \
      times the last 7 days; the exchange keeps 3 months. One call sums at most 2000 entries: with complete \
      false, go on with next and add. Example: {"symbol":"BTCUSDT","by":"day"}.
      """,
    role: .account, security: .userData, group: .futures, endpoints: [.income, .positionRisk],
    severalWith: [],
    parameters: [
      .optionalSymbol, .startTime, .endTime,
      Parameter(
        "income_type", .string(lengthMax: 40), "Only this type, e.g. REALIZED_PNL, FUNDING_FEE, COMMISSION.",
        example: "FUNDING_FEE"),
      Parameter("by", .choice(["total", "day"]), "Sums in all, or of each UTC day.", defaultValue: "total"),
      .page,
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(
      cells: ["string", "integer"],
      others: [
        .init("totals", ["type": "array", "items": ["type": "object"]]), .init("complete", .boolean),
        .init("entries", .integer), .init("first_time", .integer), .init("last_time", .integer),
      ]))

  private static let openOrdersTool = Tool(
    name: "get_open_orders", title: "Open orders",
    description: """
      Open orders of one trading pair or of all, as a table; with market futures the conditional orders too, \
      marked so. All pairs weigh 80 (futures 80), one pair 6 (2). Example: \
      {"symbol":"BTCUSDT"}.
      """,
    role: .account, security: .userData, group: .account,
    endpoints: [.openOrders, .openFuturesOrders, .openAlgoOrders],
    severalWith: ["market"],
    parameters: [.market, .optionalSymbol, .limit(1...500, default: 100, "Rows of a page."), .offset],
    output: .table(
      cells: ["string", "integer", "boolean", "null"],
      others: [.init("market", .string), .init("total", .integer)]))

  private static let getOrder = Tool(
    name: "get_order", title: "One order",
    description: """
      One order by the exchange's number or by client order id, in whatever state, with the exchange's own \
      fields. "No such order" (-2013) right after placing one proves nothing yet. Example: \
      {"symbol":"BTCUSDT","order_id":28}.
      """,
    role: .account, security: .userData, group: .account,
    endpoints: [.queryOrder, .queryFuturesOrder, .queryAlgoOrder],
    parameters: [
      .market, .symbol,
      .identifier(
        "order_id", "The exchange's number of the order (algoId of a conditional one).", example: 28),
      Parameter("client_order_id", .string(lengthMax: 36), "The client order id that it was placed with."),
      .conditional,
    ],
    rules: [.oneNeeded(["order_id", "client_order_id"])],
    output: .object(
      OutputShape.Property.strings(
        "symbol", "clientOrderId", "clientAlgoId", "side", "type", "orderType", "timeInForce", "price",
        "origQty", "quantity", "executedQty", "stopPrice", "triggerPrice", "status", "algoStatus") + [
          .init("orderId", .integer), .init("algoId", .integer), .init("time", .integer),
          .init("updateTime", .integer),
        ],
      required: ["symbol"]))

  private static let getOrders = Tool(
    name: "get_orders", title: "Orders of a pair",
    description: """
      Orders of a trading pair in every state, oldest first, as a table. Without order_id and times the \
      latest. With both times at most 24 hours apart (futures 7 days, and none older). To go on, merge next \
      into the arguments (null takes one away). Example: {"symbol":"BTCUSDT","limit":50}.
      """,
    role: .account, security: .userData, group: .account,
    endpoints: [.allOrders, .allFuturesOrders, .allAlgoOrders],
    parameters: [
      .market, .symbol,
      .identifier("order_id", "First order number, inclusive; not together with start_time."), .startTime,
      .endTime, .limit(1...500, default: 100, "Orders of a page."), .conditional,
    ],
    rules: [.notTogether(["order_id", "start_time"]), .ordered("start_time", "end_time")],
    output: .table(
      cells: ["string", "integer", "boolean", "null"],
      others: [.init("market", .string), .init("symbol", .string), .init("previous", .object)]))

  private static let myTradesTool = Tool(
    name: "get_my_trades", title: "Trades of the account",
    description: """
      The account's own trades of a trading pair, oldest first, as a table, with commission (futures: \
      realizedPnl too). Without ids and times the latest. With both times at most 24 hours apart (futures 7 \
      days). To go on, merge next into the arguments (null takes one away). Example: \
      {"symbol":"BTCUSDT","limit":50}.
      """,
    role: .account, security: .userData, group: .account,
    endpoints: [.myTrades, .myTradesOfOrder, .futuresTrades],
    parameters: [
      .market, .symbol, .identifier("order_id", "Only trades of this order; not together with times."),
      .identifier("from_id", "First trade id, inclusive; not together with start_time."), .startTime,
      .endTime, .limit(1...500, default: 100, "Trades of a page."),
    ],
    rules: [
      .notTogether(["from_id", "start_time"]), .notTogether(["order_id", "start_time"]),
      .notTogether(["order_id", "end_time"]), .ordered("start_time", "end_time"),
    ],
    output: .table(
      cells: ["string", "integer", "boolean", "null"],
      others: [.init("market", .string), .init("symbol", .string), .init("previous", .object)]))
}
