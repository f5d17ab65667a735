import PaperAccounts

extension FuturesExchange {
  /// Pays funding on a contract: who holds a long position pays its value times the rate, who holds a short
  /// one gets it; the other way round when the rate is below zero. Cut to whole units.
  ///
  /// An isolated position pays from its own margin and is paid into it.
  func payFunding(on contract: Int, at fundingTime: Int) {
    let market = contracts[contract].market
    let rate = Int128(market.fundingRate(at: fundingTime))
    let mark = market.markPrice(at: fundingTime)
    for member in members {
      for position in member.positions where position.contract == contract {
        let value = position.notional(market.contract, markUnits: mark)
        let paid = value * rate / 100_000_000 * Int128(position.steps.signum())
        guard paid != 0 else { continue }
        changeCount += 1
        note(.fundingFee, -paid, of: member, contract: contract, note: "FUNDING_FEE", now: fundingTime)
        if member.setting(of: contract).marginType == .crossed {
          credit(member, -paid, now: fundingTime)
        } else {
          payIsolated(funding: paid, position: position, of: member, now: fundingTime)
        }
      }
    }
  }

  private func payIsolated(
    funding paid: Int128, position: FuturesPosition, of member: FuturesAccount, now: Int
  ) {
    var position = position
    if paid > 0 {
      let unpaid = payIsolated(paid, from: &position, of: member, now: now)
      // The margin is gone; the liquidation of this very second finds it.
      note(
        .insuranceClear, unpaid, of: member, contract: position.contract, note: "INSURANCE_CLEAR", now: now)
    } else {
      accounts.receiveFromMarket(
        -paid, of: Self.marginAsset, to: member.account, wallet: .futures, now: now)
      isolate(-paid, in: &position, of: member, now: now)
    }
    member.keep(position, now: now)
  }
}
