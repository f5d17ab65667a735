extension NewOrder {
  /// An order as somebody would send it who wanted this one.
  init(_ record: OrderRecord) {
    let extras = record.extras
    let stopPrice = extras?.stopPrice ?? 0
    self.init(
      side: record.side, type: record.type, timeInForce: record.timeInForce, quantity: record.quantity,
      price: record.price > 0 ? record.price : nil, stopPrice: stopPrice > 0 ? stopPrice : nil,
      trailingDelta: extras?.trailingDelta, icebergQuantity: extras?.icebergQuantity,
      clientOrderID: record.clientOrderID, strategyID: extras?.strategyID, strategyType: extras?.strategyType,
      selfTradePrevention: record.selfTradePrevention, peg: extras?.peg)
  }
}
