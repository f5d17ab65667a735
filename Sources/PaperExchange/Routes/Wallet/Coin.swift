import PaperCore

/// An asset of the listings, as the wallet interface shows it.
struct Coin {
  let name: String
  /// Its name for people; the short one where no other is known.
  let title: String
  /// Whether it is money of a state, which comes and goes by bank and not by chain.
  let isLegalMoney: Bool
  /// Whether a symbol that trades has it.
  let isTrading: Bool
  /// What withdrawing it would cost, in units of 10⁻⁸: ten steps of the first symbol that sells it.
  let withdrawalFee: Int128
  /// The finest amount that can be withdrawn, in units.
  let withdrawalStep: Int128
  /// Where it can be deposited, the default first.
  let networks: [CoinNetwork]

  /// All assets of the listings, by name.
  static func all(in exchange: PaperExchange) -> [Coin] {
    var drafts: [String: Draft] = [:]
    for symbol in exchange.symbols {
      let listing = symbol.listing
      let scale = listing.scale
      drafts[listing.baseAsset, default: Draft()].add(
        listing, stepUnits: scale.stepUnits, decimals: scale.quantityDecimals)
      drafts[listing.quoteAsset, default: Draft()].add(listing, stepUnits: nil, decimals: 8)
    }
    return drafts.sorted { $0.key < $1.key }.map { $1.coin($0) }
  }

  private struct Draft {
    var isTrading = false
    var stepUnits: Int?
    var decimals = 8

    mutating func add(_ listing: Listing, stepUnits step: Int?, decimals: Int) {
      if listing.status == .trading { isTrading = true }
      if stepUnits == nil { stepUnits = step }
      self.decimals = min(self.decimals, decimals)
    }

    func coin(_ name: String) -> Coin {
      let isLegalMoney = Coin.legalMoney.contains(name)
      let step = (0..<(8 - decimals)).reduce(Int128(1)) { units, _ in units * 10 }
      // What is only paid with is worth about a dollar in nearly every case: a tenth is its step.
      let fee = Int128(stepUnits ?? 10_000_000) * 10
      return Coin(
        name: name, title: Coin.titles[name] ?? name, isLegalMoney: isLegalMoney, isTrading: isTrading,
        withdrawalFee: fee, withdrawalStep: step,
        networks: isLegalMoney ? [] : CoinNetwork.networks(of: name))
    }
  }

  private static let legalMoney: Set<String> = [
    "AUD", "BRL", "EUR", "GBP", "JPY", "NGN", "PLN", "RON", "RUB", "TRY", "UAH", "ZAR", "ARS", "MXN", "COP",
    "CZK",
  ]
  private static let titles = [
    "1INCH": "1inch", "ADA": "Cardano", "BNB": "BNB", "BTC": "Bitcoin", "BUSD": "BUSD", "DOGE": "Dogecoin",
    "ETH": "Ethereum", "EUR": "Euro", "LINK": "Chainlink", "LTC": "Litecoin", "LUNA": "Terra",
    "PEPE": "Pepe", "SHIB": "Shiba Inu", "SOL": "Solana", "USDC": "USDC", "USDT": "TetherUS",
    "XRP": "Ripple",
  ]
}
