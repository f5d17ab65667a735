internal import Catalog
internal import Values

/// What the server tells a model about itself when it connects.
enum Instructions {
  static func text(for venue: Venue, tools: [Tool]) -> String {
    let exchange =
      switch venue {
      case .live: "the live Binance exchange"
      case .testnet: "the Binance testnet, whose prices and balances are not real"
      case .paper: "a simulated exchange on this machine: its prices are made up and no money is involved"
      case .custom: "an exchange address that the operator set"
      }
    var text = """
      Binance spot and USD-M futures, from \(exchange). Prices and quantities are decimal strings: \
      never convert them to floating point. \
      Symbols may be written BTCUSDT, btc/usdt or BTC-USDT. Times are milliseconds since 1970 UTC. \
      Every answer names its venue; an error says whether to call again (`retryable`) and \
      what to do next (`suggestion`).
      """
    if tools.contains(where: { $0.effect == .movesMoney }) {
      text += trading
    } else if tools.contains(where: { $0.role == .account || $0.role == .trading }) {
      text += " The account can be read; nothing here places an order."
    }
    return text
  }

  private static let trading = """
     Orders: give each one an idempotency_key of your own, and use the same key again only to repeat the \
    very same order. `outcome_unknown` means that the order may exist: never place it again, ask get_order \
    with its client_order_id, or wait as the answer says. `policy_refused` is the operator's limit: do not \
    try to get around it. `confirmation_required` needs a person. Nothing here withdraws.
    """
}
