import PaperCore

extension FuturesExchange {
  private static let hourMilliseconds = 3_600_000
  /// Stretches that are not halved further: a look at one costs about as much as a few of its seconds.
  private static let closeMilliseconds = 8_000
  private static let secondMilliseconds = 1_000

  /// What has to be looked at closely in a stretch of time; everything else has been shown to be safe in it.
  private struct Watch {
    /// Contracts whose trades may fill or trigger something.
    var tapes: Set<Int> = []
    /// Contracts whose mark prices may trigger something.
    var marks: Set<Int> = []
    /// Whether an account may be liquidated.
    var accounts = false
    /// Whether something is due: funding, an expiry, a countdown.
    var schedule = false

    var isEmpty: Bool { tapes.isEmpty && marks.isEmpty && !accounts && !schedule }
  }

  /// Lets everything happen that happens by itself until `now`, in the order of time.
  ///
  /// Fills and triggers by the tape happen at the time of the trade. At each whole second, after its trades:
  /// funding if it is due, then expiries and countdowns, then triggers by mark prices, then liquidations.
  /// Hours in which nothing can happen, judged by their highest and lowest prices, are passed over as a
  /// whole, and of other hours their halves, quarters and so on: so time costs by what happens in it, however
  /// fast the clock runs.
  public func advance(to now: Int) {
    guard now > time else { return }
    if time == 0 || isIdle { return time = now }
    while time < now {
      run(until: min(now, (time / Self.hourMilliseconds + 1) * Self.hourMilliseconds))
      if isIdle { return time = now }
    }
  }

  /// Whether nothing can happen by itself, ever.
  private var isIdle: Bool {
    members.allSatisfy {
      $0.positions.isEmpty && $0.openOrders.isEmpty && $0.openAlgoOrders.isEmpty && $0.countdowns.isEmpty
    }
  }

  /// An hour or less: passed over, or halved, or short enough to be looked at closely.
  private func run(until end: Int) {
    let watched = watch(until: end)
    if watched.isEmpty { return pass(until: end) }
    guard end - time > Self.closeMilliseconds else { return runClosely(until: end, watched) }
    let second = Self.secondMilliseconds
    run(until: (time + (end - time) / 2) / second * second)
    run(until: end)
  }

  /// Second by second, as long as something needs it.
  private func runClosely(until end: Int, _ first: Watch) {
    var watched = first
    var count = changeCount
    while time < end {
      if watched.isEmpty { return pass(until: end) }
      let next = min(end, (time / Self.secondMilliseconds + 1) * Self.secondMilliseconds)
      play(watched.tapes, until: next)
      follow(until: next, except: watched.tapes)
      time = next
      if next % Self.secondMilliseconds == 0 { beat(watched, at: next) }
      if changeCount != count {
        count = changeCount
        watched = watch(until: end)
      }
    }
  }

  /// Goes over a stretch in which nothing happens; trailing orders keep the best price in it.
  private func pass(until end: Int) {
    follow(until: end, except: [])
    time = end
  }

  private func follow(until end: Int, except tapes: Set<Int>) {
    for member in members {
      for order in member.openAlgoOrders where order.isActive && order.new.workingType == .contractPrice {
        guard !tapes.contains(order.contract) else { continue }
        let market = contracts[order.contract].market
        guard let sum = market.summary(from: time + 1, until: end + 1) else { continue }
        let tick = market.contract.tickUnits
        order.follow((sum.lowTicks * tick)...(sum.highTicks * tick))
      }
    }
  }

  /// Plays the trades after `time` and up to `end` of some contracts to what rests and waits on them.
  private func play(_ tapes: Set<Int>, until end: Int) {
    var trades: [(contract: Int, trade: Trade)] = []
    for contract in tapes {
      let market = contracts[contract].market
      let first = market.tradeID(from: time + 1)
      let last = market.tradeID(from: end + 1)
      for id in first..<max(first, last) { trades.append((contract, market.trade(id))) }
    }
    trades.sort {
      ($0.trade.timeMilliseconds, $0.contract, $0.trade.id)
        < ($1.trade.timeMilliseconds, $1.contract, $1.trade.id)
    }
    for (contract, trade) in trades {
      cross(trade, on: contract)
      let units = trade.priceTicks * contracts[contract].contract.tickUnits
      show(units, .contractPrice, on: contract, now: trade.timeMilliseconds)
    }
  }

  /// What happens on a whole second.
  private func beat(_ watched: Watch, at second: Int) {
    if watched.schedule {
      let held = Set(members.flatMap { $0.positions.map(\.contract) })
      for contract in held.sorted()
      where second % contracts[contract].contract.fundingIntervalMilliseconds == 0 {
        payFunding(on: contract, at: second)
      }
      expire(at: second)
    }
    for contract in watched.marks.sorted() {
      show(mark(contract, at: second), .markPrice, on: contract, now: second)
    }
    if watched.accounts { liquidate(at: second) }
  }

  /// Orders whose date has come, and countdowns that have run down.
  private func expire(at second: Int) {
    for member in members {
      for order in member.openOrders where order.goodTillDate > 0 && order.goodTillDate <= second {
        finish(order, as: .expired, now: second)
      }
      for order in member.openAlgoOrders
      where order.new.order.goodTillDate > 0 && order.new.order.goodTillDate <= second {
        finish(order, as: .expired, now: second)
      }
      for (contract, deadline) in member.countdowns.sorted(by: { $0.key < $1.key }) where deadline <= second {
        member.countdowns[contract] = nil
        changeCount += 1
        for order in member.openOrders where order.contract == contract {
          finish(order, as: .canceled, now: second)
        }
      }
    }
  }

  /// What has to be looked at between `time` and `end`, which lie in one hour.
  private func watch(until end: Int) -> Watch {
    var watch = Watch()
    var bounds: [Int: ClosedRange<Int>] = [:]
    func markBounds(_ contract: Int) -> ClosedRange<Int> {
      if let known = bounds[contract] { return known }
      let made = contracts[contract].market.markBounds(from: time, until: end)
      bounds[contract] = made
      return made
    }
    for (index, book) in books.enumerated() where !book.isEmpty {
      guard let sum = contracts[index].market.summary(from: time + 1, until: end + 1) else { continue }
      let isBidReached = book.bids.first.map { $0.priceTicks >= sum.lowTicks } ?? false
      let isAskReached = book.asks.first.map { $0.priceTicks <= sum.highTicks } ?? false
      if isBidReached || isAskReached { watch.tapes.insert(index) }
    }
    // Marks, margins and dates are looked at on whole seconds only.
    let hasSecond = end / Self.secondMilliseconds > time / Self.secondMilliseconds
    for member in members {
      watchConditionals(of: member, until: end, markBounds: hasSecond ? markBounds : nil, in: &watch)
      guard hasSecond else { continue }
      if !member.positions.isEmpty, !isSafe(member, markBounds: markBounds) { watch.accounts = true }
      if hasDue(member, until: end) { watch.schedule = true }
    }
    return watch
  }

  /// Whether funding, an expiry or a countdown of an account comes between `time` and `end`.
  private func hasDue(_ member: FuturesAccount, until end: Int) -> Bool {
    let pays = member.positions.contains { position in
      let interval = contracts[position.contract].contract.fundingIntervalMilliseconds
      return end / interval > time / interval
    }
    let expires = { (date: Int) in date > 0 && date <= end }
    return pays || member.openOrders.contains { expires($0.goodTillDate) }
      || member.openAlgoOrders.contains { expires($0.new.order.goodTillDate) }
      || member.countdowns.values.contains { $0 <= end }
  }

  private func watchConditionals(
    of member: FuturesAccount, until end: Int, markBounds: ((Int) -> ClosedRange<Int>)?,
    in watch: inout Watch
  ) {
    for order in member.openAlgoOrders {
      let tick = contracts[order.contract].contract.tickUnits
      if order.new.workingType == .markPrice {
        // The bounds of a mark price are wider than its path: where it might be better than the best one so
        // far, what trails it must see each one.
        guard let markBounds = markBounds?(order.contract) else { continue }
        if order.mightFollow(within: markBounds) || order.mightAct(within: markBounds, tickUnits: tick) {
          watch.marks.insert(order.contract)
        }
      } else if let sum = contracts[order.contract].market.summary(from: time + 1, until: end + 1),
        order.mightAct(within: (sum.lowTicks * tick)...(sum.highTicks * tick), tickUnits: tick)
      {
        watch.tapes.insert(order.contract)
      }
    }
  }
}
