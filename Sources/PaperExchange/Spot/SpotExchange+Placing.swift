public import PaperAccounts
public import PaperCore

extension SpotExchange {
  /// Checks an order as `place` does, without booking it: the test order.
  public func check(_ new: NewOrder, on symbol: ListedSymbol, by account: Account, now time: Int)
    throws(OrderRefusal)
  {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    _ = try fundedDraft(new, in: context)
  }

  /// Places an order: it trades what it can at once, and what is left rests or ends as its type says.
  ///
  /// - Parameter time: of the command, in milliseconds.
  /// - Throws: when nothing of it was booked.
  public func place(_ new: NewOrder, on symbol: ListedSymbol, by account: Account, now time: Int)
    throws(OrderRefusal) -> Placement
  {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    let draft = try fundedDraft(new, in: context)
    let lock = OrderLock(asset: new.side == .buy ? context.state.quoteAsset : context.state.baseAsset)
    let record = book(draft, lock: lock, in: context)
    _ = setLock(of: record, to: draft.neededUnits, at: context.now)
    let work = activate(record, plan: draft.plan, on: context.state, at: context.now)
    let placement = placement(of: record, work, on: context.state)
    placeActivated(at: context.now)
    return placement
  }

  private func fundedDraft(_ new: NewOrder, in context: OrderContext) throws(OrderRefusal) -> OrderDraft {
    let draft = try draft(new, as: .alone, in: context, adding: Self.added([new], isList: false))
    let asset = new.side == .buy ? context.state.quoteAsset : context.state.baseAsset
    guard context.account.balance(of: asset).free >= draft.neededUnits else { throw Self.insufficientBalance }
    return draft
  }

  /// Writes a new order down; it does nothing yet.
  func book(_ draft: OrderDraft, lock: OrderLock, in context: OrderContext) -> OrderRecord {
    let state = context.state
    changeCount += 1
    if state.openCount == 0 { state.startTape(after: context.now) }
    let new = draft.new
    let record = OrderRecord(
      new, number: state.makeOrderNumber(), account: context.account,
      clientOrderID: new.clientOrderID ?? makeClientID(), now: context.now)
    record.lock = lock
    if let price = draft.peggedPrice { record.ownExtras.peggedPrice = price }
    if draft.estimatedPrice > 0 { record.ownExtras.estimatedPrice = draft.estimatedPrice }
    if new.quantity == nil, new.quoteQuantity == nil { record.ownExtras.awaitsQuantity = true }
    if draft.role == .pending { record.status = .pendingNew }
    context.orders.add(record)
    count(record, by: 1)
    state.openCount += 1
    openOrderCount += 1
    onBooking?(state.name, record.number, record.clientOrderID)
    return record
  }

  /// An order that was just placed goes to work or waits for its price.
  func activate(_ record: OrderRecord, plan: MatchPlan?, on state: SymbolState, at time: Int) -> Work {
    guard record.type.isContingent else { return work(record, plan: plan, on: state, at: time) }
    wait(record, on: state, at: time)
    return ([], [])
  }

  /// A stop waits for its price. One that trails without a stop price follows the price from now on.
  func wait(_ record: OrderRecord, on state: SymbolState, at time: Int) {
    guard let extras = record.extras else { return }
    record.status = .new
    if record.isTrailing {
      if extras.stopPrice == 0 {
        extras.trailingTime = time
        extras.extremePrice = lastPrice(on: state, at: time)
      }
      state.trailing.append(record)
    } else if record.waitsForRise {
      state.rising.insert(record, at: extras.stopPrice)
    } else {
      state.falling.insert(record, at: extras.stopPrice)
    }
  }

  func placement(of record: OrderRecord, _ work: Work, on state: SymbolState) -> Placement {
    Placement(
      order: Order(record, on: state), fills: work.fills, preventedMatches: work.preventedMatches,
      commissionRates: record.account.commission)
  }
}
