import PaperCore
import PaperSpot

/// Writes orders the way the answers of rest-api.md show them, member by member; "Conditional fields in Order
/// Responses" says which appear when.
struct OrderWriter {
  /// 1, or 1,000 for microseconds.
  let timeFactor: Int
  /// Decimals of quantities of the base asset.
  let quantityDecimals: Int

  /// A writer for the orders of a symbol.
  init(_ listing: Listing, timeFactor: Int) {
    self.timeFactor = timeFactor
    quantityDecimals = listing.scale.quantityDecimals
  }

  /// A placed order.
  ///
  /// - Parameter fillsFirst: cancelReplace shows the fills before `selfTradePreventionMode`.
  func write(
    _ placement: Placement, as type: OrderResponseType, fillsFirst: Bool = false,
    to writer: inout AnswerWriter
  ) {
    let order = placement.order
    writer.beginObject()
    writer.member("symbol", order.symbol)
    writer.member("orderId", integer: order.number)
    writer.member("orderListId", integer: order.listNumber)
    writer.member("clientOrderId", order.clientOrderID)
    writer.member("transactTime", integer: order.updateTime * timeFactor)
    if type != .acknowledgement {
      writeAmounts(order, to: &writer)
      writeKind(order, to: &writer)
      writeTrigger(order, to: &writer)
      writer.member("workingTime", integer: time(order.workingTime))
      writeIceberg(order, to: &writer)
      if type == .full, fillsFirst { write(placement.fills, to: &writer) }
      writePrevention(order, to: &writer)
      if type == .full, !fillsFirst { write(placement.fills, to: &writer) }
    }
    writer.endObject()
  }

  /// A canceled order.
  func write(_ canceled: CanceledOrder, to writer: inout AnswerWriter) {
    let order = canceled.order
    writer.beginObject()
    writer.member("symbol", order.symbol)
    writer.member("origClientOrderId", order.clientOrderID)
    writer.member("orderId", integer: order.number)
    writer.member("orderListId", integer: order.listNumber)
    writer.member("clientOrderId", canceled.cancelClientOrderID)
    writer.member("transactTime", integer: order.updateTime * timeFactor)
    writeAmounts(order, to: &writer)
    writeKind(order, to: &writer)
    writeTrigger(order, to: &writer)
    writeIceberg(order, to: &writer)
    writePrevention(order, to: &writer)
    writer.endObject()
  }

  /// An order that was asked for.
  ///
  /// - Parameter isListed: lists of orders have the last members in another order than a single one.
  func write(_ order: Order, isListed: Bool, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("symbol", order.symbol)
    writer.member("orderId", integer: order.number)
    writer.member("orderListId", integer: order.listNumber)
    writer.member("clientOrderId", order.clientOrderID)
    writePrice(order, to: &writer)
    writeOriginalQuantity(order, to: &writer)
    writer.member("executedQty", units: Int128(order.executedQuantity), decimals: quantityDecimals)
    writer.member("cummulativeQuoteQty", units: Int128(order.executedQuoteUnits))
    writeKind(order, to: &writer)
    writer.member("stopPrice", units: Int128(order.stopPrice))
    writeTrailing(order, to: &writer)
    writer.member("icebergQty", units: Int128(order.icebergQuantity ?? 0), decimals: quantityDecimals)
    writer.member("time", integer: order.time * timeFactor)
    writer.member("updateTime", integer: order.updateTime * timeFactor)
    writer.member("isWorking", order.isWorking)
    if !isListed { writer.member("workingTime", integer: time(order.workingTime)) }
    writer.member("origQuoteOrderQty", units: Int128(order.originalQuoteQuantity))
    if isListed { writer.member("workingTime", integer: time(order.workingTime)) }
    writePrevention(order, to: &writer)
    writer.endObject()
  }

  /// An amended order, whose members have names of their own.
  func write(amended order: Order, originalClientOrderID: String, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("symbol", order.symbol)
    writer.member("orderId", integer: order.number)
    writer.member("orderListId", integer: order.listNumber)
    writer.member("origClientOrderId", originalClientOrderID)
    writer.member("clientOrderId", order.clientOrderID)
    writePrice(order, to: &writer)
    writer.member("qty", units: Int128(order.originalQuantity), decimals: quantityDecimals)
    writer.member("executedQty", units: Int128(order.executedQuantity), decimals: quantityDecimals)
    writer.member("preventedQty", units: Int128(order.preventedQuantity), decimals: quantityDecimals)
    writer.member("quoteOrderQty", units: Int128(order.originalQuoteQuantity))
    writer.member("cumulativeQuoteQty", units: Int128(order.executedQuoteUnits))
    writeKind(order, to: &writer)
    writeTrigger(order, to: &writer)
    if let workingTime = order.workingTime {
      writer.member("workingTime", integer: workingTime * timeFactor)
    }
    writeIceberg(order, to: &writer)
    writer.member("selfTradePreventionMode", order.selfTradePrevention.rawValue)
    writer.endObject()
  }

  /// Price, quantities and what was traded.
  private func writeAmounts(_ order: Order, to writer: inout AnswerWriter) {
    writePrice(order, to: &writer)
    writeOriginalQuantity(order, to: &writer)
    writer.member("executedQty", units: Int128(order.executedQuantity), decimals: quantityDecimals)
    writer.member("origQuoteOrderQty", units: Int128(order.originalQuoteQuantity))
    writer.member("cummulativeQuoteQty", units: Int128(order.executedQuoteUnits))
  }

  private func writePrice(_ order: Order, to writer: inout AnswerWriter) {
    writer.member("price", units: Int128(order.price))
    guard let peg = order.peg else { return }
    writer.member("pegPriceType", peg.priceType.rawValue)
    if let levels = peg.offsetLevels {
      writer.member("pegOffsetType", "PRICE_LEVEL")
      writer.member("pegOffsetValue", integer: levels)
    }
    if let price = order.peggedPrice { writer.member("peggedPrice", units: Int128(price)) }
  }

  private func writeOriginalQuantity(_ order: Order, to writer: inout AnswerWriter) {
    guard !order.awaitsQuantity else { return }
    writer.member("origQty", units: Int128(order.originalQuantity), decimals: quantityDecimals)
  }

  private func writeKind(_ order: Order, to writer: inout AnswerWriter) {
    writer.member("status", order.status.rawValue)
    writer.member("timeInForce", order.timeInForce.rawValue)
    writer.member("type", order.type.rawValue)
    writer.member("side", order.side.rawValue)
  }

  private func writeTrigger(_ order: Order, to writer: inout AnswerWriter) {
    if order.type.isContingent { writer.member("stopPrice", units: Int128(order.stopPrice)) }
    writeTrailing(order, to: &writer)
  }

  private func writeTrailing(_ order: Order, to writer: inout AnswerWriter) {
    if let delta = order.trailingDelta {
      writer.member("trailingDelta", integer: delta)
      writer.member("trailingTime", integer: time(order.trailingTime))
    }
    if let strategyID = order.strategyID { writer.member("strategyId", integer: strategyID) }
    if let strategyType = order.strategyType { writer.member("strategyType", integer: strategyType) }
  }

  private func writeIceberg(_ order: Order, to writer: inout AnswerWriter) {
    guard let quantity = order.icebergQuantity else { return }
    writer.member("icebergQty", units: Int128(quantity), decimals: quantityDecimals)
  }

  /// The mode of self-trade prevention and what came of it, and why an order expired.
  private func writePrevention(_ order: Order, to writer: inout AnswerWriter) {
    if let number = order.preventedMatchID {
      writer.member("preventedMatchId", integer: number)
      writer.member("preventedQuantity", units: Int128(order.preventedQuantity), decimals: quantityDecimals)
    }
    writer.member("selfTradePreventionMode", order.selfTradePrevention.rawValue)
    if let reason = order.expiryReason { writer.member("expiryReason", reason.rawValue) }
  }

  private func write(_ fills: [Fill], to writer: inout AnswerWriter) {
    writer.key("fills")
    writer.beginArray()
    for fill in fills {
      writer.beginObject()
      writer.member("price", units: Int128(fill.priceUnits))
      writer.member("qty", units: Int128(fill.quantityUnits), decimals: quantityDecimals)
      writer.member("commission", units: Int128(fill.commissionUnits))
      writer.member("commissionAsset", fill.commissionAsset)
      writer.member("tradeId", integer: fill.tradeID)
      writer.endObject()
    }
    writer.endArray()
  }

  /// A time as the client wants it; -1 when there is none.
  private func time(_ milliseconds: Int?) -> Int { milliseconds.map { $0 * timeFactor } ?? -1 }
}
