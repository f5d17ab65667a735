import PaperCore
import PaperSpot

/// What an account asks about its orders and trades (rest-api.md, "Account Endpoints").
extension Answer {
  /// `GET /api/v3/order`.
  func order() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let reference = try reference()
    let order = try engine { () throws(OrderRefusal) in try spot.order(reference, on: symbol, of: owner) }
    return written { orderWriter(symbol).write(order, isListed: false, to: &$0) }
  }

  /// `GET /api/v3/openOrders`.
  func openOrders() throws(ExchangeError) -> [UInt8] {
    let symbol = query["symbol"] == nil ? nil : try symbol()
    return list(spot.openOrders(of: try owner(), on: symbol))
  }

  /// `GET /api/v3/allOrders`.
  func allOrders() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let limit = try limit(default: 500, maximum: 1_000)
    let window = try dayWindow()
    return list(
      spot.orders(
        of: try owner(), on: symbol, from: query.integer("orderId"), start: window.start, end: window.end,
        limit: limit))
  }

  private func list(_ orders: [Order]) -> [UInt8] {
    written(reservingByteCount: 64 + orders.count * 500) { writer in
      writer.beginArray()
      for order in orders {
        guard let symbol = exchange.symbol(named: order.symbol) else { continue }
        orderWriter(symbol).write(order, isListed: true, to: &writer)
      }
      writer.endArray()
    }
  }

  /// `GET /api/v3/myTrades`.
  func ownTrades() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let limit = try limit(default: 500, maximum: 1_000)
    try checkCombination(
      of: ["orderId", "startTime", "endTime", "fromId"],
      supported: [
        [], ["orderId"], ["startTime"], ["endTime"], ["fromId"], ["startTime", "endTime"],
        ["orderId", "fromId"],
      ])
    let window = try dayWindow()
    let fills = spot.trades(
      of: try owner(), on: symbol, order: query.integer("orderId"), from: query.integer("fromId"),
      start: window.start, end: window.end, limit: limit)
    let decimals = symbol.listing.scale.quantityDecimals
    return written(reservingByteCount: 64 + fills.count * 300) { writer in
      writer.beginArray()
      for fill in fills {
        writer.beginObject()
        writer.member("symbol", fill.symbol)
        writer.member("id", integer: fill.tradeID)
        writer.member("orderId", integer: fill.orderNumber)
        writer.member("orderListId", integer: fill.listNumber)
        writer.member("price", units: Int128(fill.priceUnits))
        writer.member("qty", units: Int128(fill.quantityUnits), decimals: decimals)
        writer.member("quoteQty", units: Int128(fill.quoteUnits))
        writer.member("commission", units: Int128(fill.commissionUnits))
        writer.member("commissionAsset", fill.commissionAsset)
        writer.member("time", integer: time(fill.time))
        writer.member("isBuyer", fill.isBuyer)
        writer.member("isMaker", fill.isMaker)
        writer.member("isBestMatch", true)
        writer.endObject()
      }
      writer.endArray()
    }
  }

  /// `GET /api/v3/myPreventedMatches`.
  func preventedMatches() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let limit = try limit(default: 500, maximum: 1_000)
    try checkCombination(
      of: ["preventedMatchId", "orderId", "fromPreventedMatchId", "limit"],
      supported: [
        ["preventedMatchId"], ["orderId"], ["orderId", "fromPreventedMatchId"],
        ["orderId", "fromPreventedMatchId", "limit"],
      ])
    let matches = spot.preventedMatches(
      of: try owner(), on: symbol, number: query.integer("preventedMatchId"),
      order: query.integer("orderId"), from: query.integer("fromPreventedMatchId"), limit: limit)
    let decimals = symbol.listing.scale.quantityDecimals
    return written(reservingByteCount: 64 + matches.count * 300) { writer in
      writer.beginArray()
      for match in matches {
        writer.beginObject()
        writer.member("symbol", match.symbol)
        writer.member("preventedMatchId", integer: match.number)
        writer.member("takerOrderId", integer: match.takerOrderNumber)
        writer.member("makerSymbol", match.symbol)
        writer.member("makerOrderId", integer: match.makerOrderNumber)
        writer.member("tradeGroupId", integer: -1)
        writer.member("selfTradePreventionMode", match.mode.rawValue)
        writer.member("price", units: Int128(match.priceUnits))
        if let units = match.takerPreventedQuantity {
          writer.member("takerPreventedQuantity", units: Int128(units), decimals: decimals)
        }
        if let units = match.makerPreventedQuantity {
          writer.member("makerPreventedQuantity", units: Int128(units), decimals: decimals)
        }
        writer.member("transactTime", integer: time(match.time))
        writer.endObject()
      }
      writer.endArray()
    }
  }

  /// `GET /api/v3/myAllocations`: none, because no order is routed.
  func allocations() throws(ExchangeError) -> [UInt8] {
    _ = try symbol()
    _ = try owner()
    _ = try limit(default: 500, maximum: 1_000)
    try checkCombination(
      of: ["startTime", "endTime", "fromAllocationId", "orderId"],
      supported: [
        [], ["startTime"], ["endTime"], ["startTime", "endTime"], ["fromAllocationId"], ["orderId"],
        ["orderId", "fromAllocationId"],
      ])
    _ = try dayWindow()
    return Array("[]".utf8)
  }

  /// `GET /api/v3/order/amendments`.
  func amendments() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let limit = try limit(default: 500, maximum: 1_000)
    guard let number = query.integer("orderId") else { throw .missingParameter("orderId") }
    let amendments = spot.amendments(
      of: try owner(), on: symbol, order: number, from: query.integer("fromExecutionId"), limit: limit)
    let decimals = symbol.listing.scale.quantityDecimals
    return written(reservingByteCount: 64 + amendments.count * 250) { writer in
      writer.beginArray()
      for amendment in amendments {
        writer.beginObject()
        writer.member("symbol", amendment.symbol)
        writer.member("orderId", integer: amendment.orderNumber)
        writer.member("executionId", integer: amendment.executionID)
        writer.member("origClientOrderId", amendment.originalClientOrderID)
        writer.member("newClientOrderId", amendment.newClientOrderID)
        writer.member("origQty", units: Int128(amendment.originalQuantity), decimals: decimals)
        writer.member("newQty", units: Int128(amendment.newQuantity), decimals: decimals)
        writer.member("time", integer: time(amendment.time))
        writer.endObject()
      }
      writer.endArray()
    }
  }
}
