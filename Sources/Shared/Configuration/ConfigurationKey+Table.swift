extension ConfigurationKey {
  /// Types of orders that may be allowed, of spot and of USD-M futures.
  static let orderTypes = [
    "LIMIT", "MARKET", "LIMIT_MAKER", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT",
    "STOP", "STOP_MARKET", "TAKE_PROFIT_MARKET", "TRAILING_STOP_MARKET",
  ]
  /// Levels of the log, gravest first.
  static let logLevels = ["error", "warning", "notice", "info", "debug"]

  /// Every key, in the order of the schema.
  public static let all: [ConfigurationKey] = trading + servers + keys + access + rest

  private static let trading = [
    ConfigurationKey(
      "trading.enabled", .flag(\.trading.isEnabled),
      "Whether anything that moves money is allowed at all. False unless it says true."),
    ConfigurationKey(
      "trading.symbols", .symbols(\.trading.symbols),
      "The only trading pairs that orders may be for. All, when it is left out."),
    ConfigurationKey(
      "trading.sides", .choices(["BUY", "SELL"], \.trading.sides),
      "The only sides that orders may have. Both, when it is left out."),
    ConfigurationKey(
      "trading.order_types", .choices(orderTypes, \.trading.orderTypes),
      "The only types that orders may have. All, when it is left out."),
    ConfigurationKey(
      "trading.futures", .flag(\.trading.allowsFutures),
      "Whether USD-M futures may be traded too. False unless it says true."),
    ConfigurationKey(
      "trading.quote", .asset(\.trading.quote),
      "The asset that the limits below are counted in. USDT, when it is left out."),
    ConfigurationKey(
      "trading.max_order_notional", .amount(.money, \.trading.orderNotionalMax),
      "The most that one order may be worth, in trading.quote. Each leg of an order list counts by itself."),
    ConfigurationKey(
      "trading.max_daily_notional", .amount(.money, \.trading.dailyNotionalMax),
      "The most that all orders of one day of the exchange (UTC) may be worth together, in trading.quote."),
    ConfigurationKey(
      "trading.max_open_orders", .count(1...10_000, \.trading.openOrderCountMax),
      "The most orders that may be open at a time."),
    ConfigurationKey(
      "trading.max_orders_per_minute", .count(1...10_000, \.trading.ordersPerMinuteMax),
      "The most orders in any 60 seconds."),
    ConfigurationKey(
      "trading.price_collar_percent", .amount(.percent, \.trading.priceCollarPercent),
      "How far a limit price may be from the market's to the side that costs, in percent: above it for a "
        + "buy, below it for a sell."),
    ConfigurationKey(
      "trading.max_leverage", .count(1...125, \.trading.leverageMax),
      "The most leverage that may be set on a futures contract."),
    ConfigurationKey(
      "trading.confirm_above", .amount(.threshold, \.trading.confirmAbove),
      "An order worth more than this, in trading.quote, needs a person's word. 0 asks for each."),
    ConfigurationKey(
      "trading.confirm_out_of_band_above", .amount(.threshold, \.trading.confirmOutOfBandAbove),
      "An order worth more than this, in trading.quote, needs `bulkhead confirm` on the operator's terminal: "
        + "a word that came through the client does not count."),
  ]

  private static let servers = [
    ConfigurationKey(
      "hosts.spot", .url(.exchange, \.spotHost),
      "The server of /api and /sapi instead of the exchange's own, and the only other one that signed "
        + "requests may go to. https, or this machine."),
    ConfigurationKey(
      "hosts.futures", .url(.exchange, \.futuresHost),
      "The server of /fapi instead of the exchange's own. hosts.spot, when only that is given."),
    ConfigurationKey(
      "proxy", .url(.proxy, \.proxy),
      "The HTTP proxy of the workers that hold a key. No variable of the environment steers those."),
    ConfigurationKey(
      "certificate_file", .path(\.certificateFile),
      "Certificates (PEM) that are trusted instead of the system's."),
  ]

  private static let keys: [ConfigurationKey] = [
    place(
      "keys.trading", "the key that trades", \.tradingKey.id, \.tradingKey.secretFile,
      \.tradingKey.passphraseFile),
    place(
      "keys.read", "the key that only reads accounts", \.readKey.id, \.readKey.secretFile,
      \.readKey.passphraseFile),
    place(
      "keys.futures", "the key for USD-M futures, where it is another one", \.futuresKey.id,
      \.futuresKey.secretFile, \.futuresKey.passphraseFile),
  ].flatMap { $0 }

  private static func place(
    _ name: String, _ whose: String, _ id: Member<String?>,
    _ secret: Member<String?>, _ passphrase: Member<String?>
  ) -> [ConfigurationKey] {
    [
      ConfigurationKey(
        "\(name).id", .keyID(id), "The id (X-MBX-APIKEY) of \(whose). It is not a secret."),
      ConfigurationKey(
        "\(name).secret_file", .path(secret),
        "The file with the secret of \(whose), and nothing else in it: HMAC text or a PEM. Never the "
          + "secret."),
      ConfigurationKey(
        "\(name).passphrase_file", .path(passphrase),
        "The file with the passphrase, where the secret of \(whose) is an encrypted PEM."),
    ]
  }

  private static let rest = [
    ConfigurationKey(
      "allow_withdrawal_permission", .flag(\.allowsWithdrawalPermission),
      "Whether a key that can withdraw is used all the same. False unless it says true. No tool withdraws."),
    ConfigurationKey(
      "state_folder", .path(\.stateFolder),
      "Where journals, control sockets and the halt file lie. No flag and no variable moves those of a "
        + "server that may trade."),
    ConfigurationKey(
      "call_timeout_seconds", .seconds(100...600_000, \.callTimeoutMilliseconds),
      "The deadline of one call, with up to three decimals. 10, when it is left out."),
    ConfigurationKey(
      "log_level", .choice(logLevels, \.logLevel),
      "The least important lines that go to stderr. notice, when it is left out."),
    ConfigurationKey(
      "tools", .toolSelection(\.toolSelection),
      "Which tools are listed: groups and names between commas; -NAME takes one away."),
  ]
}
