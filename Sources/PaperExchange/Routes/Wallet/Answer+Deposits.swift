import PaperAccounts
import PaperCore

extension Answer {
  /// Statuses of deposits: pending, success, rejected, credited, wrong, waiting. Here all are successes.
  private static let depositStatuses = [0, 1, 2, 6, 7, 8]
  /// Statuses of withdrawals: email sent, cancelled, awaiting approval, rejected, processing, failed, done.
  private static let withdrawalStatuses = 0...6

  func depositHistory() throws(ExchangeError) -> [UInt8] {
    let span = try capitalSpan()
    let status = query.integer("status")
    if let status, !Self.depositStatuses.contains(status) { throw .invalidData("status") }
    let deposits = venue.wallet.deposits(of: holder).filter { deposit in
      span.contains(deposit.time) && status ?? 1 == 1
        && query["coin"].map { $0 == deposit.asset } ?? true
        && query["txId"].map { $0 == transaction(of: deposit) } ?? true
    }
    var writer = AnswerWriter()
    writer.beginArray()
    for deposit in try page(deposits) { write(deposit, to: &writer) }
    writer.endArray()
    return writer.bytes
  }

  private func transaction(of deposit: Deposit) -> String {
    DepositAddress.transaction(seed: exchange.seed, number: deposit.number)
  }

  private func write(_ deposit: Deposit, to writer: inout AnswerWriter) {
    let network = coin(deposit.asset)?.networks.first
    let address = network.map { self.address(of: deposit.account, on: $0) }
    writer.beginObject()
    // Of the size of the exchange's own, and growing.
    writer.member("id", String(769_800_519_366_885_376 + deposit.number * 65_537))
    writer.member("amount", trimmed: deposit.units)
    writer.member("coin", deposit.asset)
    writer.member("network", network?.name ?? "")
    writer.member("status", integer: 1)
    writer.member("address", address?.text ?? "")
    writer.member("addressTag", address?.tag ?? "")
    writer.member("txId", transaction(of: deposit))
    writer.member("insertTime", integer: deposit.time)
    writer.member("completeTime", integer: deposit.time)
    writer.member("transferType", integer: 0)
    let confirmations = network?.confirmationCount ?? 1
    writer.member("confirmTimes", "\(confirmations)/\(confirmations)")
    writer.member("unlockConfirm", integer: network?.unlockConfirmationCount ?? 0)
    writer.member("walletType", integer: deposit.wallet == .funding ? 1 : 0)
    writer.member("travelRuleStatus", integer: 0)
    if query.isTrue("includeSource") {
      // Account 0 is nobody's: the faucet's.
      writer.member("sourceAddress", network.map { self.address(of: 0, on: $0).text } ?? "")
    }
    writer.endObject()
  }

  /// Always empty: no key of this exchange may withdraw.
  func withdrawalHistory() throws(ExchangeError) -> [UInt8] {
    let span = try capitalSpan()
    if query["withdrawOrderId"] != nil, query["startTime"] != nil || query["endTime"] != nil,
      span.through - span.from > 7 * TimeSpan.day
    {
      throw .lookupTooLong(hours: 168)
    }
    if let status = query.integer("status"), !Self.withdrawalStatuses.contains(status) {
      throw .invalidData("status")
    }
    if let list = query["idList"], list.utf8.count(where: { $0 == 0x2C }) >= 45 {
      throw .tooManyValues(parameter: "idList", maximum: 45)
    }
    _ = try limit(default: 1_000, maximum: 1_000)
    return Array("[]".utf8)
  }

  func depositAddress() throws(ExchangeError) -> [UInt8] {
    let (coin, network) = try depositNetwork()
    let address = self.address(of: holder.number, on: network)
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("address", address.text)
    writer.member("coin", coin.name)
    writer.member("tag", address.tag)
    writer.member("url", network.addressPage.isEmpty ? "" : network.addressPage + address.text)
    writer.endObject()
    return writer.bytes
  }

  func depositAddresses() throws(ExchangeError) -> [UInt8] {
    let (coin, network) = try depositNetwork()
    let address = self.address(of: holder.number, on: network)
    var writer = AnswerWriter()
    writer.beginArray()
    writer.beginObject()
    writer.member("coin", coin.name)
    writer.member("address", address.text)
    writer.member("tag", address.tag)
    writer.member("isDefault", integer: 1)
    writer.endObject()
    writer.endArray()
    return writer.bytes
  }

  private func address(of account: Int, on network: CoinNetwork) -> DepositAddress {
    DepositAddress(seed: exchange.seed, account: account, network: network)
  }

  private func depositNetwork() throws(ExchangeError) -> (Coin, CoinNetwork) {
    guard let coin = query["coin"].flatMap(coin) else { throw .unknownCoin }
    if let amount = query["amount"] { _ = try WalletAmount.units(amount, of: "amount") }
    guard let first = coin.networks.first else { throw .noDepositAddress }
    guard let name = query["network"] else { return (coin, first) }
    guard let network = coin.networks.first(where: { $0.name == name }) else { throw .invalidData("network") }
    return (coin, network)
  }
}
