extension Fill {
  /// A fill as it is kept, for somebody to read.
  init(_ record: FillRecord, account: Int, on state: SymbolState) {
    let hasCounterpart = record.counterpartOrderNumber > 0
    self.init(
      tradeID: record.tradeID, symbol: state.name, orderNumber: record.orderNumber,
      listNumber: Int(record.listNumber), accountNumber: account, priceUnits: record.price,
      quantityUnits: record.quantity, quoteUnits: record.quote, commissionUnits: record.commission,
      commissionAsset: record.isBuyer ? state.baseAsset : state.quoteAsset, time: record.time,
      isBuyer: record.isBuyer, isMaker: record.isMaker, isFirst: record.isFirst,
      counterpartOrderNumber: hasCounterpart ? record.counterpartOrderNumber : nil,
      counterpartAccountNumber: hasCounterpart ? record.counterpartAccountNumber : nil)
  }
}
