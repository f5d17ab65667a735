import PaperAccounts
import PaperCore
import PaperFutures

extension Answer {
  /// The lines of an account's positions: for each contract one, in hedge mode two.
  private func rows(of member: FuturesAccount, on contracts: [ListedContract]) -> [PositionRow] {
    let sides: [PositionSide] = member.isHedged ? [.long, .short] : [.both]
    return contracts.flatMap { listed in
      let margins = futures.contractMargins(of: member, on: listed.index, at: now)
      return sides.map { side in
        let position = member.position(listed.index, side)
        return PositionRow(
          listed: listed, position: position, setting: member.setting(of: listed.index), margins: margins,
          mark: futures.mark(listed.index, at: now),
          liquidationPrice: futures.liquidationPrice(of: position, of: member, at: now))
      }
    }
  }

  /// Four letters that stand for the account.
  private func alias(of member: FuturesAccount) -> String {
    var generator = SeededGenerator(seed: SeededGenerator.hash(exchange.seed, member.account.number, 23))
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    return String(decoding: (0..<4).map { _ in letters[generator.next(below: 52)] }, as: UTF8.self)
  }

  /// `account`: of version 2 with settings and all contracts, of version 3 without and with those in use.
  func futuresAccount(version: Int) throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let margins = futures.margins(of: member, at: now)
    var writer = AnswerWriter(reservingByteCount: 4_096)
    writer.beginObject()
    if version == 2 {
      writer.member("feeTier", integer: 0)
      writer.member("feeBurn", member.burnsFees)
      for name in ["canTrade", "canDeposit", "canWithdraw"] { writer.member(name, true) }
      writer.member("updateTime", integer: 0)
      writer.member("multiAssetsMargin", member.usesMultipleAssets)
      writer.member("tradeGroupId", integer: -1)
    }
    writer.member("totalInitialMargin", units: margins.positionInitial + margins.orderInitial)
    writer.member("totalMaintMargin", units: margins.maintenance)
    writer.member("totalWalletBalance", units: margins.walletBalance)
    writer.member("totalUnrealizedProfit", units: margins.unrealised)
    writer.member("totalMarginBalance", units: margins.marginBalance)
    writer.member("totalPositionInitialMargin", units: margins.positionInitial)
    writer.member("totalOpenOrderInitialMargin", units: margins.orderInitial)
    writer.member("totalCrossWalletBalance", units: margins.crossWallet)
    writer.member("totalCrossUnPnl", units: margins.crossUnrealised)
    writer.member("availableBalance", units: margins.available)
    writer.member("maxWithdrawAmount", units: margins.withdrawable)
    writer.key("assets")
    writer.beginArray()
    writeAsset(margins, of: member, version: version, to: &writer)
    writer.endArray()
    writer.key("positions")
    writer.beginArray()
    for row in rows(of: member, on: futures.contracts) where version == 2 || row.isUsed {
      if version == 2 { writeRow2(row, to: &writer) } else { writeRow3(row, to: &writer) }
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  private func writeAsset(
    _ margins: FuturesMargins, of member: FuturesAccount, version: Int, to writer: inout AnswerWriter
  ) {
    writer.beginObject()
    writer.member("asset", FuturesExchange.marginAsset)
    writer.member("walletBalance", units: margins.walletBalance)
    writer.member("unrealizedProfit", units: margins.unrealised)
    writer.member("marginBalance", units: margins.marginBalance)
    writer.member("maintMargin", units: margins.maintenance)
    writer.member("initialMargin", units: margins.positionInitial + margins.orderInitial)
    writer.member("positionInitialMargin", units: margins.positionInitial)
    writer.member("openOrderInitialMargin", units: margins.orderInitial)
    writer.member("crossWalletBalance", units: margins.crossWallet)
    writer.member("crossUnPnl", units: margins.crossUnrealised)
    writer.member("availableBalance", units: margins.available)
    writer.member("maxWithdrawAmount", units: margins.withdrawable)
    if version == 2 { writer.member("marginAvailable", true) }
    writer.member("updateTime", integer: member.account.updateTimeMilliseconds)
    writer.endObject()
  }

  private func writeRow2(_ row: PositionRow, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("symbol", row.contract.symbol)
    writer.member("initialMargin", units: row.positionMargin + row.orderMargin)
    writer.member("maintMargin", units: row.maintenance)
    writer.member("unrealizedProfit", units: row.unrealised)
    writer.member("positionInitialMargin", units: row.positionMargin)
    writer.member("openOrderInitialMargin", units: row.orderMargin)
    writer.member("leverage", "\(row.setting.leverage)")
    writer.member("isolated", row.isIsolated)
    writer.member(
      "entryPrice", trimmed: Int128(row.position.entryPrice(stepUnits: row.contract.stepUnits)), decimals: 1)
    writer.member("maxNotional", "\(row.contract.notionalMax(leverage: row.setting.leverage))")
    writer.member("bidNotional", units: row.bids)
    writer.member("askNotional", units: row.asks)
    writer.member("positionSide", row.position.side.rawValue)
    writer.member("positionAmt", quantity: Int128(row.position.steps), row.contract)
    writer.member("updateTime", integer: row.position.updateTime)
    writer.endObject()
  }

  private func writeRow3(_ row: PositionRow, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("symbol", row.contract.symbol)
    writer.member("positionSide", row.position.side.rawValue)
    writer.member("positionAmt", quantity: Int128(row.position.steps), row.contract)
    writer.member("unrealizedProfit", units: row.unrealised)
    writer.member("isolatedMargin", units: row.isIsolated ? row.position.isolatedUnits + row.unrealised : 0)
    writer.member("notional", units: row.notional)
    writer.member("isolatedWallet", units: row.position.isolatedUnits)
    writer.member("initialMargin", units: row.positionMargin + row.orderMargin)
    writer.member("maintMargin", units: row.maintenance)
    writer.member("updateTime", integer: row.position.updateTime)
    writer.endObject()
  }

  func futuresBalance() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let margins = futures.margins(of: member, at: now)
    var writer = AnswerWriter()
    writer.beginArray()
    writer.beginObject()
    writer.member("accountAlias", alias(of: member))
    writer.member("asset", FuturesExchange.marginAsset)
    writer.member("balance", units: margins.walletBalance)
    writer.member("crossWalletBalance", units: margins.crossWallet)
    writer.member("crossUnPnl", units: margins.crossUnrealised)
    writer.member("availableBalance", units: margins.available)
    writer.member("maxWithdrawAmount", units: margins.withdrawable)
    writer.member("marginAvailable", true)
    writer.member("updateTime", integer: member.account.updateTimeMilliseconds)
    writer.endObject()
    writer.endArray()
    return writer.bytes
  }

  /// `positionRisk`: of version 2 with settings and all contracts, of version 3 with margins and those in
  /// use.
  func positionRisk(version: Int) throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let contracts = query["symbol"] == nil ? futures.contracts : [try contract()]
    var writer = AnswerWriter(reservingByteCount: 4_096)
    writer.beginArray()
    for row in rows(of: member, on: contracts) where version == 2 || row.isUsed {
      if version == 2 { writeRisk2(row, to: &writer) } else { writeRisk3(row, to: &writer) }
    }
    writer.endArray()
    return writer.bytes
  }

  private func writeRisk2(_ row: PositionRow, to writer: inout AnswerWriter) {
    let (position, step) = (row.position, row.contract.stepUnits)
    writer.beginObject()
    writer.member("symbol", row.contract.symbol)
    writer.member("positionAmt", quantity: Int128(position.steps), row.contract)
    writer.member("entryPrice", trimmed: Int128(position.entryPrice(stepUnits: step)), decimals: 1)
    writer.member("breakEvenPrice", trimmed: Int128(position.breakEvenPrice(stepUnits: step)), decimals: 1)
    writer.member("markPrice", units: Int128(row.mark))
    writer.member("unRealizedProfit", units: row.unrealised)
    writer.member("liquidationPrice", trimmed: Int128(row.liquidationPrice))
    writer.member("leverage", "\(row.setting.leverage)")
    writer.member("maxNotionalValue", "\(row.contract.notionalMax(leverage: row.setting.leverage))")
    writer.member("marginType", row.isIsolated ? "isolated" : "cross")
    writer.member("isolatedMargin", units: row.isIsolated ? position.isolatedUnits + row.unrealised : 0)
    // A string, as the documents have it.
    writer.member("isAutoAddMargin", "false")
    writer.member("positionSide", position.side.rawValue)
    writer.member("notional", trimmed: row.notional)
    writer.member("isolatedWallet", trimmed: position.isolatedUnits)
    writer.member("updateTime", integer: position.updateTime)
    writer.endObject()
  }

  private func writeRisk3(_ row: PositionRow, to writer: inout AnswerWriter) {
    let (position, step) = (row.position, row.contract.stepUnits)
    writer.beginObject()
    writer.member("symbol", row.contract.symbol)
    writer.member("positionSide", position.side.rawValue)
    writer.member("positionAmt", quantity: Int128(position.steps), row.contract)
    writer.member("entryPrice", trimmed: Int128(position.entryPrice(stepUnits: step)), decimals: 1)
    writer.member("breakEvenPrice", trimmed: Int128(position.breakEvenPrice(stepUnits: step)), decimals: 1)
    writer.member("markPrice", units: Int128(row.mark))
    writer.member("unRealizedProfit", units: row.unrealised)
    writer.member("liquidationPrice", trimmed: Int128(row.liquidationPrice))
    writer.member("isolatedMargin", trimmed: row.isIsolated ? position.isolatedUnits + row.unrealised : 0)
    writer.member("notional", units: row.notional)
    writer.member("marginAsset", row.contract.marginAsset)
    writer.member("isolatedWallet", trimmed: position.isolatedUnits)
    writer.member("initialMargin", trimmed: row.positionMargin + row.orderMargin)
    writer.member("maintMargin", trimmed: row.maintenance)
    writer.member("positionInitialMargin", trimmed: row.positionMargin)
    writer.member("openOrderInitialMargin", trimmed: row.orderMargin)
    // Nobody is deleveraged here, so everybody is last in that queue.
    writer.member("adl", integer: 0)
    writer.member("bidNotional", trimmed: row.bids)
    writer.member("askNotional", trimmed: row.asks)
    writer.member("updateTime", integer: position.updateTime)
    writer.endObject()
  }

  /// Places in the queue of those who are deleveraged first: everybody's is the last.
  func deleveragingQuantiles() throws(ExchangeError) -> [UInt8] {
    let member = try futuresMember()
    let wanted = query["symbol"] == nil ? futures.contracts : [try contract()]
    var writer = AnswerWriter()
    writer.beginArray()
    for listed in wanted where member.positions.contains(where: { $0.contract == listed.index }) {
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      writer.key("adlQuantile")
      writer.beginObject()
      writer.member("LONG", integer: 0)
      writer.member("SHORT", integer: 0)
      writer.member(member.isHedged ? "HEDGE" : "BOTH", integer: 0)
      writer.endObject()
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }
}
