/// A chain on which coins could be deposited, were this exchange real (wallet documents, "All Coins'
/// Information").
struct CoinNetwork: Sendable, Hashable {
  /// The exchange's short name, such as `ETH`.
  let name: String
  /// The name for people.
  let title: String
  /// What its addresses look like, in the exchange's words.
  let addressRange: String
  let addressForm: DepositAddress.Form
  /// Where an address is shown; empty when nowhere.
  let addressPage: String
  let confirmationCount: Int
  let unlockConfirmationCount: Int
  let arrivalMinutes: Int

  private init(
    _ name: String, _ title: String, _ form: DepositAddress.Form, range: String, page: String,
    confirmations: (Int, Int), minutes: Int
  ) {
    self.name = name
    self.title = title
    addressRange = range
    addressForm = form
    addressPage = page
    confirmationCount = confirmations.0
    unlockConfirmationCount = confirmations.1
    arrivalMinutes = minutes
  }

  /// The networks of a coin, its default first; what has no chain of its own is a token on two of them.
  static func networks(of coin: String) -> [CoinNetwork] {
    if let own = own[coin] { return [own] }
    return coin == "BNB" ? [bsc] : [ethereum, bsc]
  }

  private static let own: [String: CoinNetwork] = [
    "BTC": CoinNetwork(
      "BTC", "Bitcoin", .base58(prefix: "1", length: 34),
      range: "^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$|^[(bc1q)|(bc1p)][0-9A-Za-z]{37,62}$",
      page: "https://btc.com/", confirmations: (1, 2), minutes: 60),
    "LTC": CoinNetwork(
      "LTC", "Litecoin", .base58(prefix: "L", length: 34),
      range: "^(L|M)[A-Za-z0-9]{33}$|^(ltc1)[0-9A-Za-z]{39}$",
      page: "https://live.blockcypher.com/ltc/address/", confirmations: (3, 4), minutes: 10),
    "DOGE": CoinNetwork(
      "DOGE", "Dogecoin", .base58(prefix: "D", length: 34), range: "^(D|A|9)[a-km-zA-HJ-NP-Z1-9]{33,34}$",
      page: "https://dogechain.info/address/", confirmations: (15, 60), minutes: 15),
    "XRP": CoinNetwork(
      "XRP", "Ripple", .base58(prefix: "r", length: 34), range: "^r[1-9A-HJ-NP-Za-km-z]{25,34}$",
      page: "https://bithomp.com/explorer/", confirmations: (1, 0), minutes: 1),
    "SOL": CoinNetwork(
      "SOL", "Solana", .base58(prefix: "z", length: 44), range: "^[1-9A-HJ-NP-Za-km-z]{32,44}$",
      page: "https://solscan.io/account/", confirmations: (1, 0), minutes: 1),
    "ADA": CoinNetwork(
      "ADA", "Cardano", .bech32(prefix: "addr1", length: 103),
      range: "^(([0-9A-Za-z]{57,59})|([0-9A-Za-z]{100,104}))$",
      page: "https://cardanoscan.io/address/", confirmations: (30, 0), minutes: 10),
  ]
  private static let ethereum = CoinNetwork(
    "ETH", "Ethereum (ERC20)", .hexadecimal, range: "^(0x)[0-9A-Fa-f]{40}$",
    page: "https://etherscan.io/address/", confirmations: (6, 64), minutes: 2)
  private static let bsc = CoinNetwork(
    "BSC", "BNB Smart Chain (BEP20)", .hexadecimal, range: "^(0x)[0-9A-Fa-f]{40}$",
    page: "https://bscscan.com/address/", confirmations: (5, 0), minutes: 1)

  /// Whether a deposit needs a number beside the address, because all accounts share one.
  var needsTag: Bool { name == "XRP" }
  /// What such a number looks like.
  var tagRange: String { needsTag ? "^((?!0)[0-9]{1,10})$" : "" }
}
