public import Catalog
internal import HTTP
internal import LinuxIO

extension ExchangeClient {
  /// Takes the request's weight, when nobody waits for the budget and it allows the request at once.
  ///
  /// - Returns: nil when there is something to wait for or to refuse: then `passBudget` does it.
  func passBudgetNow(
    _ request: ExchangeRequest, on lane: ExchangeLane, isUrgent: Bool
  ) -> BudgetCharge? {
    let turn = lane.turn(of: RequestGate.Rank(isUrgent: isUrgent, isRead: request.isRead))
    guard turn.enterNow() else { return nil }
    defer { turn.leave() }
    let moment = lane.clock.corrected(.now)
    guard verdict(on: request, at: moment, isUrgent: isUrgent) == .send else { return nil }
    return charge(request, at: moment)
  }

  /// Waits for its turn and for the budget, and takes the request's weight and orders.
  ///
  /// A short wait is queued in the order of asking; a long one, or one beyond the call's deadline, is
  /// refused with the seconds to wait. Orders and cancels have a turn of their own, and so has what orders
  /// read first: none waits for one of a lower rank.
  func passBudget(
    _ request: ExchangeRequest, on lane: ExchangeLane, for call: CallContext, until deadline: UInt64,
    isUrgent: Bool
  ) async throws(ToolFailure) -> BudgetCharge {
    let turn = lane.turn(of: RequestGate.Rank(isUrgent: isUrgent, isRead: request.isRead))
    do throws(RequestGate.Failure) {
      try await turn.enter(for: call, until: deadline)
    } catch {
      throw replies(to: request, lane).failure(error)
    }
    defer { turn.leave() }
    while true {
      if call.isCancelled { throw replies(to: request, lane).failure(ConnectionFailure.cancelled) }
      let moment = lane.clock.corrected(.now)
      switch verdict(on: request, at: moment, isUrgent: isUrgent) {
      case .send:
        return charge(request, at: moment)
      case .wait(let milliseconds):
        let courtesy = isUrgent ? 0 : RateBudget.courtesyMilliseconds
        let end = EventLoop.now &+ UInt64(milliseconds + courtesy) * 1_000_000
        guard end < deadline else {
          throw replies(to: request, lane).refusal(milliseconds: milliseconds, .weight)
        }
        await Suspension().wait(until: end, for: call)
      case .refuse(let milliseconds, let cause):
        throw replies(to: request, lane).refusal(milliseconds: milliseconds, cause)
      }
    }
  }

  private func verdict(
    on request: ExchangeRequest, at moment: RateBudget.Moment, isUrgent: Bool
  ) -> RateBudget.Verdict {
    let weight = withBudget(of: request.endpoint) {
      $0.verdict(
        on: request.weight, at: moment, isUrgent: isUrgent || request.ignoresHearsay,
        isRead: request.isRead && !request.ignoresHearsay)
    }
    let orderCount = request.endpoint.orderCount
    guard orderCount > 0, weight == .send else { return weight }
    return withOrders(of: request.endpoint.api) { $0.verdict(on: orderCount, at: moment) }
  }

  private func charge(_ request: ExchangeRequest, at moment: RateBudget.Moment) -> BudgetCharge {
    let orderCount = request.endpoint.orderCount
    return BudgetCharge(
      weight: withBudget(of: request.endpoint) { $0.charge(request.weight, at: moment) },
      orders: orderCount == 0
        ? nil : withOrders(of: request.endpoint.api) { $0.charge(orderCount, at: moment) })
  }

  /// Gives back what was taken for a request of which no byte was sent.
  func refund(_ charge: BudgetCharge, of request: ExchangeRequest) {
    withBudget(of: request.endpoint) { $0.refund(charge.weight) }
    if let orders = charge.orders { withOrders(of: request.endpoint.api) { $0.refund(orders) } }
  }

  /// Follows the headers of an answer; without one our own count goes on.
  func settle(
    _ charge: BudgetCharge, of request: ExchangeRequest, _ reply: HTTPReply?, on lane: ExchangeLane
  ) {
    let endpoint = request.endpoint
    let moment = lane.clock.corrected(.now)
    let usedWeight = reply?.headers.integer(named: Self.weightHeader(of: endpoint))
    withBudget(of: endpoint) { $0.settle(charge.weight, usedWeight: usedWeight, at: moment) }
    if let orders = charge.orders {
      let isRefused = reply.map { (400...499).contains($0.status) && $0.status != 408 } ?? false
      withOrders(of: endpoint.api) { budget in
        budget.settle(orders, isRefused ? .refused : .counted, at: moment) { seconds in
          Self.orderHeader(ofSeconds: seconds).flatMap { reply?.headers.integer(named: $0) }
        }
      }
    }
    if let reply, reply.status == 429 || reply.status == 418 { stop(endpoint, reply, at: moment) }
    tell(endpoint.api, at: moment)
  }

  /// 429 stops the interface (of the wallet the endpoint, whose limit it is); 418 bans the address, and stops
  /// everything.
  private func stop(_ endpoint: Endpoint, _ reply: HTTPReply, at moment: RateBudget.Moment) {
    let seconds = reply.headers.integer(named: "Retry-After")
    guard reply.status == 418 else {
      withBudget(of: endpoint) { $0.stop(for: seconds, isBan: false, at: moment) }
      return
    }
    budget.stop(for: seconds, isBan: true, at: moment)
    futuresBudget.stop(for: seconds, isBan: true, at: moment)
    walletBudget.stop(for: seconds, isBan: true, at: moment)
    for path in walletBudgets.keys { walletBudgets[path]?.stop(for: seconds, isBan: true, at: moment) }
    for api in API.allCases where api != endpoint.api { tell(api, at: moment) }
  }

  /// What the exchange counts of spot's weight in this minute, requests under way included, and the limit:
  /// for `server_status`.
  public var spotUse: (usedWeight: Int, limit: Int) {
    (budget.used(at: spot.clock.corrected(.now)), budget.limit)
  }

  private static func weightHeader(of endpoint: Endpoint) -> String {
    guard endpoint.api == .wallet else { return "X-MBX-USED-WEIGHT-1M" }
    return endpoint.isWeighedByAccount ? "X-SAPI-USED-UID-WEIGHT-1M" : "X-SAPI-USED-IP-WEIGHT-1M"
  }

  private static func orderHeader(ofSeconds seconds: Int) -> String? {
    switch seconds {
    case 10: "X-MBX-ORDER-COUNT-10S"
    case 60: "X-MBX-ORDER-COUNT-1M"
    case 86_400: "X-MBX-ORDER-COUNT-1D"
    default: nil
    }
  }

  /// Another worker on this address heard something of a limit. It delays reads, never orders, what they
  /// read first, or cancels.
  public func hear(_ api: API, usedWeight: Int, stoppedMilliseconds: Int) {
    let moment = RateBudget.Moment.now
    switch api {
    case .spot:
      budget.hear(
        usedWeight: usedWeight, stoppedMilliseconds: stoppedMilliseconds,
        at: spot.clock.corrected(moment))
    case .futures:
      futuresBudget.hear(
        usedWeight: usedWeight, stoppedMilliseconds: stoppedMilliseconds,
        at: futures.clock.corrected(moment))
    case .wallet:
      // A used weight is an endpoint's, and nobody says of which.
      walletBudget.hear(usedWeight: 0, stoppedMilliseconds: stoppedMilliseconds, at: moment)
      for path in walletBudgets.keys {
        walletBudgets[path]?.hear(usedWeight: 0, stoppedMilliseconds: stoppedMilliseconds, at: moment)
      }
    }
  }

  /// Tells `onUsage` when this interface's own headers have said something new; at most once in
  /// `ToldUsage.intervalMilliseconds`, and then the newest.
  private func tell(_ api: API, at moment: RateBudget.Moment) {
    guard let onUsage else { return }
    var last = told[api] ?? ToldUsage()
    guard !last.isWaiting, let reading = news(of: api, since: last, at: moment) else { return }
    let rest = last.restMilliseconds(at: moment)
    if rest > 0 {
      told[api]?.isWaiting = true
      EventLoop.shared.schedule(at: EventLoop.now &+ UInt64(rest) * 1_000_000) { [weak self] in
        guard let self else { return }
        self.told[api]?.isWaiting = false
        tell(api, at: (api == .futures ? futures : spot).clock.corrected(.now))
      }
      return
    }
    last.minute = moment.wallMilliseconds / 60_000
    last.usedWeight = reading.usedWeight
    if reading.stoppedMilliseconds > 0 {
      last.stoppedUntilMilliseconds = moment.monotonicMilliseconds + reading.stoppedMilliseconds
    }
    last.toldAtMilliseconds = moment.monotonicMilliseconds
    told[api] = last
    onUsage(reading)
  }

  /// A reading that others should hear: the weight grew by a hundredth of the limit, or a stop began or grew
  /// longer.
  private func news(
    of api: API, since last: ToldUsage, at moment: RateBudget.Moment
  ) -> BudgetReading? {
    let (budget, used) =
      switch api {
      case .spot: (budget, budget.ownUse(at: moment))
      case .futures: (futuresBudget, futuresBudget.ownUse(at: moment))
      case .wallet: (walletBudget, 0)
      }
    let stopped = budget.stoppedForMilliseconds(at: moment)
    let lastUsed = last.minute == moment.wallMilliseconds / 60_000 ? last.usedWeight : 0
    let isLongerStop = stopped > 0 && moment.monotonicMilliseconds + stopped > last.stoppedUntilMilliseconds
    guard used - lastUsed >= max(1, budget.limit / 100) || isLongerStop else { return nil }
    return BudgetReading(api: api, usedWeight: used, stoppedMilliseconds: stopped)
  }

  /// Lends the budget that an endpoint draws on.
  @discardableResult
  func withBudget<Result>(of endpoint: Endpoint, _ body: (inout RateBudget) -> Result) -> Result {
    switch endpoint.api {
    case .spot: return body(&budget)
    case .futures: return body(&futuresBudget)
    case .wallet:
      if walletBudgets[endpoint.path] == nil {
        var fresh = RateBudget(limit: endpoint.isWeighedByAccount ? 180_000 : 12_000)
        fresh.share(walletBudget, at: .now)
        walletBudgets[endpoint.path] = fresh
      }
      return body(&walletBudgets[endpoint.path, default: walletBudget])
    }
  }

  /// Lends the orders' budget of an interface.
  @discardableResult
  private func withOrders<Result>(of api: API, _ body: (inout OrderBudget) -> Result) -> Result {
    api == .futures ? body(&futuresOrders) : body(&spotOrders)
  }
}
