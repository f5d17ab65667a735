extension RequestCall {
  /// The order tools: orders that rest far from the market, some that are filled, and cancels of what there
  /// is not, since the request of those is the same.
  static let trading: [RequestCall] =
    (plain + tests + replacements + lists + cancels + futures).map { RequestCall(.trading, $0, $1) }

  private static let plain: [(String, String)] = [
    ("trading_status", "{}"),
    (
      "create_order",
      #"{"symbol":"btc/usdt","side":"BUY","type":"LIMIT","quantity":"0.001","price":"50000","#
        + #""idempotency_key":"first"}"#
    ),
    (
      "create_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.00123456","price":"50000.123","#
        + #""adjust":"round_down","allow_duplicate":true,"time_in_force":"FOK"}"#
    ), ("create_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quote_quantity":50}"#),
    // More than stands at the best price: the book is asked for.
    ("create_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"2"}"#),
    (
      "create_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"TAKE_PROFIT_LIMIT","quantity":"0.5","price":"90000.10","#
        + #""stop_price":"89999.9","trailing_delta":150,"time_in_force":"GTC","iceberg_quantity":"0.1","#
        + #""self_trade_prevention":"EXPIRE_BOTH"}"#
    ),
    (
      "create_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.001","#
        + #""peg_price_type":"PRIMARY_PEG","peg_offset_levels":3}"#
    ),
  ]

  private static let tests: [(String, String)] = [
    ("test_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.001"}"#),
    (
      "test_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quote_quantity":"50","compute_commission":true}"#
    ),
    (
      "test_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"STOP_LOSS_LIMIT","quantity":"0.5","price":"40000","#
        + #""stop_price":"41000","trailing_delta":200,"time_in_force":"GTC","iceberg_quantity":"0.1","#
        + #""self_trade_prevention":"NONE"}"#
    ),
    (
      "test_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"LIMIT_MAKER","quantity":"0.001","#
        + #""peg_price_type":"PRIMARY_PEG","peg_offset_levels":1}"#
    ),
  ]

  private static let replacements: [(String, String)] = [
    (
      "replace_order",
      #"{"symbol":"BTCUSDT","cancel_order_id":28,"side":"BUY","type":"LIMIT","quantity":"0.001","#
        + #""price":"49000","time_in_force":"GTC","self_trade_prevention":"EXPIRE_TAKER"}"#
    ),
    (
      "replace_order",
      #"{"symbol":"BTCUSDT","cancel_client_order_id":"a-1","mode":"ALLOW_FAILURE","#
        + #""restriction":"ONLY_NEW","side":"SELL","type":"STOP_LOSS_LIMIT","quantity":"0.123456","#
        + #""price":"40000","stop_price":"41000","trailing_delta":200,"iceberg_quantity":"0.02","#
        + #""adjust":"round_down","allow_duplicate":true}"#
    ),
    (
      "replace_order",
      #"{"symbol":"BTCUSDT","cancel_order_id":28,"side":"BUY","type":"MARKET","quote_quantity":"60","#
        + #""idempotency_key":"second"}"#
    ),
    (
      "replace_order",
      #"{"symbol":"BTCUSDT","cancel_order_id":28,"side":"BUY","type":"LIMIT","quantity":"0.001","#
        + #""peg_price_type":"PRIMARY_PEG","peg_offset_levels":2}"#
    ),
    // Of orders with a trigger the exchange takes five on a pair.
    ("cancel_all_orders", #"{"symbol":"BTCUSDT"}"#),
  ]

  private static let lists: [(String, String)] = [
    (
      "create_order_list",
      #"{"kind":"OCO","symbol":"BTCUSDT","side":"SELL","quantity":"0.001","above_type":"LIMIT_MAKER","#
        + #""above_price":"90000","below_type":"STOP_LOSS_LIMIT","below_stop_price":"48000","#
        + #""below_price":"47900","below_time_in_force":"GTC","idempotency_key":"third"}"#
    ),
    (
      "create_order_list",
      #"{"kind":"OCO","symbol":"BTCUSDT","side":"BUY","quantity":"0.00123456","#
        + #""above_type":"STOP_LOSS_LIMIT","above_stop_price":"90000","above_price":"90100","#
        + #""above_trailing_delta":300,"above_time_in_force":"FOK","below_type":"TAKE_PROFIT","#
        + #""below_stop_price":"48000","below_trailing_delta":200,"adjust":"round_down","#
        + #""allow_duplicate":true}"#
    ),
    (
      "create_order_list",
      #"{"kind":"OTO","symbol":"BTCUSDT","working_type":"LIMIT","working_side":"BUY","#
        + #""working_quantity":"0.001","working_price":"49000","working_time_in_force":"GTC","#
        + #""pending_type":"TAKE_PROFIT_LIMIT","pending_side":"SELL","pending_quantity":"0.001","#
        + #""pending_price":"91000","pending_stop_price":"90000","pending_trailing_delta":150,"#
        + #""pending_time_in_force":"GTC"}"#
    ),
    (
      "create_order_list",
      #"{"kind":"OTOCO","symbol":"BTCUSDT","working_type":"LIMIT_MAKER","working_side":"BUY","#
        + #""working_quantity":"0.001","working_price":"49000","pending_side":"SELL","#
        + #""pending_quantity":"0.001","above_type":"LIMIT_MAKER","above_price":"90000","#
        + #""below_type":"STOP_LOSS","below_stop_price":"45000","self_trade_prevention":"NONE"}"#
    ),
  ]

  private static let cancels: [(String, String)] = [
    ("cancel_order", #"{"symbol":"BTCUSDT","order_id":28}"#),
    ("cancel_order", #"{"symbol":"BTCUSDT","client_order_id":"a-1","restriction":"ONLY_NEW"}"#),
    ("cancel_order_list", #"{"symbol":"BTCUSDT","order_list_id":1929}"#),
    ("cancel_order_list", #"{"symbol":"BTCUSDT","list_client_order_id":"l"}"#),
    ("cancel_all_orders", #"{"symbol":"BTCUSDT"}"#),
    ("cancel_all_orders", #"{"symbol":"BTCUSDT","market":"futures"}"#),
    ("cancel_all_orders", #"{"symbol":"BTCUSDT","market":"futures_conditional"}"#),
  ]

  private static let futures: [(String, String)] = [
    ("set_leverage", #"{"symbol":"BTCUSDT","leverage":3}"#),
    (
      "create_futures_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.002","price":"50000","#
        + #""time_in_force":"GTD","good_till_date":4102444800000,"position_side":"BOTH","#
        + #""self_trade_prevention":"EXPIRE_TAKER","idempotency_key":"fourth"}"#
    ),
    (
      "create_futures_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"STOP","quantity":"0.0021","price":"90000","#
        + #""stop_price":"89000","working_type":"MARK_PRICE","price_protect":true,"reduce_only":false,"#
        + #""adjust":"round_down","allow_duplicate":true}"#
    ),
    (
      "create_futures_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"TRAILING_STOP_MARKET","quantity":"0.002","#
        + #""activate_price":"60000","callback_rate":"1"}"#
    ), ("create_futures_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"20"}"#),
    (
      "create_futures_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"STOP_MARKET","stop_price":"45000","close_position":true}"#
    ), ("cancel_futures_order", #"{"symbol":"BTCUSDT","order_id":22542179}"#),
    ("cancel_futures_order", #"{"symbol":"BTCUSDT","client_order_id":"x"}"#),
    ("cancel_futures_order", #"{"symbol":"BTCUSDT","algo_id":2146760}"#),
    ("cancel_futures_order", #"{"symbol":"BTCUSDT","client_algo_id":"y"}"#),
    (
      "close_position",
      #"{"symbol":"BTCUSDT","position_side":"BOTH","idempotency_key":"fifth","allow_duplicate":false}"#
    ), ("create_futures_order", #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.003"}"#),
    ("trading_status", #"{"recent":5}"#),
  ]
}
