import Values

extension Catalog {
  /// USD-M orders, positions and leverage.
  static let futuresOrders: [Tool] = [createFuturesOrder, cancelFuturesOrder, setLeverage, closePosition]

  /// The types of USD-M orders; all but the first two wait for a trigger and are sent as algo orders.
  public static let futuresOrderTypes = [
    "LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET",
  ]

  /// The highest leverage of any contract, by the exchange's documents.
  public static let leverageMax = 125

  private static let positionSide = Parameter(
    "position_side", .choice(["BOTH", "LONG", "SHORT"]),
    "Needed in hedge mode: LONG or SHORT. In one-way mode BOTH, or left out.")

  private static let futuresOrderProperties: [OutputShape.Property] =
    [.init("client_order_id", .string), .init("outcome", .string)]
    + OutputShape.Property.strings("symbol", "status", "side", "positionSide", "type")
    + OutputShape.Property.strings("price", "avgPrice", "origQty", "executedQty", "cumQuote")
    + [.init("orderId", .integer), .init("updateTime", .integer), .init("adjustments", .strings)]

  private static let createFuturesOrder = Tool(
    name: "create_futures_order", title: "Place a futures order",
    description: """
      Places one USD-M futures order, with real money and leverage on the live venue, at most once. LIMIT \
      and MARKET orders, and the conditional types, which wait for stop_price (TRAILING_STOP_MARKET follows \
      by callback_rate percent). Amounts are exact decimal strings, checked against the contract's rules \
      first. The answer of a conditional order has algoId and algoStatus in place of orderId and status. \
      Example: {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.002","price":"60000"}.
      """,
    role: .trading, security: .trade, effect: .movesMoney, group: .futures,
    endpoints: [
      .newFuturesOrder, .newAlgoOrder, .contractRules, .contractMark, .contractQuote, .contractDepth,
    ],
    parameters: [
      .symbol, .side("side", "BUY or SELL.", isRequired: true),
      Parameter(
        "type", .choice(futuresOrderTypes),
        "LIMIT needs quantity and price; MARKET quantity; STOP and TAKE_PROFIT quantity, price and "
          + "stop_price; STOP_MARKET and TAKE_PROFIT_MARKET stop_price, and quantity or close_position; "
          + "TRAILING_STOP_MARKET quantity and callback_rate.",
        isRequired: true),
      .amount("quantity", "How much of the base asset.", example: "0.002"),
      .amount("price", "Limit price.", example: "60000"), .amount("stop_price", "Trigger price."),
      Parameter(
        "time_in_force", .choice(["GTC", "IOC", "FOK", "GTX", "GTD"]),
        "How long it stands; of types with price GTC unless given. GTX is post only."),
      Parameter(
        "good_till_date", .timestampMilliseconds,
        "With GTD: when it ends, in milliseconds since 1970 UTC, at least 10 minutes ahead."),
      Parameter("reduce_only", .boolean, "True: it can only make a position smaller. One-way mode only."),
      Parameter(
        "close_position", .boolean,
        "True: closes the whole position when triggered, in place of quantity."),
      positionSide, .amount("activate_price", "Trailing: the price from which it follows."),
      .amount("callback_rate", "Trailing: distance in percent, 0.1 to 10, one decimal.", example: "1"),
      Parameter(
        "working_type", .choice(["CONTRACT_PRICE", "MARK_PRICE"]),
        "Which price triggers; CONTRACT_PRICE (the last) unless given."),
      Parameter(
        "price_protect", .boolean,
        "True: does not trigger while last and mark price are far apart."),
      Parameter(
        "self_trade_prevention", .choice(["EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH"]),
        "What happens when it would meet an order of the same account."),
      .idempotencyKey, .allowDuplicate, .adjust,
    ],
    output: .object(
      futuresOrderProperties + OutputShape.Property.strings("algoStatus", "triggerPrice")
        + [.init("algoId", .integer)],
      required: ["client_order_id", "outcome"]))

  private static let cancelFuturesOrder = Tool(
    name: "cancel_futures_order", title: "Cancel a futures order",
    description: """
      Cancels one open USD-M futures order, by order_id or client_order_id, or a conditional one by algo_id \
      or client_algo_id. Works while trading is halted. An order that is no longer open is error -2011. \
      Example: {"symbol":"BTCUSDT","order_id":22542179}.
      """,
    role: .trading, security: .trade, effect: .cancels, group: .futures,
    endpoints: [.cancelFuturesOrder, .cancelAlgoOrder],
    parameters: [
      .symbol, .number("order_id", "The exchange's number of the order.", example: 22_542_179),
      .clientID("client_order_id", "The client order id that it was placed with."),
      .number("algo_id", "The exchange's number of a conditional order."),
      .clientID("client_algo_id", "The client order id of a conditional order."),
    ],
    rules: [
      .oneNeeded(["order_id", "client_order_id", "algo_id", "client_algo_id"]),
      .notTogether(["order_id", "algo_id"]), .notTogether(["order_id", "client_algo_id"]),
      .notTogether(["client_order_id", "algo_id"]), .notTogether(["client_order_id", "client_algo_id"]),
    ],
    output: .object(
      futuresOrderProperties + [.init("algoId", .integer)], required: ["client_order_id", "outcome"]))

  private static let setLeverage = Tool(
    name: "set_leverage", title: "Set the leverage",
    description: """
      Sets the leverage of a USD-M contract for this account: of its open position and of orders to come. \
      More leverage brings liquidation nearer. maxNotionalValue is the largest position that it allows. \
      Example: {"symbol":"BTCUSDT","leverage":3}.
      """,
    role: .trading, security: .trade, effect: .movesMoney, group: .futures, endpoints: [.changeLeverage],
    parameters: [
      .symbol,
      Parameter(
        "leverage", .integer(1...leverageMax), "How many times; 1 is none.", isRequired: true, example: 3),
    ],
    output: .object(
      OutputShape.Property.strings("outcome", "symbol", "maxNotionalValue") + [.init("leverage", .integer)],
      required: ["outcome", "symbol", "leverage"]))

  private static let closePosition = Tool(
    name: "close_position", title: "Close a futures position",
    description: """
      Closes a whole USD-M position at the market's price: reads its size and places a market order of \
      exactly that size which can only reduce, at most once. In hedge mode with both sides open, \
      position_side says which. Example: {"symbol":"BTCUSDT"}.
      """,
    role: .trading, security: .trade, effect: .movesMoney, group: .futures,
    endpoints: [.newFuturesOrder, .contractPosition, .contractRules, .contractQuote, .contractDepth],
    parameters: [.symbol, positionSide, .idempotencyKey, .allowDuplicate],
    output: .object(futuresOrderProperties, required: ["client_order_id", "outcome"]))
}
