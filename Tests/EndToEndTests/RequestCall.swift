import Foundation

/// One call of a tool whose requests are recorded.
struct RequestCall: Sendable {
  /// Whose tool it is.
  enum Role: String, Sendable {
    case supervisor
    case market
    case account
    case trading
  }

  let role: Role
  let tool: String
  /// Its arguments as JSON; fixed, so that what is sent is fixed too.
  let text: String

  init(_ role: Role, _ tool: String, _ text: String) {
    (self.role, self.tool, self.text) = (role, tool, text)
  }

  var arguments: [String: Any] { ParsedJSON.object(Data(text.utf8)) ?? [:] }

  /// All of them, in the order in which they are made: there is something in the account when it is read.
  static let all = market + trading + account + [RequestCall(.supervisor, "server_status", "{}")]

  private static let market: [RequestCall] = [
    ("get_available_assets", #"{"quote":"USDT","base":"BTC","status":"TRADING","limit":2}"#),
    ("get_available_assets", #"{"permission":"SPOT","text":"DOGE","cursor":"AAA"}"#),
    ("get_symbol_rules", #"{"symbol":"BTC-USDT"}"#), ("get_server_time", "{}"),
    ("get_ticker_price", #"{"symbol":"btc/usdt"}"#),
    ("get_ticker_price", #"{"symbols":["BTCUSDT","ETHUSDT"]}"#),
    ("get_ticker_price", #"{"limit":2,"cursor":"BTCUSDT"}"#), ("get_ticker_price", #"{"symbol":"币安人生USDT"}"#),
    ("get_ticker", #"{"symbol":"BTCUSDT"}"#), ("get_ticker", #"{"symbol":"BTCUSDT","window":"4h"}"#),
    ("get_ticker", #"{"symbols":"BTCUSDT,ETHUSDT","window":"trading_day","time_zone":"-1:00"}"#),
    ("get_ticker", #"{"symbol":"BTCUSDT","detail":"mini"}"#),
    ("get_book_ticker", #"{"symbol":"BTCUSDT"}"#),
    ("get_book_ticker", #"{"symbols":["BTCUSDT","1INCHUSDT"]}"#),
    ("get_book_ticker", #"{"limit":1,"cursor":"BTCUSDT"}"#), ("get_average_price", #"{"symbol":"BTCUSDT"}"#),
    ("get_order_book", #"{"symbol":"BTCUSDT","limit":7}"#),
    ("get_order_book", #"{"symbol":"BTCUSDT","distance_percent":"0.5"}"#),
    ("get_klines", #"{"symbol":"BTCUSDT","interval":"1h","limit":3,"detail":"ohlcv"}"#),
    (
      "get_klines",
      #"{"symbol":"BTCUSDT","interval":"1M","start_time":1723075200000,"end_time":1730000000000,"#
        + #""time_zone":"5:45"}"#
    ),
    ("get_recent_trades", #"{"symbol":"BTCUSDT","limit":2}"#),
    ("get_historical_trades", #"{"symbol":"BTCUSDT","from_id":28457,"limit":2}"#),
    ("get_aggregate_trades", #"{"symbol":"BTCUSDT","from_id":26129,"limit":2}"#),
    ("get_aggregate_trades", #"{"symbol":"BTCUSDT","start_time":1723075200000,"end_time":1723075260000}"#),
    ("get_mark_price", #"{"symbol":"BTCUSDT"}"#), ("get_mark_price", #"{"limit":1,"cursor":"BTCUSDT"}"#),
    ("get_funding_rate", #"{"symbol":"BTCUSDT","limit":3}"#),
    ("get_funding_rate", #"{"start_time":1723075200000,"end_time":1723161600000}"#),
    ("get_open_interest", #"{"symbol":"BTCUSDT"}"#),
  ].map { RequestCall(.market, $0, $1) }

  private static let account: [RequestCall] =
    [
      ("get_balance", "{}"), ("get_balance", #"{"quote":"eur","limit":2,"cursor":"BNB"}"#),
      ("get_balance", #"{"wallet":"funding","asset":"usdt"}"#), ("get_balance", #"{"wallet":"futures"}"#),
      ("get_balance", #"{"wallet":"all"}"#), ("get_balance", #"{"wallet":"all","quote":"USDT"}"#),
      ("get_position_info", "{}"), ("get_position_info", #"{"symbol":"BTCUSDT","limit":5,"offset":1}"#),
      (
        "get_pnl",
        #"{"symbol":"BTCUSDT","income_type":"funding_fee","start_time":1723075200000,"page":3,"by":"day"}"#
      ), ("get_pnl", #"{"start_time":1723075200000,"end_time":1723161600000}"#),
      ("get_open_orders", "{}"), ("get_open_orders", #"{"symbol":"btc/usdt","limit":5,"offset":1}"#),
      ("get_open_orders", #"{"market":"futures","symbol":"BTCUSDT"}"#),
      ("get_order", #"{"symbol":"BTCUSDT","order_id":28}"#),
      ("get_order", #"{"symbol":"BTCUSDT","client_order_id":"a:b/c"}"#),
      ("get_order", #"{"symbol":"BTCUSDT","order_id":28,"market":"futures"}"#),
      ("get_order", #"{"symbol":"BTCUSDT","client_order_id":"x","market":"futures","conditional":true}"#),
      ("get_orders", #"{"symbol":"BTCUSDT"}"#),
      ("get_orders", #"{"symbol":"BTCUSDT","start_time":1723075200000,"end_time":1723161600000,"limit":5}"#),
      ("get_orders", #"{"symbol":"BTCUSDT","market":"futures","order_id":7}"#),
      ("get_orders", #"{"symbol":"BTCUSDT","market":"futures","conditional":true,"order_id":3}"#),
      ("get_my_trades", #"{"symbol":"BTCUSDT","order_id":7}"#),
      ("get_my_trades", #"{"symbol":"BTCUSDT","from_id":9,"limit":500}"#),
      (
        "get_my_trades",
        #"{"symbol":"BTCUSDT","market":"futures","start_time":1723075200000,"end_time":1723161600000}"#
      ), ("get_order_rate_limits", "{}"), ("get_order_rate_limits", #"{"market":"futures"}"#),
      ("get_fee_info", #"{"symbol":"BTCUSDT"}"#), ("get_fee_info", #"{"limit":2,"cursor":"BTCUSDT"}"#),
      ("get_fee_info", #"{"symbol":"BTCUSDT","market":"futures"}"#),
      ("get_liquidation_history", #"{"symbol":"BTCUSDT","type":"ADL","limit":9}"#),
      ("get_liquidation_history", #"{"start_time":1723075200000,"end_time":1723161600000}"#),
    ].map { RequestCall(.account, $0, $1) } + wallet

  /// What the wallet interface has, which the testnet has not.
  private static let wallet: [RequestCall] = [
    ("get_account_snapshot", #"{"type":"futures","days":3,"limit":9}"#),
    ("get_account_snapshot", #"{"start_time":1723075200000,"end_time":1723161600000}"#),
    (
      "get_deposit_history",
      #"{"asset":"usdt","status":"credited","transaction_id":"0xab","offset":20,"limit":5}"#
    ), ("get_deposit_history", #"{"start_time":1723075200000,"end_time":1723161600000}"#),
    (
      "get_withdraw_history",
      #"{"asset":"USDT","status":"completed","withdraw_order_id":"w-1","limit":5,"offset":2}"#
    ), ("get_withdraw_history", #"{"start_time":1723075200000,"end_time":1723161600000}"#),
    ("get_deposit_address", #"{"asset":"btc","network":"lightning","amount":"0.00000010"}"#),
    (
      "get_universal_transfer_history",
      #"{"type":"main_umfuture","start_time":1723075200000,"end_time":1723161600000,"page":2,"limit":9}"#
    ),
    (
      "get_universal_transfer_history",
      #"{"type":"ISOLATEDMARGIN_ISOLATEDMARGIN","from_symbol":"BTCUSDT","to_symbol":"ethusdt"}"#
    ),
  ].map { RequestCall(.account, $0, $1) }
}
