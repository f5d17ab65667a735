public import PaperAccounts

extension FuturesExchange {
  /// What an account has in its futures wallet for crossed positions, in units; below zero while profits that
  /// are not realised pay for losses that are.
  public func crossWallet(of member: FuturesAccount) -> Int128 {
    member.account.balance(of: Self.marginAsset, in: .futures).free - member.debtUnits
  }

  /// Everything in its futures wallet, in units: the cross wallet and the margins of isolated positions.
  public func walletBalance(of member: FuturesAccount) -> Int128 {
    member.account.balance(of: Self.marginAsset, in: .futures).total - member.debtUnits
  }

  /// Adds to the cross wallet, or takes from it; the market pays or is paid.
  func credit(_ member: FuturesAccount, _ units: Int128, now: Int) {
    let account = member.account
    if units >= 0 {
      let repaid = min(member.debtUnits, units)
      member.debtUnits -= repaid
      accounts.receiveFromMarket(
        units - repaid, of: Self.marginAsset, to: account, wallet: .futures, now: now)
    } else {
      let paid = min(account.balance(of: Self.marginAsset, in: .futures).free, -units)
      accounts.receiveFromMarket(-paid, of: Self.marginAsset, to: account, wallet: .futures, now: now)
      member.debtUnits += -units - paid
    }
  }

  /// Takes a commission from the cross wallet; what it lacks is lent.
  func charge(_ member: FuturesAccount, fee: Int128, now: Int) {
    let account = member.account
    let lacking = max(0, fee - account.balance(of: Self.marginAsset, in: .futures).free)
    if lacking > 0 {
      accounts.receiveFromMarket(lacking, of: Self.marginAsset, to: account, wallet: .futures, now: now)
      member.debtUnits += lacking
    }
    accounts.takeFee(fee, of: Self.marginAsset, from: account, wallet: .futures, now: now)
  }

  /// Moves free units to an isolated position, as many as there are.
  func isolate(_ units: Int128, in position: inout FuturesPosition, of member: FuturesAccount, now: Int) {
    let free = member.account.balance(of: Self.marginAsset, in: .futures).free
    let moved = max(0, min(units, free))
    do throws(Account.InsufficientBalance) {
      try member.account.lock(moved, of: Self.marginAsset, in: .futures, now: now)
    } catch {
      preconditionFailure("not more than what is free is moved")
    }
    position.isolatedUnits += moved
  }

  /// Moves units of an isolated position back to the cross wallet.
  func release(_ units: Int128, from position: inout FuturesPosition, of member: FuturesAccount, now: Int) {
    member.account.unlock(units, of: Self.marginAsset, in: .futures, now: now)
    position.isolatedUnits -= units
  }

  /// Pays a loss out of an isolated position, as far as it reaches.
  ///
  /// - Returns: what it could not pay.
  func payIsolated(_ units: Int128, from position: inout FuturesPosition, of member: FuturesAccount, now: Int)
    -> Int128
  {
    let paid = min(units, position.isolatedUnits)
    accounts.payLockedToMarket(
      paid, of: Self.marginAsset, from: member.account, wallet: .futures, now: now)
    position.isolatedUnits -= paid
    return units - paid
  }

  /// Writes a change of the wallet down.
  func note(
    _ kind: FuturesIncome.Kind, _ units: Int128, of member: FuturesAccount, contract: Int?, note: String,
    trade: Int? = nil, now: Int
  ) {
    guard units != 0 else { return }
    incomeCount += 1
    member.incomes.append(
      FuturesIncome(
        number: incomeCount, contract: contract, kind: kind, units: units, asset: Self.marginAsset,
        note: note, tradeNumber: trade, time: now))
  }

  /// Writes down that units came into an account's futures wallet (above zero) or left it.
  ///
  /// For whoever moves them between wallets, which is not done here.
  public func noteTransfer(_ units: Int128, of account: Account, now: Int) {
    changeCount += 1
    note(.transfer, units, of: member(account), contract: nil, note: "TRANSFER", now: now)
  }
}
