public import Catalog
internal import HTTP
internal import LinuxIO

extension ExchangeClient {
  /// Takes the request's weight, when nobody waits for the budget and it allows the request at once.
  ///
  /// - Returns: nil when there is something to wait for or to refuse: then `passBudget` does it.
  func passBudgetNow(_ request: ExchangeRequest, on lane: ExchangeLane) -> RateBudget.Ticket? {
    guard lane.budgetTurn.enterNow() else { return nil }
    defer { lane.budgetTurn.leave() }
    return withBudget(of: request.endpoint.api) { budget in
      let moment = RateBudget.Moment.now
      guard budget.verdict(on: request.weight, at: moment) == .send else { return nil }
      return budget.charge(request.weight, at: moment)
    }
  }

  /// Waits for its turn and for the budget, and takes the request's weight.
  ///
  /// A short wait is queued in the order of asking; a long one, or one beyond the call's deadline, is refused
  /// with the seconds to wait.
  func passBudget(
    _ request: ExchangeRequest, on lane: ExchangeLane, for call: CallContext, until deadline: UInt64,
    _ replies: Replies
  ) async throws(ToolFailure) -> RateBudget.Ticket {
    do throws(RequestGate.Failure) {
      try await lane.budgetTurn.enter(for: call, until: deadline)
    } catch {
      throw replies.failure(error)
    }
    defer { lane.budgetTurn.leave() }
    while true {
      if call.isCancelled { throw replies.failure(ConnectionFailure.cancelled) }
      let moment = RateBudget.Moment.now
      switch withBudget(of: request.endpoint.api, { $0.verdict(on: request.weight, at: moment) }) {
      case .send:
        return withBudget(of: request.endpoint.api) { $0.charge(request.weight, at: moment) }
      case .wait(let milliseconds):
        let end = EventLoop.now &+ UInt64(milliseconds) * 1_000_000
        guard end < deadline else { throw replies.refusal(milliseconds: milliseconds, .weight) }
        await Suspension().wait(until: end, for: call)
      case .refuse(let milliseconds, let cause):
        throw replies.refusal(milliseconds: milliseconds, cause)
      }
    }
  }

  /// Follows the headers of an answer.
  func settle(_ ticket: RateBudget.Ticket, _ reply: HTTPReply, _ api: API) {
    let header = api == .wallet ? "X-SAPI-USED-IP-WEIGHT-1M" : "X-MBX-USED-WEIGHT-1M"
    let usedWeight = reply.headers.integer(named: header)
    let moment = RateBudget.Moment.now
    withBudget(of: api) { budget in
      budget.settle(ticket, usedWeight: usedWeight, at: moment)
      guard reply.status == 429 || reply.status == 418 else { return }
      budget.stop(
        for: reply.headers.integer(named: "Retry-After"), isBan: reply.status == 418, at: moment)
    }
  }

  /// Another worker on this address heard something of a limit.
  public func hear(_ api: API, usedWeight: Int, stoppedMilliseconds: Int) {
    withBudget(of: api) { $0.hear(usedWeight: usedWeight, at: .now) }
  }

  /// Lends the budget that an interface draws on.
  @discardableResult
  func withBudget<Result>(of api: API, _ body: (inout RateBudget) -> Result) -> Result {
    switch api {
    case .spot: body(&budget)
    case .wallet: body(&walletBudget)
    case .futures: body(&futuresBudget)
    }
  }
}
