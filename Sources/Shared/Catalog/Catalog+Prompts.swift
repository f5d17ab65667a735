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
        completion: .words(intervals), defaultValue: "1h"),
    ],
    neededTools: ["get_ticker", "get_klines", "get_order_book"], checkedBy: "get_klines",
    content: .text { arguments in
      let symbol = arguments["symbol"] ?? ""
      return """
        Give me an overview of the trading pair \(quoted(symbol)).

        1. get_ticker for its last 24 hours: price, change, range and volume.
        2. get_klines with interval \(arguments["interval"] ?? ""), 48 candles: where it has been, and how \
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
        "quote", "The asset to value everything in; USDT when left out.", completion: .assets,
        defaultValue: "USDT")
    ],
    neededTools: ["get_balance", "get_open_orders"], checkedBy: "get_balance",
    content: .text { arguments in
      """
      Review the portfolio of this account, valued in \(quoted(arguments["quote"] ?? "")).

      1. get_balance with wallet all and that quote: what each wallet is worth.
      2. get_balance with that quote, once for each of the wallets spot, funding and futures: each asset \
      with its worth and share of the total; say which assets have no price.
      3. get_open_orders, once with market spot and once with market futures: what is locked in orders, and \
      how far each is from the market (get_ticker_price, if it is there).
      4. get_position_info, if it is there: futures positions with size, leverage, unrealized profit and \
      the distance to liquidation.

      Not every venue and key has every wallet and market: where a call fails, say so, leave it out and go \
      on. Then say how concentrated the portfolio is, what depends on one asset, and what could go wrong \
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
        "type", "Type of the order; LIMIT when left out.", completion: .words(Parameter.spotOrderTypes),
        defaultValue: "LIMIT"),
    ] + orderAmounts.map { Prompt.Argument($0.name, $0.description) },
    neededTools: ["create_order", "test_order", "get_symbol_rules", "get_ticker_price", "trading_status"],
    checkedBy: "create_order",
    content: .text { arguments in
      let wishes = orderAmounts.compactMap { amount in
        arguments[amount.name].map { ", \(amount.name) \(quoted($0))" }
      }
      let missing = missingAmounts(arguments)
      let question =
        missing.isEmpty
        ? ""
        : "\nI have not said everything. Ask me for this first, and do not choose it for me: "
          + missing.joined(separator: "; ") + ".\n"
      return """
        I want to place a spot order: \(quoted(arguments["side"] ?? "")) on \
        \(quoted(arguments["symbol"] ?? "")), type \(quoted(arguments["type"] ?? ""))\(wishes.joined()). \
        Do it in this order, and stop at the first step that speaks against it:
        \(question)
        1. trading_status: is trading on, and what limits of the operator apply?
        2. get_symbol_rules: steps, smallest quantity and value. If an amount does not fit, show me the \
        nearest that does and ask; do not change it by yourself.
        3. get_ticker_price: \(comparison(arguments["type"] ?? ""))
        4. get_balance, if it is there: is there enough, with the fee?
        5. test_order with exactly these arguments.
        6. Show me the whole order, its worth and the venue, and wait for my yes.
        7. create_order once, with an idempotency_key of its own. If the outcome is not known \
        (outcome_unknown), never place it again: ask get_order with its client_order_id.

        Report what the exchange answered: status, filled quantity, average price and fee.
        """
    })

  /// What an order is made of besides pair, side and type.
  private static let orderAmounts: [(name: String, description: String)] = [
    ("quantity", "How much of the base asset, as a decimal."),
    ("quote_quantity", "MARKET only, in place of quantity: how much of the quote asset, as a decimal."),
    ("price", "Limit price, as a decimal."),
    ("stop_price", "Trigger price of stop and take-profit types, as a decimal."),
    ("trailing_delta", "Trailing distance of the trigger in basis points: 100 is 1%."),
  ]

  /// What an order of its type needs and does not have, each as a question names it.
  private static func missingAmounts(_ arguments: [String: String]) -> [String] {
    let type = arguments["type"] ?? ""
    var missing: [String] = []
    func need(_ names: String...) {
      if names.allSatisfy({ arguments[$0] == nil }) { missing.append(names.joined(separator: " or ")) }
    }
    if type == "MARKET" { need("quantity", "quote_quantity") } else { need("quantity") }
    if type.hasSuffix("LIMIT") || type == "LIMIT_MAKER" { need("price") }
    if hasTrigger(type) { need("stop_price", "trailing_delta") }
    return missing
  }

  private static func hasTrigger(_ type: String) -> Bool {
    type.hasPrefix("STOP_LOSS") || type.hasPrefix("TAKE_PROFIT")
  }

  private static func comparison(_ type: String) -> String {
    switch type {
    case "MARKET": "the market, and what the order would cost or bring at that price."
    case _ where hasTrigger(type): "compare my trigger, and my price if there is one, with the market."
    default: "compare my price with the market, and say how far off it is."
    }
  }

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
