public import PaperAccounts
public import PaperCore

/// The spot side of the exchange: books of accounts' orders on top of the markets, matched by price and time.
public final class SpotExchange {
  /// Looks at an order and names the filter that it fails, such as `LOT_SIZE`; `nil` when it passes all.
  public typealias FilterCheck = (FilterQuestion) -> String?

  let exchange: PaperExchange
  let accounts: Accounts
  let seed: UInt64
  let filterCheck: FilterCheck

  /// - Parameters:
  ///   - seed: client order ids that the exchange makes follow from it.
  ///   - filterCheck: asked about every order; by default all pass.
  public init(
    exchange: PaperExchange, accounts: Accounts, seed: UInt64,
    filterCheck: @escaping FilterCheck = { _ in nil }
  ) {
    self.exchange = exchange
    self.accounts = accounts
    self.seed = seed
    self.filterCheck = filterCheck
  }

  /// Lets everything happen that happens until `now`.
  public func advance(to now: Int) {}

  /// The first fills since this was last called, oldest first.
  public func takeFirstFills() -> [FirstFill] { [] }

  /// Checks an order as `place` does, without booking it.
  public func check(_ new: NewOrder, on symbol: ListedSymbol, by account: Account, now: Int)
    throws(OrderRefusal)
  { throw .noSuchOrder }

  /// Places an order.
  public func place(_ new: NewOrder, on symbol: ListedSymbol, by account: Account, now: Int)
    throws(OrderRefusal) -> Placement
  { throw .noSuchOrder }

  /// Checks an order list as `placeList` does, without booking it.
  public func checkList(
    _ new: NewOrderList, clientListID: String?, on symbol: ListedSymbol, by account: Account, now: Int
  )
    throws(OrderRefusal)
  { throw .noSuchOrder }

  /// Places an order list.
  public func placeList(
    _ new: NewOrderList, clientListID: String?, on symbol: ListedSymbol, by account: Account, now: Int
  ) throws(OrderRefusal) -> ListPlacement { throw .noSuchOrder }

  /// Cancels an order, and the list that it is part of.
  public func cancel(
    _ reference: OrderReference, newClientOrderID: String?, restriction: CancelRestriction?,
    on symbol: ListedSymbol, by account: Account, now: Int
  ) throws(OrderRefusal) -> CancelOutcome { throw .noSuchOrder }

  /// Cancels all open orders of an account on a symbol.
  public func cancelAll(on symbol: ListedSymbol, by account: Account, now: Int) throws(OrderRefusal)
    -> [CancelOutcome]
  { throw .noSuchOrder }

  /// Cancels an order list.
  public func cancelList(
    _ reference: OrderReference, newClientOrderID: String?, on symbol: ListedSymbol, by account: Account,
    now: Int
  ) throws(OrderRefusal) -> (list: OrderList, orders: [CanceledOrder]) { throw .noSuchOrder }

  /// Cancels an order and places another.
  public func replace(
    _ reference: OrderReference, cancelClientOrderID: String?, restriction: CancelRestriction?,
    mode: CancelReplaceMode, with new: NewOrder, on symbol: ListedSymbol, by account: Account, now: Int
  ) throws(OrderRefusal) -> ReplaceOutcome { throw .noSuchOrder }

  /// Makes an open order smaller without losing its place.
  public func amend(
    _ reference: OrderReference, newClientOrderID: String?, quantity: Int, on symbol: ListedSymbol,
    by account: Account, now: Int
  ) throws(OrderRefusal) -> AmendOutcome { throw .noSuchOrder }

  /// One order, open or closed.
  public func order(_ reference: OrderReference, on symbol: ListedSymbol, of account: Account)
    throws(OrderRefusal) -> Order
  { throw .noSuchOrder }

  /// Open orders by number; on all symbols when `symbol` is `nil`.
  public func openOrders(of account: Account, on symbol: ListedSymbol?) -> [Order] { [] }

  /// Orders of an account.
  public func orders(
    of account: Account, on symbol: ListedSymbol, from orderNumber: Int?, start: Int?, end: Int?, limit: Int
  ) -> [Order] { [] }

  /// Trades of an account.
  public func trades(
    of account: Account, on symbol: ListedSymbol, order: Int?, from tradeID: Int?, start: Int?, end: Int?,
    limit: Int
  ) -> [Fill] { [] }

  /// Fills of an order.
  public func fills(of order: Order) -> [Fill] { [] }

  /// One order list; `nil` when there is none.
  public func list(_ reference: OrderReference, of account: Account) -> OrderList? { nil }

  /// Order lists of an account by number.
  public func lists(of account: Account, from number: Int?, start: Int?, end: Int?, limit: Int) -> [OrderList]
  { [] }

  /// Open order lists.
  public func openLists(of account: Account) -> [OrderList] { [] }

  /// Amendments of an order, oldest first.
  public func amendments(
    of account: Account, on symbol: ListedSymbol, order: Int, from executionID: Int?, limit: Int
  ) -> [Amendment] { [] }

  /// Prevented matches of an account, oldest first.
  public func preventedMatches(
    of account: Account, on symbol: ListedSymbol, number: Int?, order: Int?, from: Int?, limit: Int
  ) -> [PreventedMatch] { [] }

  /// What accounts' orders show on the book.
  public func restingLevels(on symbol: ListedSymbol) -> (bids: [SpotLevel], asks: [SpotLevel]) { ([], []) }

  /// The book as a client sees it: the market's without what was taken or would cross, and accounts' orders.
  public func book(of symbol: ListedSymbol, limit: Int, now: Int) -> (bids: [SpotLevel], asks: [SpotLevel]) {
    ([], [])
  }

  /// Open orders of an account on a symbol, or on the exchange.
  public func counts(of account: Account, on symbol: ListedSymbol?) -> FilterQuestion.Counts {
    FilterQuestion.Counts()
  }
}
