public import PaperAccounts
public import PaperCore

extension SpotExchange {
  /// Checks an order list as `placeList` does, without booking it.
  public func checkList(
    _ new: NewOrderList, clientListID: String?, on symbol: ListedSymbol, by account: Account, now time: Int
  ) throws(OrderRefusal) {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    _ = try drafts(of: new, clientListID: clientListID, in: context)
  }

  /// Places an order list. What it returns is how things stood before the orders that wait for the working
  /// one were placed, even if it was filled at once: they are shown as PENDING_NEW then, as the exchange
  /// does.
  public func placeList(
    _ new: NewOrderList, clientListID: String?, on symbol: ListedSymbol, by account: Account, now time: Int
  ) throws(OrderRefusal) -> ListPlacement {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    let drafts = try drafts(of: new, clientListID: clientListID, in: context)
    let list = book(drafts, clientListID: clientListID, paysOther: new.paysOther, in: context)
    let state = context.state
    let records = list.orders
    let waitingCount = list.working == nil ? 0 : list.dependents.count
    var works: [Work] = []
    for record in records.dropLast(waitingCount) {
      works.append(activate(record, plan: nil, on: state, at: context.now))
    }
    let placements = records.enumerated().map { index, record in
      placement(of: record, index < works.count ? works[index] : ([], []), on: state)
    }
    let outcome = ListPlacement(list: list.snapshot, placements: placements)
    placeActivated(at: context.now)
    return outcome
  }

  private struct Drafts {
    var working: OrderDraft?
    var dependents: [OrderDraft]
  }

  private func drafts(of new: NewOrderList, clientListID: String?, in context: OrderContext)
    throws(OrderRefusal) -> Drafts
  {
    let (working, dependents) = new.orders
    if let refusal = new.shapeRefusal { throw refusal }
    let all = (working.map { [$0] } ?? []) + dependents
    let ids = all.compactMap(\.clientOrderID)
    let isKnown = clientListID.map { lists.isUsed($0, by: context.account) } ?? false
    guard Set(ids).count == ids.count, !isKnown else { throw Self.duplicate }
    if dependents.count == 2 {
      let last = working == nil ? lastPrice(on: context.state, at: context.now) : nil
      guard new.hasSoundPrices(last: last) else {
        throw .rejected("The relationship of the prices for the orders is not correct.")
      }
    }
    let added = Self.added(all, isList: true)
    var drafts = Drafts(working: nil, dependents: [])
    if let working { drafts.working = try draft(working, as: .working, in: context, adding: added) }
    for order in dependents {
      drafts.dependents.append(
        try draft(
          order, as: working == nil ? .pairLeg : .pending, in: context, adding: added,
          mayLackQuantity: new.paysOther))
    }
    try checkFunds(drafts, in: context)
    return drafts
  }

  /// The two orders of a pair need the larger of their amounts, once.
  private func checkFunds(_ drafts: Drafts, in context: OrderContext) throws(OrderRefusal) {
    var needed: [String: Int128] = [:]
    func add(_ draft: OrderDraft, _ units: Int128) {
      let state = context.state
      needed[draft.new.side == .buy ? state.quoteAsset : state.baseAsset, default: 0] += units
    }
    if let working = drafts.working { add(working, working.neededUnits) }
    if let first = drafts.dependents.first {
      add(first, drafts.dependents.map(\.neededUnits).max() ?? 0)
    }
    for (asset, units) in needed where context.account.balance(of: asset).free < units {
      throw Self.insufficientBalance
    }
  }

  private func book(_ drafts: Drafts, clientListID: String?, paysOther: Bool, in context: OrderContext)
    -> ListRecord
  {
    let state = context.state
    func lock(_ draft: OrderDraft) -> OrderLock {
      OrderLock(asset: draft.new.side == .buy ? state.quoteAsset : state.baseAsset)
    }
    let working = drafts.working.map { draft in
      let record = book(draft, lock: lock(draft), in: context)
      _ = setLock(of: record, to: draft.neededUnits, at: context.now)
      return record
    }
    let shared = lock(drafts.dependents[0])
    let dependents = drafts.dependents.map { book($0, lock: shared, in: context) }
    _ = setLock(
      of: dependents[0], to: drafts.dependents.map(\.neededUnits).max() ?? 0, at: context.now)
    let list = ListRecord(
      number: lists.makeNumber(), account: context.account, state: state,
      clientListID: clientListID ?? makeClientID(), working: working, dependents: dependents,
      paysOther: paysOther, now: context.now)
    for record in list.orders { record.listNumber = Int32(truncatingIfNeeded: list.number) }
    lists.add(list)
    context.orders.counts.lists += 1
    totals[context.account.number, default: FilterQuestion.Counts()].lists += 1
    return list
  }
}
