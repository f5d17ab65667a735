import PaperCore
import PaperSpot

/// Order lists (rest-api.md, "Order lists").
extension Answer {
  /// What is asked for, by path; the shared end of `POST /api/v3/orderList/…`.
  ///
  /// - Parameter count: the endpoint's "Unfilled Order Count".
  func placeList(
    _ count: Int, _ read: (OrderListForm) throws(ExchangeError) -> NewOrderList
  ) throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let list = try read(OrderListForm(query: query, listing: symbol.listing))
    let placement = try placing(count) { () throws(OrderRefusal) in
      try spot.placeList(
        list, clientListID: query["listClientOrderId"], on: symbol, by: owner, now: now)
    }
    return written(reservingByteCount: 2_048) {
      orderWriter(symbol).write(placement, as: query.word("newOrderRespType") ?? .result, to: &$0)
    }
  }

  /// `DELETE /api/v3/orderList`.
  func cancelList() throws(ExchangeError) -> [UInt8] {
    let symbol = try symbol()
    let owner = try owner()
    let reference = try reference(number: "orderListId", clientID: "listClientOrderId")
    let outcome = try changing { () throws(OrderRefusal) in
      try spot.cancelList(
        reference, newClientOrderID: query["newClientOrderId"], on: symbol, by: owner, now: now)
    }
    return written(reservingByteCount: 2_048) {
      orderWriter(symbol).write(outcome.list, canceled: outcome.orders, to: &$0)
    }
  }

  /// `GET /api/v3/orderList`.
  func orderList() throws(ExchangeError) -> [UInt8] {
    let owner = try owner()
    let reference = try reference(number: "orderListId")
    guard let list = spot.list(reference, of: owner) else { throw .noSuchOrder }
    return written { write([list], isArray: false, to: &$0) }
  }

  /// `GET /api/v3/allOrderList`.
  func allOrderLists() throws(ExchangeError) -> [UInt8] {
    let owner = try owner()
    let limit = try limit(default: 500, maximum: 1_000)
    let window = try dayWindow()
    let from = query.integer("fromId")
    guard from == nil || (window.start == nil && window.end == nil) else { throw .badCombination }
    let lists = spot.lists(of: owner, from: from, start: window.start, end: window.end, limit: limit)
    return written(reservingByteCount: 64 + lists.count * 400) { write(lists, isArray: true, to: &$0) }
  }

  /// `GET /api/v3/openOrderList`.
  func openOrderLists() throws(ExchangeError) -> [UInt8] {
    let lists = spot.openLists(of: try owner())
    return written(reservingByteCount: 64 + lists.count * 400) { write(lists, isArray: true, to: &$0) }
  }

  private func write(_ lists: [OrderList], isArray: Bool, to writer: inout AnswerWriter) {
    if isArray { writer.beginArray() }
    for list in lists {
      guard let symbol = exchange.symbol(named: list.symbol) else { continue }
      orderWriter(symbol).write(list, to: &writer)
    }
    if isArray { writer.endArray() }
  }
}
