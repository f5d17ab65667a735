import Values

extension Catalog {
  /// What trading costs the account, and how many orders it may place.
  static let fees: [Tool] = [feeInfo, orderRateLimits]

  private static let feeInfo = Tool(
    name: "get_fee_info", title: "Trading fees",
    description: """
      Fees of the account, as decimal strings: 0.001 is 0.1%. With symbol maker and taker rate, and on spot \
      commission in full: standard, special and tax rates (they add up) and the discount for paying with \
      BNB. Without symbol (spot only, not on the testnet) a table of all pairs. Example: \
      {"symbol":"BTCUSDT"}.
      """,
    role: .account, security: .userData, group: .account,
    endpoints: [.tradeFee, .accountCommission, .commissionRate],
    severalWith: ["symbol"],
    parameters: [.market, .optionalSymbol, .limit(1...1000, default: 200, "Rows of a page."), .cursor],
    output: .table(
      cells: ["string"],
      others: OutputShape.Property.strings("market", "symbol", "maker", "taker") + [
        .init("commission", .object), .init("total", .integer),
      ], isAlways: false))

  private static let orderRateLimits = Tool(
    name: "get_order_rate_limits", title: "Order limits",
    description: """
      How many orders the account may place in 10 seconds and in a day (futures: a minute), and on spot how \
      many count at the moment; orders that fill are given back. Example: {"market":"futures"}.
      """,
    role: .account, security: .userData, group: .account, endpoints: [.orderCounts, .futuresOrderLimits],
    parameters: [.market],
    output: .table(cells: ["string", "integer", "null"], others: [.init("market", .string)]))
}
