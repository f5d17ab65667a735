public import PaperAccounts
public import PaperCore

extension SpotExchange {
  /// Makes an open order smaller without losing its place in the queue (faqs/order_amend_keep_priority.md).
  /// Both orders of a pair have one quantity, so both become smaller.
  ///
  /// - Parameters:
  ///   - newClientOrderID: the order's id from now on, which may be the old one; the exchange makes one
  ///     when it is `nil`.
  ///   - quantity: of the whole order, what was executed included.
  public func amend(
    _ reference: OrderReference, newClientOrderID: String?, quantity: Int, on symbol: ListedSymbol,
    by account: Account, now time: Int
  ) throws(OrderRefusal) -> AmendOutcome {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    let state = context.state
    let unknown = OrderRefusal.amendRejected("Unknown order sent.")
    let record = try openRecord(reference, in: context, orElse: unknown)
    try checkAmendment(of: record, to: quantity, newClientOrderID: newClientOrderID, in: context)
    let amendment = Amendment(
      symbol: state.name, orderNumber: record.number, accountNumber: account.number,
      executionID: state.makeExecutionID(), originalClientOrderID: record.clientOrderID,
      newClientOrderID: newClientOrderID ?? makeClientID(), originalQuantity: record.quantity,
      newQuantity: quantity, time: context.now)
    Self.keep(amendment, in: &amendments)
    changeCount += 1
    context.orders.rename(record, to: amendment.newClientOrderID)
    record.ownExtras.amendmentCount += 1
    let list = lists.openList(record.listNumber)
    for order in [record] + (openSibling(of: record).map { [$0] } ?? []) {
      shorten(order, to: quantity, in: context)
    }
    relock(record, at: context.now)
    if let list, amendment.originalClientOrderID != amendment.newClientOrderID { list.statusType = .updated }
    return AmendOutcome(order: Order(record, on: state), amendment: amendment, list: list?.snapshot)
  }

  private func checkAmendment(
    of record: OrderRecord, to quantity: Int, newClientOrderID: String?, in context: OrderContext
  ) throws(OrderRefusal) {
    guard !record.awaitsQuantity else {
      throw .amendRejected("Order amend (pending OPO order) is not supported.")
    }
    guard quantity != record.quantity else {
      throw .amendRejected("The requested action would change no state; rejecting")
    }
    guard quantity < record.quantity else {
      throw .amendRejected("Order amend (quantity increase) is not supported.")
    }
    guard quantity > record.executed + record.preventedQuantity else {
      throw .amendRejected("Price * QTY is zero or less.")
    }
    if let id = newClientOrderID, id != record.clientOrderID, context.orders.isUsed(id) {
      throw .amendRejected("Duplicate order sent.")
    }
    do throws(OrderRefusal) {
      try ask(
        .amendment, about: NewOrder(record), quantity: quantity,
        price: record.limitPrice > 0 ? record.limitPrice : nil, in: context,
        amendmentCount: record.extras?.amendmentCount ?? 0)
    } catch {
      // This filter alone is refused with the amendment's own code (filters.md, "MAX_NUM_ORDER_AMENDS").
      guard case .filter("MAX_NUM_ORDER_AMENDS") = error else { throw error }
      throw .amendRejected("Filter failure: MAX_NUM_ORDER_AMENDS")
    }
  }

  /// What an iceberg order shows becomes less only when less than that is left.
  private func shorten(_ record: OrderRecord, to quantity: Int, in context: OrderContext) {
    context.orders.changeOpenQuantity(of: record, by: quantity - record.quantity)
    record.quantity = quantity
    record.updateTime = context.now
    if record.visible > record.remaining {
      record.level?.reduce(record, by: record.visible - record.remaining)
    }
  }
}
