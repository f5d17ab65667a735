/// The twenty symbols that the paper exchange lists by itself, with the filters that such symbols have on the
/// real one.
///
/// Chosen for what clients stumble over: a name that begins with a digit, one that is not ASCII, prices with
/// eight decimals and quantities without any, quotes that are not dollars, a symbol that no longer trades.
public enum BuiltInListings {
  /// A listing and the course of its synthetic market.
  public typealias Entry = (listing: Listing, course: SyntheticCourse)

  /// All of them, in the order in which `exchangeInfo` lists them.
  public static let entries: [Entry] = rows.map(entry)

  /// The rules about everything that an account has open. Low enough to be met, and high enough to be met
  /// only by those who try: the documents give the form and leave the numbers to the exchange.
  public static let exchangeFilters: [ExchangeFilter] = [
    .orderCount(maximum: 1_000), .algorithmicOrderCount(maximum: 50), .icebergOrderCount(maximum: 50),
    .orderListCount(maximum: 100),
  ]

  /// One row of the table; amounts are units of 10⁻⁸.
  struct Row {
    var base: String
    var quote: String
    /// Price around which it moves, in ticks.
    var ticks: Int
    var tick: Int
    var step: Int
    var factor: Int
    var major = false
    var margin = true
    var precision = 8
    var minNotional = 500_000_000
    var swing = 100
    var listed: (Int, Int, Int)
    var stopped: (Int, Int, Int)?
    /// Filters of the older kind or of few symbols that this one has.
    var extras: Extras = []
  }

  private static let rows: [Row] = [
    Row(
      base: "ETH", quote: "BTC", ticks: 3_650, tick: 1_000, step: 10_000, factor: 20, major: true,
      minNotional: 10_000, listed: (2017, 7, 14)),
    Row(
      base: "BTC", quote: "USDT", ticks: 6_760_000, tick: 1_000_000, step: 1_000, factor: 12, major: true,
      listed: (2017, 8, 17)),
    Row(
      base: "ETH", quote: "USDT", ticks: 246_800, tick: 1_000_000, step: 10_000, factor: 25, major: true,
      listed: (2017, 8, 17)),
    Row(
      base: "BNB", quote: "USDT", ticks: 62_300, tick: 1_000_000, step: 100_000, factor: 8, major: true,
      listed: (2017, 11, 6)),
    Row(
      base: "BNB", quote: "BTC", ticks: 9_215, tick: 100, step: 100_000, factor: 4, minNotional: 10_000,
      listed: (2017, 7, 14)),
    Row(
      base: "SOL", quote: "USDT", ticks: 15_400, tick: 1_000_000, step: 100_000, factor: 30, major: true,
      listed: (2020, 8, 11)),
    Row(
      base: "XRP", quote: "USDT", ticks: 21_350, tick: 10_000, step: 10_000_000, factor: 25, major: true,
      listed: (2018, 5, 4)),
    Row(
      base: "DOGE", quote: "USDT", ticks: 16_210, tick: 1_000, step: 100_000_000, factor: 30, major: true,
      listed: (2019, 7, 5)),
    Row(
      base: "ADA", quote: "USDT", ticks: 6_420, tick: 10_000, step: 10_000_000, factor: 60,
      listed: (2018, 4, 17), extras: .icebergCount),
    Row(
      base: "LTC", quote: "BTC", ticks: 1_420, tick: 100, step: 100_000, factor: 40, minNotional: 10_000,
      listed: (2017, 7, 14), extras: .olderPriceRules),
    Row(
      base: "LINK", quote: "USDT", ticks: 1_480, tick: 1_000_000, step: 1_000_000, factor: 40,
      listed: (2019, 1, 16)),
    Row(
      base: "1INCH", quote: "USDT", ticks: 2_140, tick: 10_000, step: 10_000_000, factor: 30,
      listed: (2020, 12, 25), extras: .position),
    Row(
      base: "SHIB", quote: "USDT", ticks: 1_234, tick: 1, step: 100_000_000, factor: 15_000, precision: 2,
      listed: (2021, 5, 10)),
    Row(
      base: "PEPE", quote: "USDT", ticks: 987, tick: 1, step: 100_000_000, factor: 20_000, precision: 2,
      listed: (2023, 5, 5)),
    Row(
      base: "BTC", quote: "EUR", ticks: 6_230_000, tick: 1_000_000, step: 1_000, factor: 3, margin: false,
      listed: (2020, 1, 3)),
    Row(
      base: "EUR", quote: "USDT", ticks: 10_850, tick: 10_000, step: 10_000_000, factor: 20, margin: false,
      swing: 12, listed: (2020, 1, 3)),
    Row(
      base: "BTC", quote: "USDC", ticks: 6_758_000, tick: 1_000_000, step: 1_000, factor: 6, major: true,
      listed: (2018, 12, 15)),
    Row(
      base: "USDC", quote: "USDT", ticks: 9_998, tick: 10_000, step: 100_000_000, factor: 300, swing: 1,
      listed: (2018, 12, 15)),
    Row(
      base: "币安人生", quote: "USDT", ticks: 1_512, tick: 10_000, step: 10_000_000, factor: 60, margin: false,
      listed: (2025, 10, 9)),
    Row(
      base: "LUNA", quote: "BUSD", ticks: 5_870, tick: 10_000, step: 1_000_000, factor: 40, margin: false,
      minNotional: 1_000_000_000,
      listed: (2020, 8, 21), stopped: (2023, 12, 15)),
  ]

  private static func entry(_ row: Row) -> Entry {
    let first = CivilDate(year: row.listed.0, month: row.listed.1, day: row.listed.2).dayNumber
    let stop = row.stopped.map { date in
      CivilDate(year: date.0, month: date.1, day: date.2).dayNumber * CivilDate.dayMilliseconds + 10_800_000
    }
    let listing = Listing(
      symbol: row.base + row.quote, status: stop == nil ? .trading : .break, baseAsset: row.base,
      baseAssetPrecision: row.precision, quoteAsset: row.quote, isMarginTradingAllowed: row.margin,
      allowsQuoteOrderQuantity: true, filters: filters(row), permissionSets: [permissions(row)])
    let isPaidInMoney = ["USDT", "USDC", "BUSD", "EUR"].contains(row.quote)
    let course = SyntheticCourse(
      basePriceTicks: row.ticks, quantityFactor: row.factor, isMajor: row.major, firstDay: first,
      path: isPaidInMoney ? row.base : listing.symbol, swingPercent: row.swing, stopTimeMilliseconds: stop)
    return (listing, course)
  }

  private static func permissions(_ row: Row) -> [String] {
    let groups = [
      "TRD_GRP_004", "TRD_GRP_005", "TRD_GRP_006", "TRD_GRP_009", "TRD_GRP_010", "TRD_GRP_011", "TRD_GRP_012",
      "TRD_GRP_013",
    ]
    return (row.margin ? ["SPOT", "MARGIN"] : ["SPOT"]) + groups
  }
}
