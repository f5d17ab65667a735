import PaperAccounts
import PaperCore

/// What an account asks about itself (rest-api.md, "Account Endpoints").
extension Answer {
  /// `GET /api/v3/account`.
  func accountInformation() throws(ExchangeError) -> [UInt8] {
    let owner = try owner()
    // What `makerCommission` counts: 15 where the rate is 0.0015.
    let unitsPerBasisPoint = 10_000
    let entries = balances(of: owner, omitsZeros: query.isTrue("omitZeroBalances"))
    return written(reservingByteCount: 1_024 + entries.count * 70) { writer in
      writer.beginObject()
      writer.member("makerCommission", integer: owner.commission.maker / unitsPerBasisPoint)
      writer.member("takerCommission", integer: owner.commission.taker / unitsPerBasisPoint)
      writer.member("buyerCommission", integer: 0)
      writer.member("sellerCommission", integer: 0)
      writer.rates(
        "commissionRates", maker: owner.commission.maker, taker: owner.commission.taker, hasSides: true)
      for name in ["canTrade", "canWithdraw", "canDeposit"] { writer.member(name, true) }
      for name in ["brokered", "requireSelfTradePrevention", "preventSor"] { writer.member(name, false) }
      writer.member("updateTime", integer: time(owner.updateTimeMilliseconds))
      writer.member("accountType", "SPOT")
      writer.key("balances")
      writer.beginArray()
      for entry in entries {
        writer.beginObject()
        writer.member("asset", entry.asset)
        writer.member("free", units: entry.balance.free)
        writer.member("locked", units: entry.balance.locked)
        writer.endObject()
      }
      writer.endArray()
      writer.member("permissions", strings: ["SPOT"])
      writer.member("uid", integer: owner.number)
      writer.endObject()
    }
  }

  /// Every asset that is listed, and then those that the account holds besides.
  private func balances(of owner: Account, omitsZeros: Bool) -> [(asset: String, balance: Balance)] {
    let held = owner.balances()
    guard !omitsZeros else { return held.filter { $0.balance.total > 0 } }
    let listed = venue.assets
    let known = Set(listed)
    return listed.map { ($0, owner.balance(of: $0)) }
      + held.filter { $0.balance.total > 0 && !known.contains($0.asset) }
  }

  /// `GET /api/v3/account/commission`.
  func commission() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let rates = try owner().commission
    return written { writer in
      writer.beginObject()
      writer.member("symbol", symbol.listing.symbol)
      writer.rates("standardCommission", maker: rates.maker, taker: rates.taker, hasSides: true)
      writer.rates("specialCommission", maker: 0, taker: 0, hasSides: true)
      writer.rates("taxCommission", maker: 0, taker: 0, hasSides: true)
      writer.discount()
      writer.endObject()
    }
  }
}
