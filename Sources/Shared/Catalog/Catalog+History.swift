import Values

extension Catalog {
  /// What became of the account's money: deposits, withdrawals, transfers, snapshots, liquidations.
  static let history: [Tool] = [
    accountSnapshot, depositHistory, withdrawHistory, depositAddress, transferHistory, liquidationHistory,
  ]

  private static let accountSnapshot = Tool(
    name: "get_account_snapshot", title: "Daily snapshots",
    description: """
      What the account held at the end of each day, newest day last, as a table; zero balances are left out. \
      Only of the last month, at most 30 days; without times the last days. total_btc is what a day's \
      holdings were worth in BTC. Weighs 2400 of 12000 a minute. Not on the testnet. Example: \
      {"type":"spot","days":7}.
      """,
    role: .account, security: .userData, group: .history, endpoints: [.accountSnapshot],
    parameters: [
      Parameter(
        "type", .choice(["spot", "margin", "futures"]), "Which account; futures shows positions too.",
        defaultValue: "spot"),
      .startTime, .endTime,
      Parameter("days", .integer(1...30), "How many days are shown.", defaultValue: 7),
      .limit(1...2000, default: 500, "Rows in all."),
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(
      cells: ["string", "integer"],
      others: [
        .init("type", .string), .init("days", ["type": "array", "items": ["type": "object"]]),
        .init("positions", .object),
      ]))

  private static let depositHistory = Tool(
    name: "get_deposit_history", title: "Deposits",
    description: """
      Deposits, newest first, as a table. Times are at most 90 days apart; without them the last 90 days. \
      Not on the testnet. Example: {"asset":"USDT","limit":20}.
      """,
    role: .account, security: .userData, group: .history, endpoints: [.depositHistory],
    parameters: [
      .asset("Only this asset."),
      Parameter(
        "status",
        .choice(["pending", "success", "rejected", "credited", "wrong_deposit", "waiting_confirm"]),
        "Only deposits in this state."),
      Parameter("transaction_id", .string(lengthMax: 128), "Only the deposit of this transaction."),
      .startTime, .endTime, .limit(1...500, default: 100, "Rows of a page."), .offset,
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(cells: ["string", "integer", "null"]))

  private static let withdrawHistory = Tool(
    name: "get_withdraw_history", title: "Withdrawals",
    description: """
      Withdrawals of the past, newest first, as a table. Times are at most 90 days apart (7 with \
      withdraw_order_id); without them the last 90 days. Ten calls a minute at most. Not on the testnet. \
      Nothing here withdraws. Example: {"asset":"USDT"}.
      """,
    role: .account, security: .userData, group: .history, endpoints: [.withdrawHistory],
    parameters: [
      .asset("Only this asset."),
      Parameter(
        "status",
        .choice([
          "email_sent", "cancelled", "awaiting_approval", "rejected", "processing", "failure", "completed",
        ]),
        "Only withdrawals in this state."),
      Parameter("withdraw_order_id", .string(lengthMax: 64), "Only the one with this id of the client."),
      .startTime, .endTime, .limit(1...500, default: 100, "Rows of a page."), .offset,
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(cells: ["string", "integer", "null"]))

  private static let depositAddress = Tool(
    name: "get_deposit_address", title: "Deposit address",
    description: """
      Where to deposit an asset: address, and tag (memo) where the network needs one; without the tag such a \
      deposit is lost. Without network the asset's default one. Not on the testnet. Example: \
      {"asset":"USDT","network":"ETH"}.
      """,
    role: .account, security: .userData, group: .history, endpoints: [.depositAddress],
    parameters: [
      .asset("The asset to deposit.", isRequired: true),
      Parameter("network", .string(lengthMax: 40), "The network, e.g. ETH, BSC, TRX.", example: "ETH"),
      Parameter(
        "amount", .decimal(minimum: ExactDecimal(unchecked: 1, scale: 8), maximum: nil),
        "How much; needed with the network LIGHTNING."),
    ],
    output: .object(
      OutputShape.Property.strings("asset", "network", "address", "tag"), required: ["asset", "address"]))

  private static let transferHistory = Tool(
    name: "get_universal_transfer_history", title: "Transfers between own wallets",
    description: """
      Transfers between the account's own wallets, of one direction, newest first, as a table. Of the last 6 \
      months; without times the last 7 days. Not on the testnet. Example: {"type":"MAIN_UMFUTURE"}.
      """,
    role: .account, security: .userData, group: .history, endpoints: [.transferHistory],
    parameters: [
      Parameter(
        "type", .string(lengthMax: 40),
        "From and to, e.g. MAIN_UMFUTURE (spot to USD-M futures), UMFUTURE_MAIN, MAIN_FUNDING, FUNDING_MAIN.",
        isRequired: true, example: "MAIN_UMFUTURE"),
      .startTime, .endTime, .limit(1...100, default: 50, "Rows of a page."), .page,
      Parameter("from_symbol", .symbol, "Of isolated margin: the pair it came from."),
      Parameter("to_symbol", .symbol, "Of isolated margin: the pair it went to."),
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(cells: ["string", "integer"], others: [.init("type", .string), .init("total", .integer)]))

  private static let liquidationHistory = Tool(
    name: "get_liquidation_history", title: "Forced orders",
    description: """
      USD-M futures orders by which the exchange closed positions of the account: liquidations and \
      auto-deleveraging (ADL), as a table. At most 7 days apart; without start_time the 7 days before the \
      end. Example: {"symbol":"BTCUSDT"}.
      """,
    role: .account, security: .userData, group: .history, endpoints: [.forceOrders],
    parameters: [
      .optionalSymbol, Parameter("type", .choice(["LIQUIDATION", "ADL"]), "Only orders of this kind."),
      .startTime, .endTime, .limit(1...100, default: 50, "Rows of a page."),
    ],
    rules: [.ordered("start_time", "end_time")],
    output: .table(cells: ["string", "integer", "boolean", "null"]))
}
