public import PaperAccounts
public import PaperCore

// Questions change nothing. They answer for the last time that `advance` or a command brought, so whoever
// asks advances first.
extension SpotExchange {
  /// One order, open or closed.
  ///
  /// - Throws: `noSuchOrder`, or `clientOrderIDMismatch`.
  public func order(_ reference: OrderReference, on symbol: ListedSymbol, of account: Account)
    throws(OrderRefusal) -> Order
  {
    guard let state = knownState(of: symbol.listing.symbol), let orders = state.accounts[account.number]
    else {
      throw .noSuchOrder
    }
    let found: OrderRecord?
    switch reference {
    case .number(let number), .both(let number, _): found = orders.record(number)
    case .clientID(let id): found = orders.byClientID[id]
    }
    guard let found else { throw .noSuchOrder }
    if case .both(_, let id) = reference, found.clientOrderID != id { throw .clientOrderIDMismatch }
    return Order(found, on: state)
  }

  /// Open orders, by symbol and number; on all symbols when `symbol` is `nil`.
  public func openOrders(of account: Account, on symbol: ListedSymbol?) -> [Order] {
    let chosen =
      symbol.map { [knownState(of: $0.listing.symbol)].compactMap(\.self) }
      ?? states.sorted { $0.name < $1.name }
    return chosen.flatMap { state in
      (state.accounts[account.number]?.open.values.sorted { $0.number < $1.number } ?? []).map {
        Order($0, on: state)
      }
    }
  }

  /// Orders of an account, open and closed, by number.
  ///
  /// - Parameters:
  ///   - orderNumber: the first `limit` from this number on; without it and without `start` the last `limit`.
  ///   - start: placed at or after this time; the first `limit` of them.
  ///   - end: placed at or before this time.
  public func orders(
    of account: Account, on symbol: ListedSymbol, from orderNumber: Int?, start: Int?, end: Int?, limit: Int
  ) -> [Order] {
    guard let state = knownState(of: symbol.listing.symbol), let orders = state.accounts[account.number]
    else {
      return []
    }
    let records = orders.records[(orderNumber.map { orders.index(from: $0) } ?? 0)...].lazy.filter {
      !$0.isForgotten && $0.time >= start ?? 0 && $0.time <= end ?? Int.max
    }
    let chosen =
      orderNumber != nil || start != nil
      ? Array(records.prefix(limit)) : Array(records.reversed().prefix(limit).reversed())
    return chosen.map { Order($0, on: state) }
  }

  /// Trades of an account by number.
  ///
  /// - Parameters:
  ///   - order: of this order only.
  ///   - tradeID: the first `limit` from this number on; without it and without `start` the last `limit`.
  ///   - start: at or after this time; the first `limit` of them.
  ///   - end: at or before this time.
  public func trades(
    of account: Account, on symbol: ListedSymbol, order: Int?, from tradeID: Int?, start: Int?, end: Int?,
    limit: Int
  ) -> [Fill] {
    guard let state = knownState(of: symbol.listing.symbol), let orders = state.accounts[account.number]
    else {
      return []
    }
    let fills = orders.knownFills.lazy.filter {
      $0.tradeID >= tradeID ?? 0 && (order == nil || $0.orderNumber == order) && $0.time >= start ?? 0
        && $0.time <= end ?? Int.max
    }
    let chosen =
      tradeID != nil || start != nil
      ? Array(fills.prefix(limit)) : Array(fills.reversed().prefix(limit).reversed())
    return chosen.map { Fill($0, account: account.number, on: state) }
  }

  /// All fills of an order that are not forgotten.
  public func fills(of order: Order) -> [Fill] {
    guard let state = knownState(of: order.symbol), let orders = state.accounts[order.accountNumber] else {
      return []
    }
    return orders.knownFills.filter { $0.orderNumber == order.number }.map {
      Fill($0, account: order.accountNumber, on: state)
    }
  }

  /// Open orders and lists of an account on a symbol, or on the whole exchange.
  public func counts(of account: Account, on symbol: ListedSymbol?) -> FilterQuestion.Counts {
    let counts =
      symbol.map { knownState(of: $0.listing.symbol)?.accounts[account.number]?.counts }
      ?? totals[account.number]
    return counts ?? FilterQuestion.Counts()
  }

  /// What accounts' orders show on the book, best price first.
  public func restingLevels(on symbol: ListedSymbol) -> (bids: [SpotLevel], asks: [SpotLevel]) {
    guard let state = knownState(of: symbol.listing.symbol) else { return ([], []) }
    return (state.restingLevels(.buy, limit: Int.max), state.restingLevels(.sell, limit: Int.max))
  }

  /// The book as clients see it: the market's levels without what accounts took from them and without those
  /// that would cross an account's order, and accounts' orders.
  ///
  /// - Parameter now: not before the last command; the caller has advanced to it.
  public func book(of symbol: ListedSymbol, limit: Int, now: Int) -> (bids: [SpotLevel], asks: [SpotLevel]) {
    let state =
      knownState(of: symbol.listing.symbol) ?? SymbolState(symbol, sharedMarket: symbol.market)
    return (
      state.visibleLevels(.buy, limit: limit, at: now), state.visibleLevels(.sell, limit: limit, at: now)
    )
  }
}
