import PaperFutures

extension AnswerWriter {
  /// A conditional order as `POST` answers it.
  mutating func placed(_ order: AlgoOrder, _ contract: FuturesContract) {
    beginObject()
    writeHead(order, contract)
    member("triggerPrice", price: order.new.triggerTicks, contract)
    member("price", price: order.new.order.priceTicks, contract)
    key("icebergQuantity")
    raw("null".utf8)
    writeTail(order)
    let isTrailing = order.new.type == .trailingStopMarket
    let activation = Int128(order.new.activateTicks) * Int128(contract.tickUnits)
    key("activatePrice")
    if isTrailing { amount(activation, decimals: contract.pricePrecision) } else { string("") }
    if isTrailing {
      member("callbackRate", trimmed: Int128(order.new.callbackRate) * 100, decimals: 1)
    } else {
      member("callbackRate", "")
    }
    writeTimes(order)
    endObject()
  }

  /// A conditional order as `GET` answers it. What came of it is told when something did.
  mutating func asked(_ order: AlgoOrder, _ contract: FuturesContract) {
    beginObject()
    writeHead(order, contract)
    member("actualOrderId", order.order.map { "\($0.number)" } ?? "")
    let average = order.order?.averagePrice(stepUnits: contract.stepUnits) ?? 0
    member("actualPrice", units: average, decimals: min(8, contract.pricePrecision + 3))
    if let made = order.order {
      member("actualQty", quantity: Int128(made.executedSteps), contract)
      member("actualType", made.type.rawValue)
    }
    member("triggerPrice", price: order.new.triggerTicks, contract)
    member("price", price: order.new.order.priceTicks, contract)
    key("icebergQuantity")
    raw("null".utf8)
    for name in ["tpTriggerPrice", "tpPrice", "slTriggerPrice", "slPrice"] {
      member(name, price: 0, contract)
    }
    member("tpOrderType", "")
    writeTail(order)
    writeTimes(order)
    endObject()
  }

  private mutating func writeHead(_ order: AlgoOrder, _ contract: FuturesContract) {
    member("algoId", integer: order.number)
    member("clientAlgoId", order.clientAlgoID)
    member("algoType", "CONDITIONAL")
    member("orderType", order.new.type.rawValue)
    member("symbol", contract.symbol)
    member("side", order.new.order.side.rawValue)
    member("positionSide", order.new.order.positionSide.rawValue)
    member("timeInForce", order.new.order.timeInForce.rawValue)
    member("quantity", quantity: Int128(order.new.order.steps), contract)
    member("algoStatus", order.status.rawValue)
  }

  private mutating func writeTail(_ order: AlgoOrder) {
    member("selfTradePreventionMode", order.new.order.selfTradePrevention.rawValue)
    member("workingType", order.new.workingType.rawValue)
    member("priceMatch", order.new.order.priceMatch.rawValue)
    member("closePosition", order.new.order.closePosition)
    member("priceProtect", order.new.isPriceProtected)
    member("reduceOnly", order.new.order.reduceOnly)
  }

  private mutating func writeTimes(_ order: AlgoOrder) {
    member("createTime", integer: order.time)
    member("updateTime", integer: order.updateTime)
    member("triggerTime", integer: order.triggerTime)
    member("goodTillDate", integer: order.new.order.goodTillDate)
  }
}
