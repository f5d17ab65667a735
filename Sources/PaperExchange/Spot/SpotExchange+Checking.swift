import PaperAccounts
import PaperCore

extension SpotExchange {
  static let insufficientBalance = OrderRefusal.rejected(
    "Account has insufficient balance for requested action.")
  static let duplicate = OrderRefusal.rejected("Duplicate order sent.")

  /// Checks an order, all but the balance: what the market says about it, its filters, its id.
  func draft(
    _ new: NewOrder, as role: OrderDraft.Role, in context: OrderContext, adding added: FilterQuestion.Counts,
    mayLackQuantity: Bool = false
  ) throws(OrderRefusal) -> OrderDraft {
    try checkFilters(new, as: role, in: context, adding: added, mayLackQuantity: mayLackQuantity)
    var draft = OrderDraft(new: new, role: role)
    let state = context.state
    if let peg = new.peg, role.isActive, !new.type.isContingent {
      guard let price = state.price(of: peg, side: new.side, at: context.now) else {
        throw .rejected("Order book liquidity is too low for this pegged order.")
      }
      draft.peggedPrice = price
      if let quantity = new.quantity { try checkValue(price: price, quantity: quantity) }
      try ask(.placement, about: new, quantity: new.quantity, price: price, in: context, adding: added)
    }
    if let id = new.clientOrderID, context.orders.isUsed(id) { throw Self.duplicate }
    if role.isActive { try checkMarket(draft, in: context) }
    let limit = draft.peggedPrice ?? new.price
    if role.isActive, !new.type.isContingent, let limit { try checkTaking(new, limit: limit, in: context) }
    if new.type == .market, role.isActive {
      let plan = try marketPlan(of: new, in: context)
      draft.plan = plan
      draft.neededUnits = new.side == .buy ? plan.quote : Int128(new.quantity ?? plan.filled)
      return draft
    }
    if new.side == .buy, limit == nil {
      draft.estimatedPrice = new.stopPrice ?? lastPrice(on: state, at: context.now) ?? 0
    }
    guard let quantity = new.quantity else { return draft }
    draft.neededUnits =
      new.side == .sell
      ? Int128(quantity) : Int128(Amount.quoteUnits(price: limit ?? draft.estimatedPrice, quantity: quantity))
    return draft
  }

  /// Everything that does not depend on the book: the symbol's state, the order's shape, its filters.
  func checkFilters(
    _ new: NewOrder, as role: OrderDraft.Role, in context: OrderContext, adding added: FilterQuestion.Counts,
    mayLackQuantity: Bool = false
  ) throws(OrderRefusal) {
    guard context.state.symbol.listing.status == .trading else { throw .rejected("Market is closed.") }
    if let refusal = new.refusal(mayLackQuantity: mayLackQuantity) { throw refusal }
    if let price = new.price, let quantity = new.quantity { try checkValue(price: price, quantity: quantity) }
    guard openOrderCount < Self.openOrderCountMax else { throw .filter("EXCHANGE_MAX_NUM_ORDERS") }
    guard new.peg == nil || new.price != nil else { return }
    try ask(.placement, about: new, quantity: new.quantity, price: new.price, in: context, adding: added)
  }

  private func checkValue(price: Int, quantity: Int) throws(OrderRefusal) {
    let value = Amount.quoteUnits(price: price, quantity: quantity)
    guard value > 0 else { throw .invalidMessage("Price * QTY is zero or less.") }
    guard value <= Amount.unitsMax else { throw .filter("NOTIONAL") }
  }

  /// A sell order may meet bids far above its limit, at which it would come to more than an order may.
  private func checkTaking(_ new: NewOrder, limit: Int, in context: OrderContext) throws(OrderRefusal) {
    guard new.side == .sell, let quantity = new.quantity,
      let best = context.state.bestBid(at: context.now), best >= limit,
      Amount.quoteUnits(price: best, quantity: quantity) > Amount.unitsMax
    else { return }
    let taker = MatchPlan.Taker(
      side: .sell, quantity: quantity, limit: limit, accountNumber: context.account.number,
      prevention: new.selfTradePrevention ?? .expireMaker, quantityStep: context.state.lotStep)
    if MatchPlan(taker, on: context.state, at: context.now).isTooLarge { throw .filter("NOTIONAL") }
  }

  /// Whether the market leaves room for it: a maker must not take, a stop must not be past its price.
  private func checkMarket(_ draft: OrderDraft, in context: OrderContext) throws(OrderRefusal) {
    let new = draft.new
    if new.type == .limitMaker, let price = draft.peggedPrice ?? new.price,
      context.state.wouldTake(new.side, at: price, now: context.now)
    {
      throw .rejected("Order would immediately match and take.")
    }
    guard new.type.isContingent, let stop = new.stopPrice,
      let last = lastPrice(on: context.state, at: context.now)
    else { return }
    let isPast = new.type.waitsForRise(new.side) ? last >= stop : last <= stop
    if isPast { throw .rejected("Order would trigger immediately.") }
  }

  /// What a market order will do; what is too little for a symbol is refused.
  private func marketPlan(of new: NewOrder, in context: OrderContext) throws(OrderRefusal) -> MatchPlan {
    let state = context.state
    let taker = MatchPlan.Taker(
      side: new.side, quantity: new.quantity, quoteQuantity: new.quoteQuantity ?? 0, limit: nil,
      accountNumber: context.account.number, prevention: new.selfTradePrevention ?? .expireMaker,
      quantityStep: state.lotStep)
    let plan = MatchPlan(taker, on: state, at: context.now)
    guard !plan.isTooLarge else { throw .filter("NOTIONAL") }
    guard new.quoteQuantity != nil, plan.prevented == 0 else { return plan }
    let least = state.leastQuantities
    if plan.ranDry {
      let text = "Order book liquidity is less than "
      if plan.steps.isEmpty { throw .rejected(text + "symbol minimum quantity.") }
      if plan.filled < least.lot { throw .rejected(text + "`LOT_SIZE` filter minimum quantity.") }
      if plan.filled < least.marketLot {
        throw .rejected(text + "`MARKET_LOT_SIZE` filter minimum quantity.")
      }
    }
    guard plan.filled > 0, plan.filled >= least.lot else { throw .filter("LOT_SIZE") }
    return plan
  }

  /// The one place where filters are asked.
  func ask(
    _ occasion: FilterQuestion.Occasion, about new: NewOrder, quantity: Int?, price: Int?,
    in context: OrderContext, adding added: FilterQuestion.Counts = FilterQuestion.Counts(),
    amendmentCount: Int = 0
  ) throws(OrderRefusal) {
    let orders = context.orders
    let question = FilterQuestion(
      occasion: occasion, order: new, quantity: quantity, price: price, symbol: context.state.symbol,
      account: context.account, now: context.now, onSymbol: orders.counts,
      onExchange: totals[context.account.number] ?? FilterQuestion.Counts(), added: added,
      openBuyQuantity: orders.openBuyQuantity, amendmentCount: amendmentCount)
    if let name = filterCheck(question) { throw .filter(name) }
  }

  /// Whether an order that goes to work passes its filters now.
  func passesFilters(_ record: OrderRecord, on state: SymbolState, at time: Int) -> Bool {
    let context = OrderContext(state: state, account: record.account, now: time)
    do throws(OrderRefusal) {
      try ask(
        .working, about: NewOrder(record), quantity: record.remaining,
        price: record.limitPrice > 0 ? record.limitPrice : nil, in: context)
      return true
    } catch {
      return false
    }
  }

  /// What one order adds to the counts.
  static func added(_ orders: [NewOrder], isList: Bool) -> FilterQuestion.Counts {
    var counts = FilterQuestion.Counts()
    counts.orders = orders.count
    counts.algorithmicOrders = orders.count { $0.type.isContingent }
    counts.icebergOrders = orders.count { $0.icebergQuantity != nil }
    counts.lists = isList ? 1 : 0
    return counts
  }
}
