import PaperAccounts

extension Order {
  /// An order as it stands now, for somebody to read.
  init(_ record: OrderRecord, on state: SymbolState) {
    let extras = record.extras
    self.init(
      number: record.number, accountNumber: record.account.number, symbol: state.name,
      listNumber: Int(record.listNumber), clientOrderID: record.clientOrderID, side: record.side,
      type: record.type, timeInForce: record.timeInForce, status: record.status, price: record.price,
      peg: extras?.peg, peggedPrice: extras?.peggedPrice, stopPrice: extras?.stopPrice ?? 0,
      trailingDelta: extras?.trailingDelta, trailingTime: extras?.trailingTime,
      icebergQuantity: extras?.icebergQuantity, strategyID: extras?.strategyID,
      strategyType: extras?.strategyType, selfTradePrevention: record.selfTradePrevention,
      originalQuantity: record.quantity, awaitsQuantity: extras?.awaitsQuantity ?? false,
      executedQuantity: record.executed, executedQuoteUnits: record.executedQuote,
      originalQuoteQuantity: extras?.quoteQuantity ?? 0, preventedQuantity: record.preventedQuantity,
      preventedMatchID: extras?.preventedMatchID, time: record.time, updateTime: record.updateTime,
      workingTime: record.workingTime >= 0 ? record.workingTime : nil, isWorking: record.workingTime >= 0,
      expiryReason: record.expiryReason, lockedUnits: record.lock?.units ?? 0,
      lockedAsset: record.isBuy ? state.quoteAsset : state.baseAsset)
  }
}
