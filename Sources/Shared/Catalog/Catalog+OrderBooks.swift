import Values

extension Catalog {
  /// Order books.
  static let orderBooks: [Tool] = [orderBook]

  private static let orderBook = Tool(
    name: "get_order_book", title: "Order book",
    description: """
      Order book of a spot trading pair: bids from the highest, asks from the lowest, each [price, \
      quantity], with spread, mid price, spread_bps (spread in basis points of mid, rounded to 4 decimals) \
      and imbalance (bid minus ask quantity over their sum, -1 to 1, over the levels shown, rounded to 6 \
      decimals); everything else is exact. With distance_percent also depth: quantity and value on each side \
      within that distance of the mid price; then at least 1000 levels are read, and complete says whether \
      they reach that far. Prices and values are decimal strings in the quote asset, quantities in the base \
      asset. Example: {"symbol":"BTCUSDT","limit":10,"distance_percent":"0.5"}.
      """,
    role: .market, group: .market, endpoints: [.depth],
    parameters: [
      .symbol, .limit(1...5000, default: 20, "Levels shown of each side."),
      Parameter(
        "distance_percent", .decimal(minimum: smallestDistance, maximum: ExactDecimal(100)),
        "Distance from the mid price, in percent, within which depth is summed.", example: "0.5"),
    ],
    output: .object(
      [
        .init("symbol", .string), .init("lastUpdateId", .integer), .init("bids", .levels),
        .init("asks", .levels),
      ] + nullable("spread", "mid", "spread_bps", "imbalance") + [
        .init("bid_quantity", .string), .init("ask_quantity", .string), .init("depth", .object),
        .init("truncated", .boolean),
      ],
      required: ["symbol", "lastUpdateId", "bids", "asks", "truncated"]))

  private static let smallestDistance = ExactDecimal(unchecked: 1, scale: 4)

  /// A one-sided or empty book has no spread.
  private static func nullable(_ names: String...) -> [OutputShape.Property] {
    names.map { .init($0, ["type": ["string", "null"]]) }
  }
}
