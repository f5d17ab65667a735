public import PaperAccounts
import PaperCore

extension FuturesExchange {
  /// Largest time of a good-till date, from the documents: the end of the year 9999.
  private static let goodTillDateMax = 253_402_300_799_000

  /// Places an order.
  ///
  /// - Parameter isTest: only looks at it: nothing is booked.
  /// - Throws: why it is refused; nothing has changed then.
  @discardableResult
  public func place(
    _ asked: NewFuturesOrder, on listed: ListedContract, by account: Account, now: Int, isTest: Bool = false
  ) throws(FuturesRefusal) -> FuturesOrder {
    advance(to: now)
    return try admit(asked, on: listed, of: member(account), now: now, isTest: isTest)
  }

  /// Places an order at a time up to which everything has happened.
  func admit(
    _ asked: NewFuturesOrder, on listed: ListedContract, of member: FuturesAccount, now: Int,
    isTest: Bool = false
  ) throws(FuturesRefusal) -> FuturesOrder {
    var new = asked
    if new.priceMatch != .none { new.priceTicks = try matchedPrice(new, on: listed.index, now: now) }
    try checkShape(new, on: listed, of: member, now: now)
    let open = member.openOrders.count { $0.contract == listed.index }
    guard new.type == .market || open < listed.contract.orderCountMax else { throw .tooManyOrders }
    try checkReducing(new, on: listed.index, of: member)
    let order = FuturesOrder(
      number: Self.orderNumberBase + orderCount + 1, accountNumber: member.account.number,
      contract: listed.index, new: new, clientOrderID: new.clientOrderID ?? identifier(orderCount + 1),
      now: now)
    guard !member.openOrders.contains(where: { $0.clientOrderID == order.clientOrderID }) else {
      throw .duplicateClientID
    }
    let limit = try limitTicks(of: order, now: now)
    let wanted = fillableSteps(order)
    let found = liquidity(for: order, limitTicks: limit, steps: wanted, now: now)
    try checkTaking(found, by: order, wanted: wanted)
    try checkMargin(of: member, for: order, now: now)
    guard !isTest else { return order }
    orderCount += 1
    changeCount += 1
    onBooking?(listed.contract.symbol, order.number, order.clientOrderID)
    let isPrevented = take(found, with: order, now: now)
    settle(order, of: member, isPrevented: isPrevented, now: now)
    return order
  }

  /// Lets what is left of an order rest, or closes it.
  func settle(_ order: FuturesOrder, of member: FuturesAccount, isPrevented: Bool, now: Int) {
    let rests =
      order.type == .limit && order.timeInForce != .immediateOrCancel && order.timeInForce != .fillOrKill
    if order.remainingSteps > 0, rests, !isPrevented, fillableSteps(order) > 0 {
      sequenceCount += 1
      order.sequence = sequenceCount
      member.openOrders.append(order)
      books[order.contract].insert(order)
      return
    }
    let ended: FuturesOrderStatus = isPrevented ? .expiredInMatch : .expired
    finish(order, as: order.remainingSteps == 0 ? .filled : ended, now: now)
  }

  // What an order must look like

  private func checkShape(
    _ new: NewFuturesOrder, on listed: ListedContract, of member: FuturesAccount, now: Int
  ) throws(FuturesRefusal) {
    let contract = listed.contract
    guard contract.status == .trading, listed.market.stopTimeMilliseconds == nil else { throw .notTrading }
    guard member.isHedged == (new.positionSide != .both) else { throw .positionSideMismatch }
    guard new.steps > 0 else { throw .quantityNotPositive }
    let lot = new.type == .market ? contract.marketLotSteps : contract.lotSteps
    guard new.steps >= lot.lowerBound else { throw .quantityTooSmall }
    guard new.steps <= lot.upperBound else { throw .quantityTooLarge }
    if new.type == .limit { try checkPrice(new.priceTicks, side: new.side, on: listed, now: now) }
    let mark = mark(listed.index, at: now)
    let notional =
      new.type == .limit
      ? contract.notional(ticks: new.priceTicks, steps: new.steps)
      : contract.notional(markUnits: mark, steps: new.steps)
    guard new.isReducing || notional >= Int128(contract.notionalUnitsMin) else {
      throw .notionalTooSmall(Self.plain(contract.notionalUnitsMin))
    }
    if new.timeInForce == .goodTillDate { try Self.checkDate(new.goodTillDate, now: now) }
  }

  /// Checks when an order is to expire.
  static func checkDate(_ date: Int, now: Int) throws(FuturesRefusal) {
    guard date > now + 600_000, date < goodTillDateMax else { throw .badGoodTillDate }
  }

  /// Checks a limit price against PRICE_FILTER and PERCENT_PRICE.
  func checkPrice(_ ticks: Int, side: FuturesSide, on listed: ListedContract, now: Int) throws(FuturesRefusal)
  {
    let contract = listed.contract
    guard ticks >= contract.priceTicksMin else { throw .priceTooLow }
    guard ticks <= contract.priceTicksMax else { throw .priceTooHigh }
    let mark = Int128(mark(listed.index, at: now))
    let price = Int128(ticks) * Int128(contract.tickUnits) * 100_000_000
    if side == .buy, price > mark * Int128(contract.multiplierUp) { throw .priceAboveBand }
    if side == .sell, price < mark * Int128(contract.multiplierDown) { throw .priceBelowBand }
  }

  /// A whole amount without decimals, others with what they need.
  static func plain(_ units: Int) -> String {
    let (whole, part) = units.quotientAndRemainder(dividingBy: 100_000_000)
    guard part > 0 else { return "\(whole)" }
    var digits = String(String(100_000_000 + part).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }

  /// The price of the level that `priceMatch` names.
  private func matchedPrice(_ new: NewFuturesOrder, on contract: Int, now: Int) throws(FuturesRefusal) -> Int
  {
    let book = book(of: contract, limit: 20, at: now)
    let levels = new.priceMatch.isOpponent == (new.side == .buy) ? book.asks : book.bids
    guard levels.count >= new.priceMatch.level else { throw .noMatchingDepth }
    return levels[new.priceMatch.level - 1].priceTicks
  }

  /// An order that only reduces needs something to reduce; in hedge mode no more than there is.
  private func checkReducing(_ new: NewFuturesOrder, on contract: Int, of member: FuturesAccount)
    throws(FuturesRefusal)
  {
    guard new.isReducing else { return }
    let closable = member.closableSteps(contract, new.positionSide, new.side)
    guard closable > 0, new.positionSide == .both || new.steps <= closable else { throw .reduceOnlyRejected }
  }

  /// How far an order may go: its price, or for a market order the bound around the mark price.
  private func limitTicks(of order: FuturesOrder, now: Int) throws(FuturesRefusal) -> Int {
    guard order.type == .market else { return order.priceTicks }
    let contract = contracts[order.contract].contract
    let mark = Int128(mark(order.contract, at: now))
    let whole: Int128 = 100_000_000
    let bound = Int128(contract.marketTakeBound)
    let ticks =
      order.side == .buy
      ? Int(mark * (whole + bound) / whole) / contract.tickUnits
      : max(1, Int(mark * (whole - bound) / whole) / contract.tickUnits)
    let best = book(of: order.contract, limit: 1, at: now)
    if let price = (order.side == .buy ? best.asks : best.bids).first?.priceTicks {
      guard order.side == .buy ? price <= ticks : price >= ticks else { throw .noBandPrice }
    }
    return ticks
  }

  private func checkTaking(_ found: [Liquidity], by order: FuturesOrder, wanted: Int) throws(FuturesRefusal) {
    var taken = 0
    for part in found {
      switch part {
      case .level(_, _, let steps), .order(_, let steps): taken += steps
      case .expiredMaker, .expiredTaker: break
      }
    }
    switch order.timeInForce {
    case .goodTillCrossing where !found.isEmpty: throw .postOnlyFailed
    case .fillOrKill where taken < wanted || wanted < order.steps: throw .fillOrKillFailed
    default: break
    }
  }

  /// Refuses an order whose initial margin, with what it would lose at once, is more than what is available.
  func checkMargin(of member: FuturesAccount, for order: FuturesOrder, now: Int)
    throws(FuturesRefusal)
  {
    guard !order.isReducing else { return }
    let contract = contracts[order.contract].contract
    let mark = mark(order.contract, at: now)
    // A market order is taken at the best price plus half a permille, as the documents assume for buyers.
    var price = Int128(order.priceTicks) * Int128(contract.tickUnits)
    if order.type == .market {
      let best = book(of: order.contract, limit: 1, at: now)
      let ask = best.asks.first.map { Int128($0.priceTicks) * Int128(contract.tickUnits) } ?? Int128(mark)
      let bid = best.bids.first.map { Int128($0.priceTicks) * Int128(contract.tickUnits) } ?? Int128(mark)
      price = order.side == .buy ? ask + ask / 2_000 : max(bid, Int128(mark))
    }
    let units = Int128(order.remainingSteps) * Int128(contract.stepUnits)
    let notional = units * price / 100_000_000
    let before = contractMargins(of: member, on: order.contract, at: now)
    let after = contractMargins(
      of: member, on: order.contract, at: now, with: (order.side, order.positionSide, notional))
    let setting = member.setting(of: order.contract)
    let largest = Int128(contract.notionalMax(leverage: setting.leverage)) * 100_000_000
    guard after.exposure <= largest || after.exposure <= before.exposure else { throw .positionTooLarge }
    let difference = after.total - before.total
    guard difference > 0 else { return }
    let loss = max(0, units * (price - Int128(mark)) * Int128(order.side.sign) / 100_000_000)
    let margins = margins(of: member, at: now)
    guard margins.crossWallet + margins.crossUnrealised - margins.bound >= difference + loss else {
      throw .insufficientMargin
    }
  }
}
