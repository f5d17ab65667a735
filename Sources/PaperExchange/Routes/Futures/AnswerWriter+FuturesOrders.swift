import PaperFutures

extension AnswerWriter {
  /// An order with the members of a list.
  ///
  /// - Parameter isAcknowledgement: it is told as it came: nothing filled.
  mutating func object(
    _ order: FuturesOrder, _ contract: FuturesContract, _ fields: [FuturesOrderField],
    isAcknowledgement: Bool = false
  ) {
    beginObject()
    for field in fields { write(field, of: order, contract, isAcknowledgement) }
    endObject()
  }

  private mutating func write(
    _ field: FuturesOrderField, of order: FuturesOrder, _ contract: FuturesContract, _ isNew: Bool
  ) {
    let name = field.rawValue
    let executed = isNew ? 0 : Int128(order.executedSteps)
    switch field {
    case .amendmentPair: member(name, contract.pair)
    case .averagePrice:
      let units = isNew ? 0 : order.averagePrice(stepUnits: contract.stepUnits)
      member(
        name, units: units,
        decimals: executed == 0 ? contract.pricePrecision : min(8, contract.pricePrecision + 3))
    case .clientOrderID: member(name, order.clientOrderID)
    case .closePosition: member(name, order.closePosition)
    case .cumulatedBase, .cumulatedQuantity, .executedQuantity: member(name, quantity: executed, contract)
    case .cumulatedQuote: member(name, cost: isNew ? 0 : order.executedUnits, contract)
    case .goodTillDate: member(name, integer: order.goodTillDate)
    case .orderNumber: member(name, integer: order.number)
    case .originalQuantity: member(name, quantity: Int128(order.steps), contract)
    case .originalType, .type: member(name, order.type.rawValue)
    case .positionSide: member(name, order.positionSide.rawValue)
    case .price: member(name, price: order.priceTicks, contract)
    case .priceMatch: member(name, order.priceMatch.rawValue)
    case .priceProtect: member(name, false)
    case .reduceOnly: member(name, order.reduceOnly)
    case .selfTradePrevention: member(name, order.selfTradePrevention.rawValue)
    case .side: member(name, order.side.rawValue)
    case .status: member(name, isNew ? FuturesOrderStatus.new.rawValue : order.status.rawValue)
    case .stopPrice: member(name, price: 0, contract)
    case .symbol: member(name, contract.symbol)
    case .time: member(name, integer: order.time)
    case .timeInForce: member(name, order.timeInForce.rawValue)
    case .updateTime: member(name, integer: isNew ? order.time : order.updateTime)
    case .workingType: member(name, WorkingType.contractPrice.rawValue)
    }
  }

  /// What a refused entry of a batch is answered with.
  mutating func object(_ error: ExchangeError) {
    beginObject()
    member("code", integer: error.code)
    member("msg", error.message)
    endObject()
  }
}
