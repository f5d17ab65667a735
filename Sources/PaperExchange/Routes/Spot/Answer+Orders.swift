import PaperAccounts
import PaperCore
import PaperSpot

/// Single orders (rest-api.md, "Trading endpoints").
extension Answer {
  /// `POST /api/v3/order`.
  func placeOrder() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let order = try OrderForm(query: query, listing: symbol.listing).order()
    let placement = try placing(1) { () throws(OrderRefusal) in
      try spot.place(order, on: symbol, by: owner, now: now)
    }
    return written {
      orderWriter(symbol).write(placement, as: responseType(for: order.type), to: &$0)
    }
  }

  /// `POST /api/v3/order/test`.
  func testOrder() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let order = try OrderForm(query: query, listing: symbol.listing).order()
    do throws(OrderRefusal) {
      try spot.check(order, on: symbol, by: owner, now: now)
    } catch {
      guard case .rejected(let message) = error, Self.matchingRefusals.contains(message) else {
        throw ExchangeError(error)
      }
    }
    guard query.isTrue("computeCommissionRates") else { return Array("{}".utf8) }
    return written { writer in
      writer.beginObject()
      writer.rates("standardCommissionForOrder", maker: owner.commission.maker, taker: owner.commission.taker)
      writer.rates("specialCommissionForOrder", maker: 0, taker: 0)
      writer.rates("taxCommissionForOrder", maker: 0, taker: 0)
      writer.discount()
      writer.endObject()
    }
  }

  /// What only the matching engine says, and a test order is not sent there ("Test new order"; errors.md,
  /// "Messages for -1010 …: an error has been returned by the matching engine"): it needs no balance.
  private static let matchingRefusals: Set<String> = [
    "Account has insufficient balance for requested action.", "Duplicate order sent.",
    "Order would trigger immediately.", "Order would immediately match and take.",
  ]

  /// `POST /api/v3/sor/order` and `…/test`: no symbol has an order routing that works.
  func routedOrder() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let order = try OrderForm(query: query, listing: symbol.listing).order()
    guard order.type == .limit || order.type == .market else { throw .invalidOrderType }
    throw .noOrderRouting
  }

  /// `DELETE /api/v3/order`.
  func cancelOrder() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let reference = try reference()
    let outcome = try changing { () throws(OrderRefusal) in
      try spot.cancel(
        reference, newClientOrderID: query["newClientOrderId"],
        restriction: query.word("cancelRestrictions"), on: symbol, by: owner, now: now)
    }
    return written { orderWriter(symbol).write(outcome, to: &$0) }
  }

  /// `DELETE /api/v3/openOrders`.
  func cancelAllOrders() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let outcomes = try engine { () throws(OrderRefusal) in
      try spot.cancelAll(on: symbol, by: owner, now: now)
    }
    return written(reservingByteCount: 64 + outcomes.count * 480) { writer in
      writer.beginArray()
      for outcome in outcomes { orderWriter(symbol).write(outcome, to: &writer) }
      writer.endArray()
    }
  }

  /// `PUT /api/v3/order/amend/keepPriority`.
  func amendOrder() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let reference = try reference()
    let decimals = symbol.listing.scale.quantityDecimals
    guard let quantity = try query.positiveUnits("newQty", decimals: decimals, called: "quantity") else {
      throw .missingParameter("newQty")
    }
    let outcome = try changing(unknown: { .amendRejected($0) }) { () throws(OrderRefusal) in
      try spot.amend(
        reference, newClientOrderID: query["newClientOrderId"], quantity: quantity, on: symbol, by: owner,
        now: now)
    }
    let orders = orderWriter(symbol)
    return written { writer in
      writer.beginObject()
      writer.member("transactTime", integer: time(outcome.amendment.time))
      writer.member("executionId", integer: outcome.amendment.executionID)
      writer.key("amendedOrder")
      orders.write(
        amended: outcome.order, originalClientOrderID: outcome.amendment.originalClientOrderID, to: &writer)
      if let list = outcome.list {
        writer.key("listStatus")
        orders.write(listStatus: list, to: &writer)
      }
      writer.endObject()
    }
  }
}
