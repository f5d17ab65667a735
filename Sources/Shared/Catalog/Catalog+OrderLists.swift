import Values

extension Catalog {
  /// Places an order list. Its arguments are flat, because clients stumble over objects in schemas.
  static let createOrderList = Tool(
    name: "create_order_list", title: "Place an order list",
    description: """
      Places linked spot orders, at most once. OCO: an order above and one below the price, of which a fill \
      cancels the other; give side, quantity, above_… and below_…. OTO: a working order, and a pending one \
      that is placed once it has filled; working_… and pending_…. OTOCO: a working order, then such a pair; \
      working_…, pending_side, pending_quantity, above_… and below_…. A selling pair takes profit above and \
      stops below; a buying pair the other way round. Example: \
      {"kind":"OCO","symbol":"BTCUSDT","side":"SELL","quantity":"0.001","above_type":"LIMIT_MAKER",\
      "above_price":"70000","below_type":"STOP_LOSS_LIMIT","below_stop_price":"58000",\
      "below_price":"57900"}.
      """,
    role: .trading, security: .trade, effect: .movesMoney, group: .trading,
    endpoints: [.newOCO, .newOTO, .newOTOCO, .exchangeInfo, .averagePrice, .bookTicker, .depth],
    parameters: [
      Parameter(
        "kind", .choice(["OCO", "OTO", "OTOCO"]), "How the orders are linked.", isRequired: true,
        example: "OCO"),
      .symbol, .side("side", "OCO: BUY or SELL, of both orders."),
      .amount("quantity", "OCO: how much of the base asset, of both orders."),
    ] + workingParameters + pendingParameters + pairParameters + [
      .selfTradePrevention, .idempotencyKey, .allowDuplicate, .adjust,
    ],
    output: .orderList)

  private static let workingParameters: [Parameter] = [
    Parameter("working_type", .choice(["LIMIT", "LIMIT_MAKER"]), "OTO, OTOCO: type of the first order."),
    .side("working_side", "OTO, OTOCO: side of the first order."),
    .amount("working_quantity", "OTO, OTOCO: quantity of the first order."),
    .amount("working_price", "OTO, OTOCO: price of the first order."),
    .timeInForce("working_time_in_force", of: " the first order"),
  ]

  private static let pendingParameters: [Parameter] = [
    .side("pending_side", "OTO, OTOCO: side of what follows."),
    .amount("pending_quantity", "OTO, OTOCO: quantity of what follows."),
    Parameter("pending_type", .choice(Parameter.spotOrderTypes), "OTO: type of the second order."),
    .amount("pending_price", "OTO: limit price of the second order."),
    .amount("pending_stop_price", "OTO: trigger price of the second order."),
    .trailingDelta("pending_trailing_delta"),
    .timeInForce("pending_time_in_force", of: " the second order"),
  ]

  private static let pairParameters: [Parameter] = ["above", "below"].flatMap { place -> [Parameter] in
    [
      Parameter(
        "\(place)_type", .choice(Parameter.pairedOrderTypes), "OCO, OTOCO: type of the order \(place)."),
      .amount("\(place)_price", "OCO, OTOCO: limit price of the order \(place)."),
      .amount("\(place)_stop_price", "OCO, OTOCO: trigger price of the order \(place)."),
      .trailingDelta("\(place)_trailing_delta"),
      .timeInForce("\(place)_time_in_force", of: " the order \(place)"),
    ]
  }
}

extension OutputShape {
  /// An order list with its orders as a table.
  static let orderList = OutputShape.object(
    Property.strings("client_order_id", "outcome", "symbol", "contingencyType", "listStatusType")
      + Property.strings("listOrderStatus") + Property.integers("orderListId", "transactionTime")
      + [.init("orders", .object), .init("adjustments", .strings)],
    required: ["client_order_id", "outcome", "orderListId", "orders"])
}
