/// The endpoints served: path, parameters, weight. All are `GET` and need no key (rest-api.md, "General" and
/// "Market Data endpoints").
public enum Endpoint: String, Sendable, CaseIterable {
  case ping = "/api/v3/ping"
  case time = "/api/v3/time"
  case exchangeInfo = "/api/v3/exchangeInfo"
  case depth = "/api/v3/depth"
  case trades = "/api/v3/trades"
  case historicalTrades = "/api/v3/historicalTrades"
  case aggTrades = "/api/v3/aggTrades"
  case klines = "/api/v3/klines"
  case uiKlines = "/api/v3/uiKlines"
  case avgPrice = "/api/v3/avgPrice"
  case tickerDay = "/api/v3/ticker/24hr"
  case tradingDay = "/api/v3/ticker/tradingDay"
  case price = "/api/v3/ticker/price"
  case bookTicker = "/api/v3/ticker/bookTicker"
  case rollingWindow = "/api/v3/ticker"

  /// The parameters it reads, in the documents' order.
  public var parameters: [Parameter] {
    switch self {
    case .ping, .time: []
    case .exchangeInfo:
      [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("permissions", .text),
        Parameter("showPermissionSets", .boolean), Parameter("symbolStatus", .symbolStatus),
      ]
    case .depth:
      [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("limit", .integer),
        Parameter("symbolStatus", .symbolStatus),
      ]
    case .trades: [Parameter("symbol", .symbol, isMandatory: true), Parameter("limit", .integer)]
    case .historicalTrades:
      [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("limit", .integer),
        Parameter("fromId", .integer),
      ]
    case .aggTrades:
      [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("fromId", .integer),
        Parameter("startTime", .integer), Parameter("endTime", .integer), Parameter("limit", .integer),
      ]
    case .klines, .uiKlines:
      [
        Parameter("symbol", .symbol, isMandatory: true), Parameter("interval", .text, isMandatory: true),
        Parameter("startTime", .integer), Parameter("endTime", .integer), Parameter("timeZone", .text),
        Parameter("limit", .integer),
      ]
    case .avgPrice: [Parameter("symbol", .symbol, isMandatory: true)]
    case .tickerDay:
      [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("type", .tickerType),
        Parameter("symbolStatus", .symbolStatus),
      ]
    case .tradingDay:
      [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("timeZone", .text),
        Parameter("type", .tickerType), Parameter("symbolStatus", .symbolStatus),
      ]
    case .price, .bookTicker:
      [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols),
        Parameter("symbolStatus", .symbolStatus),
      ]
    case .rollingWindow:
      [
        Parameter("symbol", .symbol), Parameter("symbols", .symbols), Parameter("windowSize", .text),
        Parameter("type", .tickerType), Parameter("symbolStatus", .symbolStatus),
      ]
    }
  }

  /// What a request weighs. A request that turns out to be wrong weighs as much as a right one.
  func weight(of query: CheckedQuery) -> Int {
    switch self {
    case .ping, .time: return 1
    case .exchangeInfo: return 20
    case .depth:
      return switch query.integerIfValid("limit") ?? 100 {
      case ...100: 5
      case ...500: 25
      case ...1_000: 50
      default: 250
      }
    case .trades, .historicalTrades: return 25
    case .aggTrades: return 4
    case .klines, .uiKlines, .avgPrice: return 2
    case .tickerDay:
      guard query["symbol"] == nil else { return 2 }
      return switch query.symbolCount {
      case nil: 80
      case .some(...20): 2
      case .some(...100): 40
      default: 80
      }
    case .price, .bookTicker: return query["symbol"] == nil ? 4 : 2
    case .tradingDay, .rollingWindow: return min(200, 4 * max(1, query.symbolCount ?? 1))
    }
  }
}
