import Values

extension Catalog {
  /// Which symbols there are and what the exchange demands of their orders.
  static let symbols: [Tool] = [availableAssets, symbolRules]

  private static let availableAssets = Tool(
    name: "get_available_assets", title: "Trading pairs",
    description: """
      The spot trading pairs of the exchange, as a table of symbol, base asset, quote asset, status and \
      permissions, sorted by symbol, a page of limit rows at a time; total counts all that match. Filters \
      can be combined; without any, every pair is listed, those that no longer trade (BREAK) too. The list \
      is refreshed every 5 minutes. Permission groups TRD_GRP_* are left out of the rows but can be filtered \
      by. Example: {"quote":"USDT","status":"TRADING"}.
      """,
    role: .market, group: .market, endpoints: [.exchangeInfo],
    parameters: [
      Parameter(
        "quote", .string(lengthMax: 40), "Only pairs priced in this asset, e.g. USDT.", example: "USDT"),
      Parameter(
        "base", .string(lengthMax: 40), "Only pairs that trade this asset, e.g. BTC.", example: "BTC"),
      Parameter(
        "status", .choice(["TRADING", "HALT", "BREAK", "END_OF_DAY"]), "Only pairs in this state.",
        example: "TRADING"),
      Parameter(
        "permission", .string(lengthMax: 40), "Only pairs with this permission, e.g. SPOT or MARGIN.",
        example: "SPOT"),
      Parameter(
        "text", .string(lengthMax: 40), "Only pairs whose symbol contains this, in any case.", example: "DOGE"
      ),
      .limit(1...1000, default: 500, "Rows of a page."), .cursor,
    ],
    output: .object(
      [
        .init("columns", .strings),
        .init(
          "rows",
          [
            "type": "array",
            "items": [
              "type": "array",
              "items": ["type": ["string", "array"], "items": ["type": "string"]],
            ],
          ]), .init("count", .integer), .init("total", .integer), .init("truncated", .boolean),
        .init("next", .object),
      ],
      required: ["columns", "rows", "count", "total", "truncated"]))

  private static let symbolRules = Tool(
    name: "get_symbol_rules", title: "Order rules of a pair",
    description: """
      What the exchange demands of an order on a spot trading pair: price tick, quantity step, smallest and \
      largest quantity and value, price bands, order types and the other filters, each with its numbers and \
      a sentence that explains it. Read it before choosing a price or quantity. Example: \
      {"symbol":"BTCUSDT"}.
      """,
    role: .market, group: .market, endpoints: [.exchangeInfo], parameters: [.symbol],
    output: .object(
      OutputShape.Property.strings("symbol", "status", "base", "quote") + [
        .init("order_types", .strings), .init("permissions", .strings), .init("summary", .object),
        .init(
          "filters",
          [
            "type": "array",
            "items": [
              "type": "object",
              "properties": [
                "type": ["type": "string"], "limits": ["type": "object"], "meaning": ["type": "string"],
              ],
            ],
          ]),
      ],
      required: ["symbol", "status", "base", "quote", "filters"]))
}
