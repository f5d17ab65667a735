import PaperAccounts

/// What an order would do to the book: worked out before anything changes, so that an order which may not be
/// filled in part, or which its account cannot pay, leaves no trace.
struct MatchPlan {
  /// One thing that happens, in this order.
  enum Step {
    /// Trades with the simulated market.
    case market(price: Int, quantity: Int, offered: Int)
    /// Trades with an account's order.
    case order(OrderRecord, price: Int, quantity: Int)
    /// Does not trade with an order of its own account; `nil`: that side loses nothing.
    case prevented(OrderRecord, price: Int, taker: Int?, maker: Int?, mode: SelfTradePrevention)
  }

  /// What the taker is and wants.
  struct Taker {
    var side: OrderSide
    /// Base units; `nil` when it is measured in quote units.
    var quantity: Int?
    /// Quote units to spend or receive.
    var quoteQuantity = 0
    /// `nil`: at any price.
    var limit: Int?
    var accountNumber: Int
    var prevention: SelfTradePrevention
    /// What a quantity that follows from quote units is a whole number of.
    var quantityStep = 1
  }

  private(set) var steps: [Step] = []
  /// Base units that trade.
  private(set) var filled = 0
  /// Quote units of all trades, each cut by itself.
  private(set) var quote: Int128 = 0
  /// Base units that the taker loses to prevention.
  private(set) var prevented = 0
  /// Prevention ends the taker.
  private(set) var endsTaker = false
  /// Base or, for an order by quote quantity, quote units that are left.
  private(set) var left: Int

  /// There was nothing more to take.
  private(set) var ranDry = false
  /// It would come to more than an order may be worth, or to more base units than one may have
  /// (`Amount.unitsMax`): it must not be carried out, and what would come after that was not worked out.
  private(set) var isTooLarge = false

  private let taker: Taker
  /// Not even a step more can be had for the quote units that are left.
  private var isShort = false

  /// Works out what `taker` would do at `now`.
  init(_ taker: Taker, on state: SymbolState, at now: Int) {
    self.taker = taker
    left = taker.quantity ?? taker.quoteQuantity
    var liquidity = MarketLiquidity(state, for: taker.side, at: now)
    let book = state.book(taker.side.opposite)
    var depth = 0
    while left > 0, !endsTaker {
      let level = book.level(atDepth: depth)
      let offered = liquidity.peek()
      guard level != nil || offered != nil else {
        ranDry = true
        break
      }
      if let offered, level == nil || isBetterOrEqual(offered.price, than: level?.price ?? 0) {
        guard isWithinLimit(offered.price) else { break }
        let quantity = wanted(of: offered.quantity, at: offered.price)
        guard quantity > 0 else { break }
        add(
          .market(price: offered.price, quantity: quantity, offered: offered.offered), quantity, offered.price
        )
        if quantity < offered.quantity { break }
        liquidity.consume(quantity)
      } else if let level {
        guard isWithinLimit(level.price) else { break }
        guard take(level) else { break }
        depth += 1
      }
    }
  }

  private func isBetterOrEqual(_ price: Int, than other: Int) -> Bool {
    taker.side == .buy ? price <= other : price >= other
  }

  private func isWithinLimit(_ price: Int) -> Bool {
    guard let limit = taker.limit else { return true }
    return taker.side == .buy ? price <= limit : price >= limit
  }

  /// How much of `available` the taker wants. A quantity that follows from quote units is brought to a whole
  /// number of steps with the last trade.
  private func wanted(of available: Int, at price: Int) -> Int {
    guard taker.quantity == nil else { return min(left, available) }
    let affordable = Amount.quantity(forQuote: left, price: price)
    guard affordable < available else { return available }
    return max(0, affordable - (filled + affordable) % taker.quantityStep)
  }

  private mutating func add(_ step: Step, _ quantity: Int, _ price: Int) {
    let value = Amount.quoteUnits(price: price, quantity: quantity)
    guard fits(quantity, value) else { return giveUp() }
    steps.append(step)
    filled += quantity
    quote += Int128(value)
    left -= taker.quantity == nil ? min(left, value) : quantity
  }

  /// Whether so much more would still be within the bound of an order.
  private func fits(_ quantity: Int, _ value: Int = 0) -> Bool {
    quantity <= Amount.unitsMax - filled - prevented && quote + Int128(value) <= Int128(Amount.unitsMax)
  }

  private mutating func giveUp() {
    isTooLarge = true
    left = 0
  }

  /// Goes through the orders at a price. An iceberg order shows a part; when that is gone the next part
  /// stands at the end of the queue.
  ///
  /// - Returns: whether there may be more at the next price.
  private mutating func take(_ level: PriceLevel) -> Bool {
    var hidden: [(record: OrderRecord, remaining: Int)] = []
    level.forEach { record in
      take(record, shown: record.visible, remaining: record.remaining, at: level.price, hidden: &hidden)
    }
    var index = 0
    while index < hidden.count, left > 0, !endsTaker, !isShort {
      let (record, remaining) = hidden[index]
      index += 1
      let shown = min(remaining, record.icebergQuantity ?? remaining)
      guard take(record, shown: shown, remaining: remaining, at: level.price, hidden: &hidden) else { break }
    }
    return left > 0 && !endsTaker && !isShort
  }

  private mutating func take(
    _ record: OrderRecord, shown: Int, remaining: Int, at price: Int,
    hidden: inout [(record: OrderRecord, remaining: Int)]
  ) -> Bool {
    let isOwn = record.account.number == taker.accountNumber && taker.prevention != .none
    if isOwn { return prevent(record, shown: shown, remaining: remaining, at: price, hidden: &hidden) }
    let quantity = wanted(of: shown, at: price)
    if quantity > 0 { add(.order(record, price: price, quantity: quantity), quantity, price) }
    guard quantity == shown else {
      isShort = true
      return false
    }
    if remaining > shown { hidden.append((record, remaining - shown)) }
    return left > 0
  }

  private mutating func prevent(
    _ record: OrderRecord, shown: Int, remaining: Int, at price: Int,
    hidden: inout [(record: OrderRecord, remaining: Int)]
  ) -> Bool {
    let whole = taker.quantity == nil ? Amount.quantity(forQuote: left, price: price) : left
    switch taker.prevention {
    case .none: return true
    case .expireMaker:
      steps.append(.prevented(record, price: price, taker: nil, maker: remaining, mode: .expireMaker))
      return true
    case .expireTaker, .expireBoth:
      guard fits(whole) else {
        giveUp()
        return false
      }
      let isBoth = taker.prevention == .expireBoth
      steps.append(
        .prevented(
          record, price: price, taker: whole, maker: isBoth ? remaining : nil, mode: taker.prevention))
      prevented += whole
      left = 0
      endsTaker = true
      return false
    case .decrement, .transfer:
      let quantity = min(whole, shown)
      guard quantity > 0 else {
        isShort = true
        return false
      }
      guard fits(quantity) else {
        giveUp()
        return false
      }
      steps.append(.prevented(record, price: price, taker: quantity, maker: quantity, mode: .decrement))
      prevented += quantity
      left -= taker.quantity == nil ? Amount.quoteUnits(price: price, quantity: quantity) : quantity
      endsTaker = quantity == whole
      if remaining > quantity, quantity == shown { hidden.append((record, remaining - quantity)) }
      return left > 0 && !endsTaker
    }
  }
}
