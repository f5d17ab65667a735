import PaperAccounts
import PaperCore

extension Answer {
  /// Wallets of the exchange, in its order, with the one of this exchange that each is.
  private static let walletNames: [(name: String, wallet: Wallet?)] = [
    ("Spot", .spot), ("Funding", .funding), ("Cross Margin", nil), ("Isolated Margin", nil),
    ("USDⓈ-M Futures", .futures), ("COIN-M Futures", nil), ("Earn", nil), ("Options", nil),
    ("Trading Bots", nil), ("Copy Trading", nil),
  ]

  /// What each wallet is worth in one asset.
  func walletBalances() throws(ExchangeError) -> [UInt8] {
    let target = query["quoteAsset"] ?? "BTC"
    guard coin(target) != nil else { throw .invalidData("quoteAsset") }
    let valuation = Valuation(exchange: exchange, time: now)
    var writer = AnswerWriter(reservingByteCount: 768)
    writer.beginArray()
    for (name, wallet) in Self.walletNames {
      var total: Int128 = 0
      if let wallet {
        for (asset, balance) in holder.balances(in: wallet) {
          total += valuation.units(balance.total, of: asset, in: target)
        }
      }
      writer.beginObject()
      writer.member("activate", wallet != nil)
      writer.member("balance", trimmed: total)
      writer.member("walletName", name)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  /// `getUserAsset`: the spot wallet.
  func userAssets() throws(ExchangeError) -> [UInt8] {
    try assets(in: .spot, showsIPO: true)
  }

  /// `get-funding-asset`: the funding wallet.
  func fundingAssets() throws(ExchangeError) -> [UInt8] {
    try assets(in: .funding, showsIPO: false)
  }

  /// The assets that the account has, or the one that is named, whether it has any or not.
  private func assets(in wallet: Wallet, showsIPO: Bool) throws(ExchangeError) -> [UInt8] {
    var entries = holder.balances(in: wallet).filter { $0.balance.total > 0 }
    if let name = query["asset"], !name.isEmpty {
      guard coin(name) != nil else { throw .noSuchAsset }
      entries = [(name, holder.balance(of: name, in: wallet))]
    }
    let valuation = Valuation(exchange: exchange, time: now)
    var writer = AnswerWriter()
    writer.beginArray()
    for (asset, balance) in entries {
      let worth = query.isTrue("needBtcValuation") ? valuation.units(balance.total, of: asset, in: "BTC") : 0
      writer.beginObject()
      writer.member("asset", asset)
      writer.member("free", trimmed: balance.free)
      writer.member("locked", trimmed: balance.locked)
      writer.member("freeze", "0")
      writer.member("withdrawing", "0")
      if showsIPO { writer.member("ipoable", "0") }
      writer.member("btcValuation", trimmed: worth)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }
}
