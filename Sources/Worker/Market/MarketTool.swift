/// The tools this module answers; a test holds that they are exactly the catalog's tools of the market role.
public enum MarketTool: String, Sendable, CaseIterable {
  case tickerPrice = "get_ticker_price"
  case ticker = "get_ticker"
  case bookTicker = "get_book_ticker"
  case averagePrice = "get_average_price"
  case orderBook = "get_order_book"
  case availableAssets = "get_available_assets"
  case symbolRules = "get_symbol_rules"
  case klines = "get_klines"
  case recentTrades = "get_recent_trades"
  case historicalTrades = "get_historical_trades"
  case aggregateTrades = "get_aggregate_trades"
  case serverTime = "get_server_time"
  case markPrice = "get_mark_price"
  case fundingRate = "get_funding_rate"
  case openInterest = "get_open_interest"
}
