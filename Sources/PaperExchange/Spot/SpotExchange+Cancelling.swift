public import PaperAccounts
public import PaperCore

extension SpotExchange {
  static let unknownOrder = OrderRefusal.cancelRejected("Unknown order sent.")

  /// Cancels an order; the whole list when it is part of one.
  ///
  /// - Parameter newClientOrderID: the cancel's own id; the exchange makes one when it is `nil`.
  public func cancel(
    _ reference: OrderReference, newClientOrderID: String?, restriction: CancelRestriction?,
    on symbol: ListedSymbol, by account: Account, now time: Int
  ) throws(OrderRefusal) -> CancelOutcome {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    return try cancel(reference, newClientOrderID: newClientOrderID, restriction: restriction, in: context)
  }

  func cancel(
    _ reference: OrderReference, newClientOrderID: String?, restriction: CancelRestriction?,
    in context: OrderContext
  ) throws(OrderRefusal) -> CancelOutcome {
    let record = try openRecord(reference, in: context, orElse: Self.unknownOrder)
    switch (restriction, record.status) {
    case (nil, _), (.onlyNew?, .new), (.onlyPartiallyFilled?, .partiallyFilled): break
    default: throw .cancelRejected("Order was not canceled due to cancel restrictions.")
    }
    return cancel(record, id: newClientOrderID ?? makeClientID(), on: context.state, at: context.now)
  }

  /// Cancels all open orders of an account on a symbol, also those that are part of lists.
  public func cancelAll(on symbol: ListedSymbol, by account: Account, now time: Int) throws(OrderRefusal)
    -> [CancelOutcome]
  {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    let records = context.orders.open.values.sorted { $0.number < $1.number }
    guard !records.isEmpty else { throw Self.unknownOrder }
    let id = makeClientID()
    var outcomes: [CancelOutcome] = []
    for record in records where record.status.isOpen {
      outcomes.append(cancel(record, id: id, on: context.state, at: context.now))
    }
    // Orders by themselves come before lists, as in the documented response.
    return outcomes.filter { !$0.isList } + outcomes.filter(\.isList)
  }

  /// Cancels an order list.
  public func cancelList(
    _ reference: OrderReference, newClientOrderID: String?, on symbol: ListedSymbol, by account: Account,
    now time: Int
  ) throws(OrderRefusal) -> (list: OrderList, orders: [CanceledOrder]) {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    guard let list = lists.list(reference, of: account), list.isOpen, list.state === context.state else {
      throw Self.unknownOrder
    }
    return cancel(list, id: newClientOrderID ?? makeClientID(), at: context.now)
  }

  /// The open order that a client means.
  func openRecord(
    _ reference: OrderReference, in context: OrderContext, orElse unknown: OrderRefusal
  ) throws(OrderRefusal) -> OrderRecord {
    let found: OrderRecord?
    switch reference {
    case .number(let number), .both(let number, _): found = context.orders.open[number]
    case .clientID(let id): found = context.orders.byClientID[id]
    }
    guard let found, found.status.isOpen else { throw unknown }
    if case .both(_, let id) = reference, found.clientOrderID != id { throw .clientOrderIDMismatch }
    return found
  }

  private func cancel(_ record: OrderRecord, id: String, on state: SymbolState, at time: Int) -> CancelOutcome
  {
    if let list = lists.openList(record.listNumber) {
      let (snapshot, orders) = cancel(list, id: id, at: time)
      return .list(snapshot, orders)
    }
    close(record, .canceled, nil, on: state, at: time)
    return .order(CanceledOrder(order: Order(record, on: state), cancelClientOrderID: id))
  }

  private func cancel(_ list: ListRecord, id: String, at time: Int) -> (
    list: OrderList, orders: [CanceledOrder]
  ) {
    list.isEnding = true
    let records = list.orders.filter(\.status.isOpen)
    for record in records { close(record, .canceled, nil, on: list.state, at: time) }
    let orders = records.map {
      CanceledOrder(order: Order($0, on: list.state), cancelClientOrderID: id)
    }
    return (list.snapshot, orders)
  }
}
