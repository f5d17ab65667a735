import Answers

/// The members of the exchange's statistics, by window and detail; the documents list them in these orders.
enum TickerColumns {
  private static let change = [
    Column("symbol", .word), Column("priceChange", .amount), Column("priceChangePercent", .amount),
    Column("weightedAvgPrice", .amount),
  ]

  private static let range = [
    Column("openPrice", .amount), Column("highPrice", .amount), Column("lowPrice", .amount),
  ]

  private static let volumes = [Column("volume", .amount), Column("quoteVolume", .amount)]

  /// `firstId` and `lastId` are -1 when there was no trade.
  private static let ends = [
    Column("openTime", .integer), Column("closeTime", .integer), Column("firstId", .integer),
    Column("lastId", .integer), Column("count", .integer),
  ]

  /// The last 24 hours, with the book's best quotes.
  static let lastDay =
    change + [
      Column("prevClosePrice", .amount), Column("lastPrice", .amount), Column("lastQty", .amount),
      Column("bidPrice", .amount), Column("bidQty", .amount), Column("askPrice", .amount),
      Column("askQty", .amount),
    ] + range + volumes + ends

  /// A trading day or a rolling window.
  static let window = change + range + [Column("lastPrice", .amount)] + volumes + ends

  /// The short form, the same for all windows.
  static let mini = [Column("symbol", .word)] + range + [Column("lastPrice", .amount)] + volumes + ends
}
