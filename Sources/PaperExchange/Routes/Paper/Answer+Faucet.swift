import PaperAccounts

extension Answer {
  /// The faucet: gives the account that asks what it asks for, and writes a deposit down.
  ///
  /// A signed request like any other, so every client can make it, and a key opens its own account only.
  func fund() throws(ExchangeError) -> [UInt8] {
    guard let asset = query["asset"], coin(asset) != nil else { throw .noSuchAsset }
    let units = try WalletAmount.units(query["amount"] ?? "", of: "amount")
    guard let wallet = Wallet(rawValue: query["wallet"] ?? Wallet.spot.rawValue) else {
      throw .invalidData("wallet")
    }
    do throws(WalletHistory.TooMuch) {
      let deposit = try venue.wallet.deposit(
        units, of: asset, to: holder, wallet, in: venue.accounts, now: now)
      var writer = AnswerWriter()
      writer.beginObject()
      writer.member("account", integer: deposit.account)
      writer.member("asset", asset)
      writer.member("amount", trimmed: units)
      writer.member("wallet", wallet.rawValue)
      writer.member("free", trimmed: holder.balance(of: asset, in: wallet).free)
      writer.endObject()
      return writer.bytes
    } catch {
      throw .faucetExhausted
    }
  }
}

extension ExchangeError {
  /// -1130, with a text of our own: no real exchange has this path.
  static let faucetExhausted = Self(
    code: -1130, message: "Data sent for parameter 'amount' is not valid: no more of this asset may exist.")
}
