import PaperAccounts
import PaperCore

/// What an account has at the start: an amount of one asset in one wallet.
struct StartingBalance: Sendable, Equatable {
  var asset: String
  /// In units of 10⁻⁸.
  var units: Int128
  var wallet = Wallet.spot

  /// More than this of anything is a slip of the keyboard, in units of 10⁻⁸.
  static let unitsMax: Int128 = 1_000_000_000_000_000 * 100_000_000

  /// What every account has unless `--balance` says otherwise.
  static let usual = [
    StartingBalance(asset: "USDT", units: 10_000 * 100_000_000),
    StartingBalance(asset: "BTC", units: 100_000_000),
    StartingBalance(asset: "ETH", units: 10 * 100_000_000),
    StartingBalance(asset: "BNB", units: 10 * 100_000_000),
    StartingBalance(asset: "USDT", units: 10_000 * 100_000_000, wallet: .futures),
  ]

  /// The amount as a client sends it.
  var amountText: String {
    let (whole, fraction) = units.quotientAndRemainder(dividingBy: 100_000_000)
    let digits = String(fraction)
    return "\(whole)." + String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  static let wallets: [String: Wallet] = ["spot": .spot, "funding": .funding, "futures": .futures]

  init(asset: String, units: Int128, wallet: Wallet = .spot) {
    self.asset = asset
    self.units = units
    self.wallet = wallet
  }

  /// Reads `[WALLET:]ASSET=AMOUNT`, such as `BTC=1` or `futures:USDT=500.25`; `nil` for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let units = Self.units(parts[1]) else { return nil }
    let place = parts[0].split(separator: ":", omittingEmptySubsequences: false)
    guard let asset = place.last, (1...20).contains(asset.utf8.count), place.count <= 2,
      asset.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
    else { return nil }
    guard place.count == 2 else {
      self.init(asset: String(asset), units: units)
      return
    }
    guard let wallet = Self.wallets[String(place[0])] else { return nil }
    self.init(asset: String(asset), units: units, wallet: wallet)
  }

  /// A plain decimal with at most eight decimals that count.
  private static func units(_ text: Substring) -> Int128? {
    guard let number = PlainDecimal(text.utf8), number.decimalCount <= 8, number.units <= unitsMax else {
      return nil
    }
    return number.units
  }
}
