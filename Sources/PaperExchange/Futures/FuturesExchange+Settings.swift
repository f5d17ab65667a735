public import PaperAccounts

extension FuturesExchange {
  /// Sets the leverage of a contract.
  ///
  /// - Returns: the largest position at it, in whole units of the quote asset.
  public func setLeverage(_ leverage: Int, on listed: ListedContract, of account: Account, now: Int)
    throws(FuturesRefusal) -> Int
  {
    advance(to: now)
    let member = member(account)
    guard (1...listed.contract.leverageMax).contains(leverage) else { throw .invalidLeverage(leverage) }
    var setting = member.setting(of: listed.index)
    let before = setting
    let held = member.positions.contains { $0.contract == listed.index }
    guard setting.marginType == .crossed || !held || leverage >= setting.leverage else {
      throw .leverageReduction
    }
    let largest = listed.contract.notionalMax(leverage: leverage)
    let exposure = contractMargins(of: member, on: listed.index, at: now).exposure
    guard exposure <= Int128(largest) * 100_000_000 else { throw .positionTooLarge }
    setting.leverage = leverage
    member.set(setting, of: listed.index)
    let margins = margins(of: member, at: now)
    if leverage < before.leverage, margins.crossWallet + margins.crossUnrealised < margins.bound {
      member.set(before, of: listed.index)
      throw .leverageTooSmall
    }
    changeCount += 1
    return largest
  }

  /// Sets what the margin of a contract is taken from.
  public func setMarginType(_ type: MarginType, on listed: ListedContract, of account: Account, now: Int)
    throws(FuturesRefusal)
  {
    advance(to: now)
    let member = member(account)
    var setting = member.setting(of: listed.index)
    guard setting.marginType != type else { throw .sameMarginType }
    guard !(type == .isolated && member.usesMultipleAssets) else { throw .isolatedWithMultiAssets }
    let hasOrders =
      member.openOrders.contains { $0.contract == listed.index }
      || member.openAlgoOrders.contains { $0.contract == listed.index }
    guard !hasOrders else { throw .marginTypeWithOrders }
    guard !member.positions.contains(where: { $0.contract == listed.index }) else {
      throw .marginTypeWithPosition
    }
    setting.marginType = type
    member.set(setting, of: listed.index)
    changeCount += 1
  }

  /// Sets whether long and short positions are kept apart, on all contracts.
  public func setPositionMode(isHedged: Bool, of account: Account, now: Int) throws(FuturesRefusal) {
    advance(to: now)
    let member = member(account)
    guard member.isHedged != isHedged else { throw .samePositionMode }
    guard member.openOrders.isEmpty, member.openAlgoOrders.isEmpty else { throw .positionModeWithOrders }
    guard member.positions.isEmpty else { throw .positionModeWithPosition }
    member.isHedged = isHedged
    changeCount += 1
  }

  /// Sets multi-assets mode. Margins stay what they are: USDT is the only asset.
  public func setMultiAssets(_ isOn: Bool, of account: Account, now: Int) throws(FuturesRefusal) {
    advance(to: now)
    let member = member(account)
    guard member.usesMultipleAssets != isOn else { throw .sameAssetMode }
    guard member.openOrders.isEmpty, member.openAlgoOrders.isEmpty else { throw .multiAssetsWithOrders }
    let hasIsolated = contracts.contains { member.setting(of: $0.index).marginType == .isolated }
    guard !isOn || !hasIsolated else { throw .multiAssetsWithIsolated }
    member.usesMultipleAssets = isOn
    changeCount += 1
  }

  /// Sets whether fees are to be paid in BNB. They are paid in USDT either way: the wallet holds no BNB.
  public func setFeeBurn(_ isOn: Bool, of account: Account, now: Int) {
    advance(to: now)
    changeCount += 1
    member(account).burnsFees = isOn
  }

  /// Adds margin to an isolated position or takes it back.
  public func changeMargin(
    by units: Int128, isAddition: Bool, side: PositionSide, on listed: ListedContract, of account: Account,
    now: Int
  ) throws(FuturesRefusal) {
    advance(to: now)
    let member = member(account)
    guard units > 0 else { throw .amountNotPositive }
    guard member.isHedged == (side != .both) else { throw .positionSideMismatch }
    let setting = member.setting(of: listed.index)
    guard setting.marginType == .isolated else { throw .marginOfCross }
    var position = member.position(listed.index, side)
    guard position.steps != 0 else { throw .marginOfNoPosition }
    if isAddition {
      let free = account.balance(of: Self.marginAsset, in: .futures).free - member.debtUnits
      guard min(free, margins(of: member, at: now).available) >= units else {
        throw .crossBalanceInsufficient
      }
      isolate(units, in: &position, of: member, now: now)
    } else {
      let mark = mark(listed.index, at: now)
      let profit = position.unrealised(listed.contract, markUnits: mark)
      let needed = position.notional(listed.contract, markUnits: mark) / Int128(setting.leverage)
      // Profit that is not realised may carry the position, but does not leave it.
      let spare = position.isolatedUnits - needed + min(0, profit)
      guard spare >= units else { throw .isolatedBalanceInsufficient }
      release(units, from: &position, of: member, now: now)
    }
    position.updateTime = now
    member.keep(position, now: now)
    changeCount += 1
    member.marginChanges.append(
      MarginChange(contract: listed.index, side: side, isAddition: isAddition, units: units, time: now))
  }
}
