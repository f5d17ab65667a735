import PaperAccounts
import PaperCore

extension SpotExchange {
  /// Books a trade of an order with the simulated market.
  @discardableResult
  func tradeWithMarket(
    _ record: OrderRecord, quantity: Int, price: Int, isMaker: Bool, on state: SymbolState, at time: Int
  ) -> Fill {
    let quote = Amount.quoteUnits(price: price, quantity: quantity)
    let account = record.account
    let (paid, received) = record.isBuy ? (quote, quantity) : (quantity, quote)
    let (paidAsset, receivedAsset) =
      record.isBuy ? (state.quoteAsset, state.baseAsset) : (state.baseAsset, state.quoteAsset)
    accounts.payLockedToMarket(Int128(paid), of: paidAsset, from: account, now: time)
    accounts.receiveFromMarket(Int128(received), of: receivedAsset, to: account, now: time)
    record.lock?.units -= Int128(paid)
    let trade = FillRecord(
      tradeID: state.makeTradeID(), orderNumber: record.number, price: price, quantity: quantity,
      quote: quote,
      commission: 0, time: time, counterpartOrderNumber: 0, counterpartAccountNumber: 0,
      listNumber: record.listNumber, isBuyer: record.isBuy, isMaker: isMaker, isFirst: false)
    return book(trade, of: record, on: state)
  }

  /// Books a trade between two orders.
  ///
  /// - Returns: the taker's side of it.
  func trade(
    _ taker: OrderRecord, with maker: OrderRecord, quantity: Int, price: Int, on state: SymbolState,
    at time: Int
  ) -> Fill {
    let quote = Amount.quoteUnits(price: price, quantity: quantity)
    let (buyer, seller) = taker.isBuy ? (taker, maker) : (maker, taker)
    accounts.payLocked(
      Int128(quote), of: state.quoteAsset, from: buyer.account, to: seller.account, now: time)
    accounts.payLocked(
      Int128(quantity), of: state.baseAsset, from: seller.account, to: buyer.account, now: time)
    buyer.lock?.units -= Int128(quote)
    seller.lock?.units -= Int128(quantity)
    var trade = FillRecord(
      tradeID: state.makeTradeID(), orderNumber: maker.number, price: price, quantity: quantity, quote: quote,
      commission: 0, time: time, counterpartOrderNumber: taker.number,
      counterpartAccountNumber: taker.account.number, listNumber: maker.listNumber, isBuyer: maker.isBuy,
      isMaker: true, isFirst: false)
    _ = book(trade, of: maker, on: state)
    trade.orderNumber = taker.number
    trade.counterpartOrderNumber = maker.number
    trade.counterpartAccountNumber = maker.account.number
    trade.listNumber = taker.listNumber
    trade.isBuyer = taker.isBuy
    trade.isMaker = false
    return book(trade, of: taker, on: state)
  }

  /// Takes the commission of one side of a trade and writes it down.
  private func book(_ trade: FillRecord, of record: OrderRecord, on state: SymbolState) -> Fill {
    var trade = trade
    let received = record.isBuy ? trade.quantity : trade.quote
    let rates = record.account.commission
    let asset = record.isBuy ? state.baseAsset : state.quoteAsset
    trade.commission = Amount.commission(on: received, rate: trade.isMaker ? rates.maker : rates.taker)
    trade.isFirst = record.executed == 0
    let commission = Int128(trade.commission)
    let other = record.account.balance(of: asset).free - Int128(received)
    if commission > 0 { accounts.takeFee(commission, of: asset, from: record.account, now: trade.time) }
    if let list = lists.openList(record.listNumber), list.paysOther, list.working === record {
      // One pays the other: commission comes from what was free before, when that is enough (faqs/opo.md).
      setAside(Int128(received) - (other >= commission ? 0 : commission), for: list, at: trade.time)
    }
    record.executed += trade.quantity
    record.executedQuote += trade.quote
    record.status = .partiallyFilled
    record.updateTime = trade.time
    let orders = state.orders(of: record.account)
    orders.changeOpenQuantity(of: record, by: -trade.quantity)
    if trade.isFirst {
      note(FirstFill(accountNumber: record.account.number, time: trade.time, isMaker: trade.isMaker))
    }
    orders.add(trade)
    knownFills.append(orders)
    if knownFills.count > Self.fillCountMax { knownFills.popFirst()?.forgetFill() }
    return Fill(trade, account: record.account.number, on: state)
  }

  /// Locks what a working order bought for the orders that it pays for.
  private func setAside(_ units: Int128, for list: ListRecord, at time: Int) {
    guard let lock = list.dependents.first(where: { $0.status.isOpen })?.lock else { return }
    do throws(Account.InsufficientBalance) {
      try list.account.lock(units, of: lock.asset, now: time)
    } catch {
      preconditionFailure("what was just received is free")
    }
    lock.units += units
  }

  /// Sets aside exactly what an order, and the other one of its pair, may still need.
  ///
  /// - Returns: whether the account had enough; nothing changes otherwise.
  @discardableResult
  func relock(_ record: OrderRecord, at time: Int) -> Bool {
    var needed = record.requiredUnits
    if let sibling = openSibling(of: record), sibling.lock === record.lock {
      needed = max(needed, sibling.requiredUnits)
    }
    return setLock(of: record, to: needed, at: time)
  }

  /// Sets aside `units` for an order.
  ///
  /// - Returns: whether the account had enough; nothing changes otherwise.
  func setLock(of record: OrderRecord, to units: Int128, at time: Int) -> Bool {
    guard let lock = record.lock else { return true }
    let more = units - lock.units
    if more < 0 {
      record.account.unlock(-more, of: lock.asset, now: time)
    } else if more > 0 {
      do throws(Account.InsufficientBalance) {
        try record.account.lock(more, of: lock.asset, now: time)
      } catch {
        return false
      }
    }
    lock.units = units
    return true
  }

  /// The other order of a pair, while it is open.
  func openSibling(of record: OrderRecord) -> OrderRecord? {
    guard let sibling = lists.openList(record.listNumber)?.sibling(of: record), sibling.status.isOpen else {
      return nil
    }
    return sibling
  }
}
