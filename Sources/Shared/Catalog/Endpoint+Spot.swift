/// The spot endpoints of the market tools, with weights from the exchange's "Market Data endpoints" and
/// "General endpoints" documents.
extension Endpoint {
  /// Latest price of one, several or all symbols.
  public static let tickerPrice = Endpoint(
    api: .spot, path: "/api/v3/ticker/price",
    weight: .bySymbolCount(one: 2, upTo: [.init(upTo: .max, weight: 4)], all: 4))
  /// Best bid and ask of one, several or all symbols.
  public static let bookTicker = Endpoint(
    api: .spot, path: "/api/v3/ticker/bookTicker",
    weight: .bySymbolCount(one: 2, upTo: [.init(upTo: .max, weight: 4)], all: 4))
  /// Statistics of the last 24 hours.
  public static let ticker24Hours = Endpoint(
    api: .spot, path: "/api/v3/ticker/24hr",
    weight: .bySymbolCount(
      one: 2,
      upTo: [
        .init(upTo: 20, weight: 2), .init(upTo: 100, weight: 40), .init(upTo: .max, weight: 80),
      ],
      all: 80))
  /// Statistics of the running trading day.
  public static let tickerTradingDay = Endpoint(
    api: .spot, path: "/api/v3/ticker/tradingDay", weight: .perSymbol(each: 4, max: 200))
  /// Statistics of a window of 1 minute to 7 days.
  public static let tickerRolling = Endpoint(
    api: .spot, path: "/api/v3/ticker", weight: .perSymbol(each: 4, max: 200))
  /// The order book.
  public static let depth = Endpoint(
    api: .spot, path: "/api/v3/depth",
    weight: .byLimit([
      .init(upTo: 100, weight: 5), .init(upTo: 500, weight: 25), .init(upTo: 1000, weight: 50),
      .init(upTo: 5000, weight: 250),
    ]))
  /// Symbols, their states and their filters.
  public static let exchangeInfo = Endpoint(
    api: .spot, path: "/api/v3/exchangeInfo", weight: .fixed(20))
  /// Candles.
  public static let klines = Endpoint(api: .spot, path: "/api/v3/klines", weight: .fixed(2))
  /// The latest trades.
  public static let trades = Endpoint(api: .spot, path: "/api/v3/trades", weight: .fixed(25))
  /// Trades from a trade id on.
  public static let historicalTrades = Endpoint(
    api: .spot, path: "/api/v3/historicalTrades", weight: .fixed(25))
  /// Trades of one order at one price and time, as one row.
  public static let aggregateTrades = Endpoint(
    api: .spot, path: "/api/v3/aggTrades", weight: .fixed(4))
  /// Average price of the last minutes.
  public static let averagePrice = Endpoint(
    api: .spot, path: "/api/v3/avgPrice", weight: .fixed(2))
  /// The exchange's clock.
  public static let time = Endpoint(api: .spot, path: "/api/v3/time", weight: .fixed(1))
}
