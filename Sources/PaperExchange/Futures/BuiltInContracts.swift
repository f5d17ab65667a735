import PaperCore

/// The perpetual contracts that the paper exchange lists by itself, on symbols that its spot side lists too.
enum BuiltInContracts {
  /// One row of the table; amounts are units of 10⁻⁸.
  private struct Row {
    var base: String
    var tick: Int
    var step: Int
    var priceDecimals: Int
    var quantityDecimals: Int
    /// Highest price, whole.
    var priceMax: Int
    /// Largest limit and market order, whole.
    var lotMax: Int
    var marketLotMax: Int
    /// Whole.
    var minNotional: Int
    /// Percent that a price may be away from the mark price.
    var band: Int
    var subType: String
    var listed: (Int, Int, Int)
    /// Whole units of the base asset.
    var openInterest: Int
    var isMajor = false
  }

  private static let rows: [Row] = [
    Row(
      base: "BTC", tick: 1_000_000, step: 100_000, priceDecimals: 2, quantityDecimals: 3,
      priceMax: 4_529_764, lotMax: 1_000, marketLotMax: 120, minNotional: 100, band: 5, subType: "PoW",
      listed: (2019, 9, 8), openInterest: 82_000, isMajor: true),
    Row(
      base: "ETH", tick: 1_000_000, step: 100_000, priceDecimals: 2, quantityDecimals: 3,
      priceMax: 306_177, lotMax: 10_000, marketLotMax: 2_000, minNotional: 20, band: 5, subType: "Layer-1",
      listed: (2019, 11, 27), openInterest: 1_900_000, isMajor: true),
    Row(
      base: "XRP", tick: 10_000, step: 10_000_000, priceDecimals: 4, quantityDecimals: 1,
      priceMax: 100_000, lotMax: 10_000_000, marketLotMax: 2_000_000, minNotional: 5, band: 5,
      subType: "Payment", listed: (2020, 1, 6), openInterest: 260_000_000),
    Row(
      base: "LINK", tick: 100_000, step: 1_000_000, priceDecimals: 3, quantityDecimals: 2,
      priceMax: 100_000, lotMax: 200_000, marketLotMax: 20_000, minNotional: 20, band: 10,
      subType: "Infrastructure", listed: (2020, 1, 17), openInterest: 14_000_000),
    Row(
      base: "ADA", tick: 10_000, step: 100_000_000, priceDecimals: 4, quantityDecimals: 0,
      priceMax: 100_000, lotMax: 2_000_000, marketLotMax: 300_000, minNotional: 5, band: 10,
      subType: "Layer-1", listed: (2020, 1, 31), openInterest: 150_000_000),
    Row(
      base: "BNB", tick: 1_000_000, step: 1_000_000, priceDecimals: 2, quantityDecimals: 2,
      priceMax: 100_000, lotMax: 100_000, marketLotMax: 2_000, minNotional: 5, band: 10,
      subType: "Layer-1", listed: (2020, 2, 10), openInterest: 560_000),
    Row(
      base: "DOGE", tick: 1_000, step: 100_000_000, priceDecimals: 5, quantityDecimals: 0, priceMax: 30,
      lotMax: 50_000_000, marketLotMax: 30_000_000, minNotional: 5, band: 10, subType: "Meme",
      listed: (2020, 7, 10), openInterest: 1_400_000_000),
    Row(
      base: "SOL", tick: 1_000_000, step: 1_000_000, priceDecimals: 2, quantityDecimals: 2, priceMax: 9_469,
      lotMax: 1_000_000, marketLotMax: 80_000, minNotional: 5, band: 5, subType: "Layer-1",
      listed: (2020, 9, 14), openInterest: 9_500_000),
  ]

  /// The risk table of the two largest: 125 times.
  private static let majorBrackets = LeverageBracket.table([
    (125, 50_000, 400_000), (100, 600_000, 500_000), (75, 3_000_000, 650_000), (50, 12_000_000, 1_000_000),
    (25, 70_000_000, 2_000_000), (20, 100_000_000, 2_500_000), (10, 230_000_000, 5_000_000),
    (5, 480_000_000, 10_000_000), (4, 600_000_000, 12_500_000), (3, 800_000_000, 15_000_000),
    (2, 1_200_000_000, 25_000_000), (1, 1_800_000_000, 50_000_000),
  ])

  /// The risk table of the others: 75 times.
  private static let otherBrackets = LeverageBracket.table([
    (75, 10_000, 650_000), (50, 80_000, 1_000_000), (40, 300_000, 1_500_000), (25, 1_000_000, 2_000_000),
    (20, 2_000_000, 2_500_000), (10, 8_000_000, 5_000_000), (5, 12_000_000, 10_000_000),
    (4, 20_000_000, 12_500_000), (2, 40_000_000, 25_000_000), (1, 60_000_000, 50_000_000),
  ])

  /// All of them, in the order in which `exchangeInfo` lists them.
  static let all: [FuturesContract] = rows.map(contract)

  /// The risk table of a contract that a recording lists, which does not say its own.
  static func brackets(of symbol: String) -> [LeverageBracket] {
    symbol == "BTCUSDT" || symbol == "ETHUSDT" ? majorBrackets : otherBrackets
  }

  private static func contract(_ row: Row) -> FuturesContract {
    let whole = AmountScale.unitsPerWhole
    let first = CivilDate(year: row.listed.0, month: row.listed.1, day: row.listed.2).dayNumber
    return FuturesContract(
      symbol: row.base + "USDT", pair: row.base + "USDT", status: .trading, baseAsset: row.base,
      quoteAsset: "USDT", marginAsset: "USDT", onboardMilliseconds: first * CivilDate.dayMilliseconds,
      pricePrecision: row.priceDecimals, quantityPrecision: row.quantityDecimals, tickUnits: row.tick,
      priceTicksMin: 10, priceTicksMax: row.priceMax * (whole / row.tick), stepUnits: row.step,
      lotSteps: 1...(row.lotMax * whole / row.step),
      marketLotSteps: 1...(row.marketLotMax * whole / row.step),
      orderCountMax: 200, algoOrderCountMax: 10, notionalUnitsMin: row.minNotional * whole,
      multiplierUp: whole + whole / 100 * row.band, multiplierDown: whole - whole / 100 * row.band,
      triggerProtect: 5_000_000, liquidationFee: row.isMajor ? 1_250_000 : 1_500_000,
      marketTakeBound: whole / 100 * row.band, underlyingSubTypes: [row.subType], fundingIntervalHours: 8,
      fundingRateMax: row.isMajor ? 300_000 : 2_000_000,
      openInterestSteps: row.openInterest * (whole / row.step), brackets: brackets(of: row.base + "USDT"))
  }
}
