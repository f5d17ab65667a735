public import PaperAccounts

extension FuturesExchange {
  /// What may leave an account's futures wallet now, in units. Whoever moves units out of it must not move
  /// more: the rest keeps positions.
  public func withdrawable(of account: Account, at now: Int) -> Int128 {
    advance(to: now)
    return margins(of: member(account), at: now).withdrawable
  }

  /// What an account's futures wallet is worth and how much of it is bound.
  public func margins(of member: FuturesAccount, at now: Int) -> FuturesMargins {
    var margins = FuturesMargins()
    margins.walletBalance = walletBalance(of: member)
    margins.crossWallet = crossWallet(of: member)
    var touched: Set<Int> = []
    for position in member.positions {
      touched.insert(position.contract)
      let contract = contracts[position.contract].contract
      let mark = mark(position.contract, at: now)
      let profit = position.unrealised(contract, markUnits: mark)
      let maintenance = position.maintenance(contract, markUnits: mark)
      margins.unrealised += profit
      margins.maintenance += maintenance
      if member.setting(of: position.contract).marginType == .crossed {
        margins.crossUnrealised += profit
        margins.crossMaintenance += maintenance
      }
    }
    for order in member.openOrders { touched.insert(order.contract) }
    for contract in touched {
      let part = contractMargins(of: member, on: contract, at: now)
      margins.positionInitial += part.position
      margins.orderInitial += part.orders
      margins.bound += part.orders
      if member.setting(of: contract).marginType == .crossed { margins.bound += part.position }
    }
    return margins
  }

  /// Initial margins on a contract.
  ///
  /// In one-way mode orders of one side are margin-free as far as they close what there is: the larger of
  /// |position + bids| and |position - asks| counts. In hedge mode bids add to the long position and asks to
  /// the short one. Orders that only reduce count in neither.
  ///
  /// - Parameter extra: an order that is not there yet, by side, position side and notional.
  public func contractMargins(
    of member: FuturesAccount, on contract: Int, at now: Int,
    with extra: (side: FuturesSide, positionSide: PositionSide, notional: Int128)? = nil
  ) -> ContractMargins {
    let listed = contracts[contract].contract
    let leverage = Int128(member.setting(of: contract).leverage)
    var result = ContractMargins()
    for order in member.openOrders where order.contract == contract && !order.isReducing {
      let notional = listed.notional(ticks: order.priceTicks, steps: order.remainingSteps)
      if order.side == .buy { result.bids += notional } else { result.asks += notional }
    }
    if let extra {
      if extra.side == .buy { result.bids += extra.notional } else { result.asks += extra.notional }
    }
    var long: Int128 = 0
    var short: Int128 = 0
    for position in member.positions where position.contract == contract {
      let value = position.notional(listed, markUnits: mark(contract, at: now))
      if position.steps > 0 { long += value } else { short += value }
    }
    result.notional = long - short
    if member.isHedged {
      result.position = long / leverage + short / leverage
      result.orders = (long + result.bids) / leverage + (short + result.asks) / leverage - result.position
      result.exposure = max(long + result.bids, short + result.asks)
    } else {
      result.position = abs(result.notional) / leverage
      result.exposure = max(abs(result.notional + result.bids), abs(result.notional - result.asks))
      result.orders = result.exposure / leverage - result.position
    }
    return result
  }

  /// What isolated position a liquidation looks at, or the cross wallet: equity less what must be kept.
  func crossSurplus(of member: FuturesAccount, mark: (Int) -> Int) -> Int128 {
    var sum = crossWallet(of: member)
    for position in member.positions where member.setting(of: position.contract).marginType == .crossed {
      let contract = contracts[position.contract].contract
      let units = mark(position.contract)
      sum +=
        position.unrealised(contract, markUnits: units) - position.maintenance(contract, markUnits: units)
    }
    return sum
  }

  /// The mark price at which a position would be liquidated if no other price moved, in units of 10⁻⁸; 0 when
  /// no price above zero does it.
  ///
  /// Solves wallet + profit = maintenance for the price, with the bracket that the position is in now (USD-M
  /// documents, "How to Calculate Liquidation Price"); both sides of a hedge move with the same price.
  public func liquidationPrice(of position: FuturesPosition, of member: FuturesAccount, at now: Int) -> Int {
    guard position.steps != 0 else { return 0 }
    let isCrossed = member.setting(of: position.contract).marginType == .crossed
    // surplus(price) = fixed + slope × price, slope in units of 10⁻¹⁶.
    var fixed = isCrossed ? crossWallet(of: member) : position.isolatedUnits
    var slope: Int128 = 0
    for other in isCrossed ? member.positions : [position] {
      guard member.setting(of: other.contract).marginType == .crossed || !isCrossed else { continue }
      let contract = contracts[other.contract].contract
      let mark = mark(other.contract, at: now)
      if other.contract != position.contract {
        fixed +=
          other.unrealised(contract, markUnits: mark) - other.maintenance(contract, markUnits: mark)
        continue
      }
      let bracket = contract.bracket(notional: other.notional(contract, markUnits: mark))
      let units = Int128(other.steps) * Int128(contract.stepUnits)
      slope += units * 100_000_000 - abs(units) * Int128(bracket.maintenanceRatio)
      fixed += bracket.cumulativeUnits - other.costUnits
    }
    guard slope != 0 else { return 0 }
    // fixed is 10⁻⁸ of the asset; slope × price is 10⁻⁸ × 10⁻⁸ × 10⁻⁸.
    // A wallet of 10¹⁴ and more does not fit: no price that can be written takes that away.
    let (scaled, overflow) = (-fixed).multipliedReportingOverflow(by: 10_000_000_000_000_000)
    guard !overflow else { return 0 }
    let price = scaled / slope
    return price > 0 && price < Int128(Int.max) ? Int(price) : 0
  }
}
