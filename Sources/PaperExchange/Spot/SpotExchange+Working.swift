import PaperAccounts
import PaperCore

extension SpotExchange {
  /// What an order did when it went to work.
  typealias Work = (fills: [Fill], preventedMatches: [PreventedMatch])

  /// A triggered stop, or an order that waited for its list, goes to work. What is wrong with it now ends it.
  func startWorking(_ record: OrderRecord, on state: SymbolState, at time: Int) {
    if let peg = record.extras?.peg, record.extras?.peggedPrice == nil {
      guard let price = state.price(of: peg, side: record.side, at: time) else {
        return close(record, .expired, .insufficientLiquidity, on: state, at: time)
      }
      record.extras?.peggedPrice = price
      let value = Amount.quoteUnits(price: price, quantity: record.remaining)
      guard (1...Amount.unitsMax).contains(value), passesFilters(record, on: state, at: time),
        relock(record, at: time)
      else {
        return close(record, .expired, .rejected, on: state, at: time)
      }
    }
    guard record.type.isMarketWhenWorking else {
      if record.type == .limitMaker, state.wouldTake(record.side, at: record.limitPrice, now: time) {
        return close(record, .expired, .rejected, on: state, at: time)
      }
      work(record, on: state, at: time)
      return
    }
    let plan = plan(of: record, on: state, at: time)
    let needed = record.isBuy ? plan.quote : Int128(record.remaining)
    guard !plan.isTooLarge, setLock(of: record, to: needed, at: time) else {
      return close(record, .expired, .rejected, on: state, at: time)
    }
    work(record, plan: plan, on: state, at: time)
  }

  /// What an order would do to the book now.
  func plan(of record: OrderRecord, on state: SymbolState, at time: Int) -> MatchPlan {
    let taker = MatchPlan.Taker(
      side: record.side, quantity: record.isByQuote ? nil : record.remaining,
      quoteQuantity: record.extras?.quoteQuantity ?? 0,
      limit: record.type.isMarketWhenWorking ? nil : record.limitPrice, accountNumber: record.account.number,
      prevention: record.selfTradePrevention, quantityStep: state.lotStep)
    return MatchPlan(taker, on: state, at: time)
  }

  /// An order trades with what rests; what is left of it rests itself or ends.
  @discardableResult
  func work(_ record: OrderRecord, plan known: MatchPlan? = nil, on state: SymbolState, at time: Int) -> Work
  {
    record.workingTime = time
    record.updateTime = time
    if record.status == .pendingNew { record.status = .new }
    let plan = known ?? plan(of: record, on: state, at: time)
    // A new order is refused instead; this one has been accepted before it could be known.
    guard !plan.isTooLarge else {
      close(record, .expired, .rejected, on: state, at: time)
      return ([], [])
    }
    if record.timeInForce == .fillOrKill, plan.filled < record.remaining {
      close(record, .expired, .unfilledFillOrKill, on: state, at: time)
      return ([], [])
    }
    if record.isByQuote {
      record.quantity = plan.filled + plan.prevented
      state.orders(of: record.account).changeOpenQuantity(of: record, by: record.quantity)
    }
    let work = carryOut(plan, for: record, on: state, at: time)
    if plan.endsTaker {
      close(record, .expiredInMatch, nil, on: state, at: time)
    } else if record.remaining == 0, !(record.isByQuote && plan.ranDry) {
      close(record, .filled, nil, on: state, at: time)
    } else if record.type.isMarketWhenWorking {
      close(record, .expired, .insufficientLiquidity, on: state, at: time)
    } else if record.timeInForce == .immediateOrCancel {
      close(record, .expired, .unfilledImmediateOrCancel, on: state, at: time)
    } else {
      rest(record, on: state, at: time)
    }
    return work
  }

  private func carryOut(_ plan: MatchPlan, for taker: OrderRecord, on state: SymbolState, at time: Int)
    -> Work
  {
    var work: Work = ([], [])
    for step in plan.steps {
      switch step {
      case .market(let price, let quantity, let offered):
        state.take(quantity, of: offered, at: price, by: taker.side, now: time)
        work.fills.append(
          tradeWithMarket(taker, quantity: quantity, price: price, isMaker: false, on: state, at: time))
      case .order(let maker, let price, let quantity):
        work.fills.append(
          trade(taker, with: maker, quantity: quantity, price: price, on: state, at: time))
        settleMaker(maker, filled: quantity, on: state, at: time)
      case .prevented(let maker, let price, let takerLoss, let makerLoss, let mode):
        let match = PreventedMatch(
          symbol: state.name, number: state.makePreventedMatchID(), accountNumber: taker.account.number,
          takerOrderNumber: taker.number, makerOrderNumber: maker.number, mode: mode, priceUnits: price,
          takerPreventedQuantity: takerLoss, makerPreventedQuantity: makerLoss, time: time)
        prevent(match, taker: taker, maker: maker, on: state, at: time)
        work.preventedMatches.append(match)
      }
    }
    return work
  }

  /// Books a trade that does not happen.
  private func prevent(
    _ match: PreventedMatch, taker: OrderRecord, maker: OrderRecord, on state: SymbolState, at time: Int
  ) {
    Self.keep(match, in: &preventedMatches)
    if let loss = match.takerPreventedQuantity { lose(loss, by: taker, match, on: state, at: time) }
    guard let loss = match.makerPreventedQuantity else { return }
    lose(loss, by: maker, match, on: state, at: time)
    if maker.remaining == 0 {
      close(maker, .expiredInMatch, nil, on: state, at: time)
    } else {
      shrink(maker, by: loss, on: state, at: time)
    }
  }

  private func lose(
    _ quantity: Int, by record: OrderRecord, _ match: PreventedMatch, on state: SymbolState, at time: Int
  ) {
    state.orders(of: record.account).changeOpenQuantity(of: record, by: -quantity)
    let extras = record.ownExtras
    extras.preventedQuantity += quantity
    extras.preventedMatchID = match.number
    record.updateTime = time
  }

  /// Puts what is left of an order on the book.
  private func rest(_ record: OrderRecord, on state: SymbolState, at time: Int) {
    relock(record, at: time)
    show(record, on: state)
  }

  /// Shows an order, or the next part of an iceberg order, at the end of its price's queue.
  private func show(_ record: OrderRecord, on state: SymbolState) {
    record.visible = min(record.remaining, record.icebergQuantity ?? record.remaining)
    if record.isBuy {
      state.bids.insert(record, at: record.limitPrice)
    } else {
      state.asks.insert(record, at: record.limitPrice)
    }
  }

  /// What rested has traded: the pair's other order ends, the order ends when it is filled.
  func settleMaker(_ record: OrderRecord, filled: Int, on state: SymbolState, at time: Int) {
    if let sibling = openSibling(of: record) {
      close(sibling, .expired, .otherTriggered, on: state, at: time)
    }
    if record.remaining == 0 {
      close(record, .filled, nil, on: state, at: time)
    } else {
      shrink(record, by: filled, on: state, at: time)
    }
  }

  /// Less of a resting order is left.
  private func shrink(_ record: OrderRecord, by quantity: Int, on state: SymbolState, at time: Int) {
    relock(record, at: time)
    record.level?.reduce(record, by: min(quantity, record.visible))
    guard record.visible == 0 else { return }
    if record.isBuy { state.bids.remove(record) } else { state.asks.remove(record) }
    show(record, on: state)
  }
}
