/// Orders: what the exchange says before its matching engine sees one (-1013 and its neighbours), and what
/// the engine says (-2010, -2011), by the words of the documents' lists.
extension ExchangeErrorMeaning {
  static func order(_ code: Int, _ message: String) -> ExchangeErrorMeaning? {
    switch code {
    case -1013: return filter(message) ?? rejections[key(message)] ?? brokenRule
    case -2010:
      return rejections[key(message)] ?? refusal("the exchange rejected the order", readMessage)
    case -2011:
      return rejections[key(message)]
        ?? refusal(
          "the exchange rejected the cancel",
          "Look at the order with get_order; it may be filled or cancelled already.")
    case -2013:
      return refusal(
        "the exchange knows no such order",
        "Check symbol, market and id; get_open_orders and get_orders list the orders there are.")
    case -2026:
      return refusal("the order is archived", "Orders without a fill are gone after 90 days.")
    case -2021:
      return refusal(
        "one half of the replacement was carried out and the other was not",
        "Look at both orders with get_order before doing anything else.")
    case -2022:
      return refusal(
        "the replacement failed: the old order was not cancelled and no new one was placed",
        "Look at the old order with get_order; it may be filled or cancelled already.")
    default: return nil
    }
  }

  private static let brokenRule = argument(
    "the order breaks a rule of its symbol",
    "get_symbol_rules shows the rules; details.exchange_message names the one.")

  /// A documented message without its last stop, which the documents set or leave out at random.
  private static func key(_ message: String) -> String {
    message.hasSuffix(".") ? String(message.dropLast()) : message
  }

  /// "Filter failure: PRICE_FILTER".
  private static func filter(_ message: String) -> ExchangeErrorMeaning? {
    let prefix = "Filter failure: "
    guard message.hasPrefix(prefix) else { return nil }
    return filters[String(message.dropFirst(prefix.count))]
  }

  private static let rules = "get_symbol_rules shows the limits of this symbol with numbers."

  /// The filters of "Filter failures", by name.
  private static let filters: [String: ExchangeErrorMeaning] = [
    "PRICE_FILTER": argument(
      "the price is too high, too low or not a whole number of price ticks (PRICE_FILTER)", rules),
    "PERCENT_PRICE": argument(
      "the price is too far from the average price of the last minutes (PERCENT_PRICE)",
      "Use a price nearer to get_average_price; get_symbol_rules shows how far is allowed."),
    "PERCENT_PRICE_BY_SIDE": argument(
      "the price is too far from the average price for this side (PERCENT_PRICE_BY_SIDE)",
      "Use a price nearer to get_average_price; get_symbol_rules shows how far is allowed."),
    "LOT_SIZE": argument(
      "the quantity is too small, too large or not a whole number of steps (LOT_SIZE)", rules),
    "MARKET_LOT_SIZE": argument(
      "the quantity of a market order is too small, too large or no whole number of steps (MARKET_LOT_SIZE)",
      rules),
    "MIN_NOTIONAL": argument("price times quantity is too little (MIN_NOTIONAL)", rules),
    "NOTIONAL": argument("price times quantity is too little or too much (NOTIONAL)", rules),
    "ICEBERG_PARTS": argument(
      "the iceberg order would break into too many parts (ICEBERG_PARTS)",
      "Use a larger iceberg quantity or none; " + rules),
    "MAX_POSITION": refusal(
      "the account would hold more of the base asset than is allowed (MAX_POSITION)",
      "Buy less, or cancel open buy orders of this symbol; " + rules),
    "MAX_NUM_ORDERS": tooMany("orders on this symbol (MAX_NUM_ORDERS)"),
    "MAX_NUM_ALGO_ORDERS": tooMany("stop and take-profit orders on this symbol (MAX_NUM_ALGO_ORDERS)"),
    "MAX_NUM_ICEBERG_ORDERS": tooMany("iceberg orders on this symbol (MAX_NUM_ICEBERG_ORDERS)"),
    "MAX_NUM_ORDER_AMENDS": refusal(
      "this order was amended too often (MAX_NUM_ORDER_AMENDS)", "Replace it with replace_order instead."),
    "MAX_NUM_ORDER_LISTS": tooMany("order lists on this symbol (MAX_NUM_ORDER_LISTS)"),
    "TRAILING_DELTA": argument("the trailing delta is out of the symbol's range (TRAILING_DELTA)", rules),
    "EXCHANGE_MAX_NUM_ORDERS": tooMany("orders in all (EXCHANGE_MAX_NUM_ORDERS)"),
    "EXCHANGE_MAX_NUM_ALGO_ORDERS": tooMany("stop orders in all (EXCHANGE_MAX_NUM_ALGO_ORDERS)"),
    "EXCHANGE_MAX_NUM_ICEBERG_ORDERS": tooMany("iceberg orders in all (EXCHANGE_MAX_NUM_ICEBERG_ORDERS)"),
    "EXCHANGE_MAX_NUM_ORDER_LISTS": tooMany("order lists in all (EXCHANGE_MAX_NUM_ORDER_LISTS)"),
  ]

  private static func tooMany(_ what: String) -> ExchangeErrorMeaning {
    refusal(
      "the account has too many open \(what)", "Cancel some of them first; get_open_orders lists them.")
  }

  private static func unsupported(_ what: String) -> ExchangeErrorMeaning {
    argument("\(what) are not possible on this symbol", "get_symbol_rules lists the order types it takes.")
  }

  private static func thin(_ rule: String) -> ExchangeErrorMeaning {
    .init(
      .binanceAPIError, "the book holds too little for this market order (\(rule))",
      "Use a limit order or a smaller amount, or come back later.", isRetryable: true)
  }

  private static let banned = refusal(
    "the exchange does not let this account do this", askSupport)

  /// "Messages for -1010 ERROR_MSG_RECEIVED, -2010 NEW_ORDER_REJECTED, and -2011 CANCEL_REJECTED".
  private static let rejections: [String: ExchangeErrorMeaning] = balanceAndPrice.merging(types) { one, _ in
    one
  }

  private static let balanceAndPrice: [String: ExchangeErrorMeaning] = [
    "Unknown order sent": refusal(
      "the exchange has no such order open",
      "Look at it with get_order: it may be filled, cancelled or of another symbol."),
    "Duplicate order sent": refusal(
      "an order with this client order id is open already",
      "Look at that order with get_order; leave the id out to place another one."),
    "Market is closed": refusal(
      "the symbol does not trade at the moment", "get_symbol_rules shows its status; come back later."),
    "Account has insufficient balance for requested action": refusal(
      "the account's free balance is too small for this order",
      "get_balance shows what is free; use a smaller quantity, or cancel orders that lock funds."),
    "Price * QTY is zero or less": argument("price times quantity is too little", rules),
    "IcebergQty exceeds QTY": argument(
      "the iceberg quantity is more than the quantity", "Use an iceberg quantity below the quantity."),
    "This action is disabled on this account": banned,
    "This account may not place or cancel orders": banned,
    "This symbol is not permitted for this account": banned,
    "This symbol is restricted for this account": banned,
    "Rest API trading is not enabled": banned,
    "WebSocket API trading is not enabled": banned,
    "FIX API trading is not enabled": banned,
    "Unsupported order combination": badCombination,
    "Order would trigger immediately": argument(
      "the order would trigger at once: its stop price is on the wrong side of the last price",
      "Compare the stop price with get_ticker_price, or place the order without one."),
    "Cancel order is invalid. Check origClOrdId and orderId": argument(
      "the cancel names no order", "Give order_id or client_order_id."),
    "Order would immediately match and take": argument(
      "the order would trade at once, and so would not be a maker (LIMIT_MAKER)",
      "Use a price on your own side of get_book_ticker, or the type LIMIT."),
    "The relationship of the prices for the orders is not correct": argument(
      "the prices of the order list are not on the right sides of the last price",
      "Sell: stop below the last price, limit above; buy: the other way round."),
    "Order was not canceled due to cancel restrictions": refusal(
      "the order was not cancelled: it is not in the state that the cancel is limited to",
      "Look at it with get_order; cancel it without the restriction if it is still open."),
    "The requested action would change no state; rejecting": argument(
      "the change would change nothing", "Use another value."),
    "Order amend (quantity increase) is not supported": argument(
      "an amended order's quantity can only become smaller",
      "Use a smaller quantity, or replace the order with replace_order."),
    "Order book liquidity is less than `LOT_SIZE` filter minimum quantity": thin("LOT_SIZE"),
    "Order book liquidity is less than LOT_SIZE filter minimum quantity": thin("LOT_SIZE"),
    "Order book liquidity is less than `MARKET_LOT_SIZE` filter minimum quantity": thin("MARKET_LOT_SIZE"),
    "Order book liquidity is less than MARKET_LOT_SIZE filter minimum quantity": thin("MARKET_LOT_SIZE"),
    "Order book liquidity is less than symbol minimum quantity": thin("no orders on the other side"),
    "Order book liquidity is too low for this pegged order": thin("no price to peg to"),
  ]

  private static let types: [String: ExchangeErrorMeaning] = [
    "Market orders are not supported for this symbol": unsupported("market orders"),
    "Iceberg orders are not supported for this symbol": unsupported("iceberg orders"),
    "Stop loss orders are not supported for this symbol": unsupported("STOP_LOSS orders"),
    "Stop loss limit orders are not supported for this symbol": unsupported("STOP_LOSS_LIMIT orders"),
    "Take profit orders are not supported for this symbol": unsupported("TAKE_PROFIT orders"),
    "Take profit limit orders are not supported for this symbol": unsupported("TAKE_PROFIT_LIMIT orders"),
    "Order amend is not supported for this symbol": unsupported("amendments"),
    "Order amend (pending OPO order) is not supported": unsupported("amendments of pending orders"),
    "OCO orders are not supported for this symbol": unsupported("OCO lists"),
    "OPO orders are not supported for this symbol": unsupported("OPO lists"),
    "Quote order qty market orders are not support for this symbol": unsupported(
      "market orders by quote amount"),
    "Trailing stop orders are not supported for this symbol": unsupported("trailing stop orders"),
    "Order cancel-replace is not supported for this symbol": unsupported("replacements"),
    "Pegged orders are not supported for this symbol": unsupported("pegged orders"),
    "This order type may not use pegged price": argument(
      "this order type cannot be pegged", "Use the type LIMIT, or leave the peg out."),
    "This price peg cannot be used with this order type": argument(
      "this peg does not go with this order type", "Use another peg, or leave it out."),
  ]

  private static let badCombination = argument(
    "the exchange does not take this combination of type, time in force, stop price and iceberg quantity",
    "Leave out what the order's type does not need; get_symbol_rules lists the types.")

  /// Spot orders that break a rule of form.
  static func spotOrder(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1014, -1158, -1160, -1210, -1211: badCombination
    case -1114: argument("this order type takes no time in force", "Leave time_in_force out.")
    case -1117 ... -1115, -1134, -1145: badWord
    case -1165, -1166, -1168, -1199 ... -1196:
      argument(
        "the two orders of the list are not on the right sides of the price",
        "Sell: limit above, stop below; buy: limit below, stop above; at most one of them a plain limit.")
    case -1225 ... -1222:
      argument("the order list does not have the form that the exchange wants", readMessage)
    case -2039:
      argument("the two ids that were given are of different orders", "Give only one of the two ids.")
    default: nil
    }
  }

  static let badWord = argument(
    "the exchange does not know this side, order type or time in force",
    "Use BUY or SELL, and a type that get_symbol_rules lists; time in force is GTC, IOC or FOK.")
}
