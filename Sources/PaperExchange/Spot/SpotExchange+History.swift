public import PaperAccounts
public import PaperCore

extension SpotExchange {
  /// One order list, open or closed; `nil` when there is none.
  public func list(_ reference: OrderReference, of account: Account) -> OrderList? {
    lists.list(reference, of: account)?.snapshot
  }

  /// Order lists of an account, open and closed, by number.
  ///
  /// - Parameters:
  ///   - number: the first `limit` from this number on; without it and without `start` the last `limit`.
  ///   - start: placed at or after this time; the first `limit` of them.
  ///   - end: placed at or before this time.
  public func lists(of account: Account, from number: Int?, start: Int?, end: Int?, limit: Int) -> [OrderList]
  {
    let chosen = lists.lists(of: account).filter {
      $0.number >= number ?? 0 && $0.time >= start ?? 0 && $0.time <= end ?? Int.max
    }
    return (number != nil || start != nil ? chosen.prefix(limit) : chosen.suffix(limit)).map(\.snapshot)
  }

  /// Open order lists of an account by number.
  public func openLists(of account: Account) -> [OrderList] {
    lists.lists(of: account).filter(\.isOpen).map(\.snapshot)
  }

  /// Amendments of an order, oldest first.
  public func amendments(
    of account: Account, on symbol: ListedSymbol, order: Int, from executionID: Int?, limit: Int
  ) -> [Amendment] {
    let chosen = amendments.lazy.filter {
      $0.accountNumber == account.number && $0.orderNumber == order && $0.executionID >= executionID ?? 0
        && $0.symbol == symbol.listing.symbol
    }
    return Array(chosen.prefix(limit))
  }

  /// Prevented matches of an account, oldest first.
  ///
  /// - Parameters:
  ///   - number: this one only.
  ///   - order: those of this order, as taker or maker.
  ///   - first: from this number on.
  public func preventedMatches(
    of account: Account, on symbol: ListedSymbol, number: Int?, order: Int?, from first: Int?, limit: Int
  ) -> [PreventedMatch] {
    let chosen = preventedMatches.lazy.filter {
      $0.accountNumber == account.number && (number == nil || $0.number == number)
        && (order == nil || $0.takerOrderNumber == order || $0.makerOrderNumber == order)
        && $0.number >= first ?? 0 && $0.symbol == symbol.listing.symbol
    }
    return Array(chosen.prefix(limit))
  }

  /// Keeps what happened, and forgets the oldest when there is too much.
  static func keep<Entry>(_ entry: Entry, in history: inout [Entry]) {
    if history.count >= historyCountMax { history.removeFirst(historyCountMax / 4) }
    history.append(entry)
  }
}
