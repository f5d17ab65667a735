extension Catalog {
  /// The prompts, in the order of lists.
  public static let prompts: [Prompt] = [marketOverview, portfolioReview, placeOrder, explainError]

  private static let marketOverview = Prompt(
    "market_overview", title: "Market overview",
    description: "How a trading pair stands: price, day, candles, order book, and what that means.",
    arguments: [
      Prompt.Argument("symbol", "Trading pair, e.g. BTCUSDT.", isRequired: true, completion: .symbols),
      Prompt.Argument(
        "interval", "Interval of the candles; 1h when left out.",
        completion: .words(intervals)),
    ],
    neededTools: ["get_ticker", "get_klines", "get_order_book"],
    content: .text { arguments in
      let symbol = arguments["symbol"] ?? ""
      return """
        Give me an overview of the trading pair \(quoted(symbol)).

        1. get_ticker for its last 24 hours: price, change, range and volume.
        2. get_klines with interval \(arguments["interval"] ?? "1h"), 48 candles: where it has been, and how \
        much it moves.
        3. get_order_book with limit 20: the spread, and how much stands on each side near the price.

        Name the venue that the answers come from. Keep amounts as the exact decimal strings that you got. \
        Say what the figures show and what they cannot show; this is a description and no advice to trade. \
        If a call fails, say which one and why, and go on with the rest.
        """
    })

  private static let portfolioReview = Prompt(
    "portfolio_review", title: "Portfolio review",
    description: "What the account holds, what it is worth, what is open, and where the risks are.",
    arguments: [
      Prompt.Argument(
        "quote", "The asset to value everything in; USDT when left out.", completion: .assets)
    ],
    neededTools: ["get_balance", "get_open_orders"],
    content: .text { arguments in
      let quote = arguments["quote"] ?? "USDT"
      return """
        Review the portfolio of this account, valued in \(quoted(quote)).

        1. get_balance with that quote: each asset with its worth and share of the total; say which assets \
        have no price.
        2. get_open_orders: what is locked in orders, and how far each is from the market \
        (get_ticker_price, if it is there).
        3. get_position_info, if it is there: futures positions with size, leverage, unrealized profit and \
        the distance to liquidation.

        Then say how concentrated the portfolio is, what depends on one asset, and what could go wrong \
        first. Keep amounts as exact decimal strings. Change nothing and place no order.
        """
    })

  private static let placeOrder = Prompt(
    "place_order_carefully", title: "Place an order carefully",
    description: "Checks rules, price, balance and policy before a spot order, and asks before it goes out.",
    arguments: [
      Prompt.Argument("symbol", "Trading pair, e.g. BTCUSDT.", isRequired: true, completion: .symbols),
      Prompt.Argument("side", "BUY or SELL.", isRequired: true, completion: .words(["BUY", "SELL"])),
      Prompt.Argument(
        "type", "Type of the order; LIMIT when left out.", completion: .words(Parameter.spotOrderTypes)),
      Prompt.Argument("quantity", "How much of the base asset, as a decimal."),
      Prompt.Argument("price", "Limit price, as a decimal."),
    ],
    neededTools: ["create_order", "test_order", "get_symbol_rules", "trading_status"],
    content: .text { arguments in
      let wishes = ["quantity", "price"].compactMap { name in
        arguments[name].map { "\(name) \(quoted($0))" }
      }
      return """
        I want to place a spot order: \(quoted(arguments["side"] ?? "")) on \
        \(quoted(arguments["symbol"] ?? "")), type \(quoted(arguments["type"] ?? "LIMIT"))\
        \(wishes.isEmpty ? "" : ", " + wishes.joined(separator: ", ")). Do it in this order, and stop at \
        the first step that speaks against it:

        1. trading_status: is trading on, and what limits of the operator apply?
        2. get_symbol_rules: steps, smallest quantity and value. If an amount does not fit, show me the \
        nearest that does and ask; do not change it by yourself.
        3. The price: compare mine with the market, and say how far off it is.
        4. get_balance, if it is there: is there enough, with the fee?
        5. test_order with exactly these arguments.
        6. Show me the whole order, its worth and the venue, and wait for my yes.
        7. create_order once, with an idempotency_key of its own. If the outcome is not known \
        (outcome_unknown), never place it again: ask get_order with its client_order_id.

        Report what the exchange answered: status, filled quantity, average price and fee.
        """
    })

  private static let explainError = Prompt(
    "explain_error", title: "Explain an error",
    description: "What an error of the exchange or of this server means, and what to do about it.",
    arguments: [
      Prompt.Argument(
        "code", "The code (-1013) or the type (policy_refused).", isRequired: true,
        completion: .errors),
      Prompt.Argument("message", "The message that came with it."),
    ],
    content: .text { arguments in
      let code = arguments["code"] ?? ""
      let known = ErrorCatalogue.entry(code)
      return """
        Explain the error \(quoted(code)) of this Binance server to me\
        \(arguments["message"].map { ", which came with the message \(quoted($0))" } ?? "").

        \(known.map { "What the server's own catalogue says about it:\n\($0)" }
          ?? "The server's catalogue does not have it; say so, and say what you can conclude.")

        Say in plain words what happened, whether anything was placed or changed, whether trying again \
        helps, and what the next step is. Do not repeat a call that may have placed an order.
        """
    })

  /// A text of the client inside a prompt, so that it cannot pass for the prompt's own words.
  private static func quoted(_ text: String) -> String { "\"\(ShownValue.clipped(text, lengthMax: 512))\"" }
}
