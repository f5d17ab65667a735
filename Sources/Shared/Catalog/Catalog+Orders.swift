import Values

extension Catalog {
  /// Spot orders, and the state of trading.
  static let orders: [Tool] = [
    createOrder, testOrder, cancelOrder, cancelAllOrders, replaceOrder, createOrderList, cancelOrderList,
    tradingStatus,
  ]

  /// What the order itself is made of, for the tools that place, test or replace one.
  private static let orderParameters: [Parameter] = [
    .symbol, .side("side", "BUY or SELL the base asset.", isRequired: true),
    Parameter(
      "type", .choice(Parameter.spotOrderTypes),
      "LIMIT and LIMIT_MAKER (post only) need quantity and price; MARKET quantity or quote_quantity; "
        + "STOP_LOSS and TAKE_PROFIT (market when triggered) quantity and a trigger; the two _LIMIT types "
        + "also price. A trigger is stop_price, trailing_delta or both.",
      isRequired: true),
    .amount("quantity", "How much of the base asset.", example: "0.001"),
    .amount(
      "quote_quantity", "MARKET only, in place of quantity: how much of the quote asset to spend or get."),
    .amount("price", "Limit price in the quote asset.", example: "60000"),
    .amount("stop_price", "Trigger price."), .trailingDelta(), .timeInForce(of: " it"),
    .amount("iceberg_quantity", "The part that the book shows; needs GTC."), .selfTradePrevention,
    Parameter(
      "peg_price_type", .choice(["PRIMARY_PEG", "MARKET_PEG"]),
      "Pegs the price: to the best of its own side, or of the other one. Takes the place of price."),
    Parameter(
      "peg_offset_levels", .integer(1...100), "Price levels between the peg and the order's price."),
  ]

  private static let safetyParameters: [Parameter] = [.idempotencyKey, .allowDuplicate, .adjust]

  /// The members that the answers about one order have in common.
  static let orderProperties: [OutputShape.Property] =
    [.init("client_order_id", .string), .init("outcome", .string)]
    + OutputShape.Property.strings("symbol", "status", "type", "side", "timeInForce")
    + OutputShape.Property.strings("price", "origQty", "executedQty", "cummulativeQuoteQty")
    + [.init("orderId", .integer), .init("transactTime", .integer)]

  private static let placedProperties: [OutputShape.Property] =
    orderProperties + [
      .init("average_price", .string), .init("fills", .object), .init("adjustments", .strings),
    ]

  private static let createOrder = Tool(
    name: "create_order", title: "Place a spot order",
    description: """
      Places one spot order, with real money on the live venue, at most once. Amounts are exact decimal \
      strings; they are checked against the pair's filters before anything is sent, and an error names the \
      nearest valid values. The answer has the exchange's fields (status NEW, FILLED…), average_price and \
      fills. outcome is placed; when it is not known whether the order exists the error outcome_unknown has \
      its client_order_id: ask get_order, never place it again. Example: \
      {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.001","price":"60000"}.
      """,
    role: .trading, security: .trade, effect: .movesMoney, group: .trading,
    endpoints: [.newOrder, .exchangeInfo, .averagePrice, .bookTicker, .depth],
    parameters: orderParameters + safetyParameters,
    rules: [.notTogether(["quantity", "quote_quantity"])],
    output: .object(placedProperties, required: ["client_order_id", "outcome"]))

  private static let testOrder = Tool(
    name: "test_order", title: "Test a spot order",
    description: """
      Has the exchange check a spot order and place nothing. Takes the order as create_order does; valid \
      true means that its form and filters are right, not that there is money for it. With \
      compute_commission also the commission rates it would have. Example: \
      {"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quote_quantity":"50"}.
      """,
    role: .trading, security: .trade, group: .trading,
    endpoints: [.testOrder, .testOrderWithCommission, .exchangeInfo],
    parameters: orderParameters + [
      Parameter(
        "compute_commission", .boolean, "Whether to tell the commission rates too.", defaultValue: false)
    ],
    rules: [.notTogether(["quantity", "quote_quantity"])],
    output: .object(
      [
        .init("valid", .boolean), .init("standardCommissionForOrder", .object),
        .init("specialCommissionForOrder", .object), .init("taxCommissionForOrder", .object),
        .init("discount", .object),
      ],
      required: ["valid"]))

  private static let cancelOrder = Tool(
    name: "cancel_order", title: "Cancel a spot order",
    description: """
      Cancels one open spot order, by order_id or client_order_id. Works while trading is halted. An order \
      that is filled or cancelled already is error -2011. Of an order list the whole list is cancelled. \
      Example: {"symbol":"BTCUSDT","order_id":28}.
      """,
    role: .trading, security: .trade, effect: .cancels, group: .trading, endpoints: [.cancelOrder],
    parameters: [
      .symbol, .number("order_id", "The exchange's number of the order.", example: 28),
      .clientID("client_order_id", "The client order id that it was placed with."),
      Parameter(
        "restriction", .choice(["ONLY_NEW", "ONLY_PARTIALLY_FILLED"]),
        "Cancels only an order in this state."),
    ],
    rules: [.oneNeeded(["order_id", "client_order_id"])],
    output: .object(
      orderProperties + [.init("order_list", .object)], required: ["client_order_id", "outcome"]))

  private static let cancelAllOrders = Tool(
    name: "cancel_all_orders", title: "Cancel all orders of a pair",
    description: """
      Cancels every open order of one trading pair: on spot (order lists too), on USD-M futures, or of \
      futures the conditional ones, which are a kind of their own. Works while trading is halted. No open \
      spot order at all is error -2011. Example: {"symbol":"BTCUSDT"}.
      """,
    role: .trading, security: .trade, effect: .cancels, group: .trading,
    endpoints: [.cancelOpenOrders, .cancelFuturesOpenOrders, .cancelAlgoOpenOrders],
    parameters: [
      .symbol,
      Parameter(
        "market", .choice(["spot", "futures", "futures_conditional"]),
        "Which orders; one of the three at a time.", defaultValue: "spot"),
    ],
    output: .table(
      cells: ["string", "integer"],
      others: OutputShape.Property.strings("outcome", "symbol") + [.init("order_lists", .integer)],
      isAlways: false))

  private static let replaceOrder = Tool(
    name: "replace_order", title: "Replace a spot order",
    description: """
      Cancels one open spot order and places another on the same pair, in one request, at most once. The new \
      order is given as to create_order. STOP_ON_FAILURE places nothing when the cancel fails; ALLOW_FAILURE \
      places it all the same. cancelResult and newOrderResult say what became of each half. Example: \
      {"symbol":"BTCUSDT","cancel_order_id":28,"side":"BUY","type":"LIMIT","quantity":"0.001",\
      "price":"59000"}.
      """,
    role: .trading, security: .trade, effect: .movesMoney, group: .trading,
    endpoints: [.cancelReplace, .exchangeInfo, .averagePrice, .bookTicker, .depth],
    parameters: orderParameters + [
      .number("cancel_order_id", "The exchange's number of the order to cancel.", example: 28),
      .clientID("cancel_client_order_id", "The client order id of the order to cancel."),
      Parameter(
        "mode", .choice(["STOP_ON_FAILURE", "ALLOW_FAILURE"]),
        "What happens to the new order when the cancel fails.", defaultValue: "STOP_ON_FAILURE"),
      Parameter(
        "restriction", .choice(["ONLY_NEW", "ONLY_PARTIALLY_FILLED"]),
        "Cancels only an order in this state."),
    ] + safetyParameters,
    rules: [
      .notTogether(["quantity", "quote_quantity"]),
      .oneNeeded(["cancel_order_id", "cancel_client_order_id"]),
    ],
    output: .object(
      OutputShape.Property.strings("client_order_id", "outcome", "cancelResult", "newOrderResult") + [
        .init("cancelResponse", .object), .init("newOrderResponse", .object), .init("adjustments", .strings),
      ],
      required: ["outcome", "cancelResult", "newOrderResult"]))

  private static let cancelOrderList = Tool(
    name: "cancel_order_list", title: "Cancel an order list",
    description: """
      Cancels a whole order list (OCO, OTO, OTOCO), by order_list_id or list_client_order_id. Works while \
      trading is halted. Example: {"symbol":"BTCUSDT","order_list_id":1929}.
      """,
    role: .trading, security: .trade, effect: .cancels, group: .trading, endpoints: [.cancelOrderList],
    parameters: [
      .symbol, .number("order_list_id", "The exchange's number of the list.", example: 1929),
      .clientID("list_client_order_id", "The client order id of the list."),
    ],
    rules: [.oneNeeded(["order_list_id", "list_client_order_id"])], output: .orderList)

  private static let tradingStatus = Tool(
    name: "trading_status", title: "State of trading",
    description: """
      What this server may do with money, and what it has done: whether trading is on or halted and why, the \
      limits of the operator's policy, how much of the daily limit is used, and every order whose outcome is \
      still open. Places nothing and asks the exchange nothing. Example: {"recent":5}.
      """,
    role: .trading, group: .trading, endpoints: [],
    parameters: [
      Parameter(
        "recent", .integer(0...50), "How many of the latest orders made here to list too.", defaultValue: 0)
    ],
    output: .object(
      [
        .init("trading", .string), .init("halted", .boolean), .init("policy", .object),
        .init("counters", .object),
        .init("open_intents", ["type": "array", "items": ["type": "object"]]),
        .init("recent_orders", ["type": "array", "items": ["type": "object"]]),
      ],
      required: ["trading", "halted"]))
}
