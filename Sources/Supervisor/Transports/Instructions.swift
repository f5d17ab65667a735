internal import Values

/// What the server tells a model about itself when it connects.
enum Instructions {
  static func text(for venue: Venue) -> String {
    let exchange =
      switch venue {
      case .live: "the live Binance exchange"
      case .testnet: "the Binance testnet, whose prices and balances are not real"
      case .paper: "a simulated exchange on this machine: its prices are made up and no money is involved"
      case .custom: "an exchange address that the operator set"
      }
    return """
      Market data of Binance spot, from \(exchange). Prices and quantities are decimal strings: \
      never convert them to floating point. \
      Symbols may be written BTCUSDT, btc/usdt or BTC-USDT. Times are milliseconds since 1970 UTC. \
      Every answer names its venue; an error says whether to call again (`retryable`) and \
      what to do next (`suggestion`).
      """
  }
}
