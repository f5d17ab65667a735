import PaperAccounts
import PaperCore

extension Answer {
  /// What the exchange knows of an asset.
  func coin(_ name: String) -> Coin? {
    venue.coins.first { $0.name == name }
  }

  func coinInformation() -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: venue.coins.count * 1_536)
    writer.beginArray()
    for coin in venue.coins { write(coin, to: &writer) }
    writer.endArray()
    return writer.bytes
  }

  private func write(_ coin: Coin, to writer: inout AnswerWriter) {
    let balance = holder.balance(of: coin.name)
    writer.beginObject()
    writer.member("coin", coin.name)
    writer.member("depositAllEnable", !coin.networks.isEmpty)
    writer.member("withdrawAllEnable", !coin.networks.isEmpty)
    writer.member("name", coin.title)
    writer.member("free", trimmed: balance.free)
    writer.member("locked", trimmed: balance.locked)
    for name in ["freeze", "withdrawing", "ipoing", "ipoable", "storage"] { writer.member(name, "0") }
    writer.member("isLegalMoney", coin.isLegalMoney)
    writer.member("trading", coin.isTrading)
    writer.key("networkList")
    writer.beginArray()
    for (index, network) in coin.networks.enumerated() {
      write(network, of: coin, isDefault: index == 0, to: &writer)
    }
    writer.endArray()
    writer.endObject()
  }

  private func write(
    _ network: CoinNetwork, of coin: Coin, isDefault: Bool, to writer: inout AnswerWriter
  ) {
    writer.beginObject()
    writer.member("network", network.name)
    writer.member("coin", coin.name)
    writer.member("withdrawIntegerMultiple", trimmed: coin.withdrawalStep)
    writer.member("isDefault", isDefault)
    writer.member("depositEnable", true)
    writer.member("withdrawEnable", true)
    for name in ["depositDesc", "withdrawDesc", "specialTips", "specialWithdrawTips"] {
      writer.member(name, "")
    }
    writer.member("name", network.title)
    writer.member("resetAddressStatus", false)
    writer.member("addressRegex", network.addressRange)
    writer.member("memoRegex", network.tagRange)
    writer.member("withdrawFee", trimmed: coin.withdrawalFee)
    writer.member("withdrawMin", trimmed: coin.withdrawalFee * 2)
    writer.member("withdrawMax", "9999999999")
    writer.member("withdrawInternalMin", trimmed: coin.withdrawalStep)
    writer.member("depositDust", trimmed: coin.withdrawalStep)
    writer.member("minConfirm", integer: network.confirmationCount)
    writer.member("unLockConfirm", integer: network.unlockConfirmationCount)
    writer.member("sameAddress", network.needsTag)
    writer.member("withdrawTag", network.needsTag)
    writer.member("estimatedArrivalTime", integer: network.arrivalMinutes)
    writer.member("busy", false)
    writer.member("contractAddressUrl", "")
    writer.member("contractAddress", "")
    // Only coins that are traded by the thousand or the million have another one.
    writer.member("denomination", integer: 1)
    writer.endObject()
  }

  func assetDetail() throws(ExchangeError) -> [UInt8] {
    var coins = venue.coins.filter { !$0.networks.isEmpty }
    if let name = query["asset"] {
      guard let coin = coin(name) else { throw .noSuchAsset }
      coins = [coin]
    }
    var writer = AnswerWriter(reservingByteCount: coins.count * 128)
    writer.beginObject()
    for coin in coins {
      writer.key(coin.name)
      writer.beginObject()
      writer.member("minWithdrawAmount", units: coin.withdrawalFee * 2)
      writer.member("depositStatus", !coin.networks.isEmpty)
      writer.member("withdrawFee", number: coin.withdrawalFee)
      writer.member("withdrawStatus", !coin.networks.isEmpty)
      writer.endObject()
    }
    writer.endObject()
    return writer.bytes
  }
}
