public import Catalog
internal import HTTP
internal import LinuxIO

/// What changes something at the exchange: one send, and an honest word about what became of it.
extension ExchangeClient: ExchangeWriting {
  /// Signs a request and sends it at most once.
  ///
  /// The order of things: key, clock, gate, budget, connection; then, without waiting for anything any more,
  /// `willSend`, the signature, one write. There is no way back from there to here: no failure of any kind
  /// leads to a second write.
  ///
  /// - Precondition: the request is not a read.
  public func write(
    _ request: ExchangeRequest, recvWindowMilliseconds: Int, isUrgent: Bool, for call: CallContext,
    willSend: @LoopActor (_ timestampMilliseconds: Int) throws(ToolFailure) -> Void
  ) async -> WriteOutcome {
    precondition(!request.isRead, "a read is read")
    let lane = lane(of: request)
    let deadline = deadline(of: call)
    let connection: Connection
    let charge: BudgetCharge
    do throws(ToolFailure) {
      // Known to be there before anything is waited for.
      _ = try credentials(for: request, on: lane)
      let isAstray = request.endpoint.isSigned && lane.clock.isAstray(at: .now)
      if !isAstray, let taken = takeNow(for: request, of: call, on: lane, until: deadline, isUrgent: isUrgent)
      {
        (connection, charge) = taken
      } else {
        (connection, charge) = try await takeInTurn(
          for: request, of: call, on: lane, until: deadline, isUrgent: isUrgent)
      }
    } catch {
      return .notDone(error)
    }
    defer { lane.gate.leave() }
    let credentials: RequestCredentials
    do throws(ToolFailure) {
      credentials = try commit(
        request, charge, over: connection, on: lane, until: deadline,
        window: recvWindowMilliseconds, willSend)
    } catch {
      return .notDone(error)
    }
    let result = await exchange(
      request, credentials, charge, over: connection, on: lane, for: call, until: deadline)
    return outcome(result, of: request, over: connection, on: lane)
  }

  /// What `takeNow` takes, once it is to be had. Nothing is taken when it throws.
  private func takeInTurn(
    for request: ExchangeRequest, of call: CallContext, on lane: ExchangeLane, until deadline: UInt64,
    isUrgent: Bool
  ) async throws(ToolFailure) -> (Connection, BudgetCharge) {
    if request.endpoint.isSigned { await settleClock(of: lane, for: call, until: deadline) }
    try await enterGate(of: lane, for: request, of: call, until: deadline, isUrgent: isUrgent)
    do throws(ToolFailure) {
      return try await prepare(request, on: lane, for: call, until: deadline, isUrgent: isUrgent)
    } catch {
      lane.gate.leave()
      throw error
    }
  }

  /// The request's part of the budget and a connection that stands.
  private func prepare(
    _ request: ExchangeRequest, on lane: ExchangeLane, for call: CallContext, until deadline: UInt64,
    isUrgent: Bool
  ) async throws(ToolFailure) -> (Connection, BudgetCharge) {
    let charge = try await passBudget(request, on: lane, for: call, until: deadline, isUrgent: isUrgent)
    let connection: Connection
    do throws(ConnectionFailure) {
      connection = try await connect(
        for: request, charge, on: lane, fresh: false, for: call, until: deadline)
    } catch {
      throw replies(to: request, lane).unsent(error)
    }
    // To connect may have taken seconds, and the exchange may have said to stop meanwhile.
    let stopped = withBudget(of: request.endpoint) { $0.stoppedForMilliseconds(at: .now) }
    guard stopped == 0 else {
      lane.pool.giveBack(connection)
      refund(charge, of: request)
      throw replies(to: request, lane).refusal(milliseconds: stopped, .tooManyRequests)
    }
    return (connection, charge)
  }

  /// Has the caller write down that the request is about to be sent. Nothing is waited for in here, so what
  /// was true of connection, budget and call before is true after.
  ///
  /// - Throws: what `willSend` throws, and when the time is over after it: then nothing was sent.
  private func commit(
    _ request: ExchangeRequest, _ charge: BudgetCharge, over connection: Connection, on lane: ExchangeLane,
    until deadline: UInt64, window: Int,
    _ willSend: @LoopActor (_ timestampMilliseconds: Int) throws(ToolFailure) -> Void
  ) throws(ToolFailure) -> RequestCredentials {
    do throws(ToolFailure) {
      let credentials = try credentials(for: request, on: lane, window: window)
      if case .signature(_, let timestamp, _) = credentials {
        try willSend(timestamp)
      } else {
        try willSend(RateBudget.Moment.now.wallMilliseconds)
      }
      // The disk may have taken its time.
      guard EventLoop.now < deadline else { throw replies(to: request, lane).unsent(.connectTimedOut) }
      return credentials
    } catch {
      lane.pool.giveBack(connection)
      refund(charge, of: request)
      throw error
    }
  }

  private func outcome(
    _ result: Result<HTTPReply, ConnectionFailure>, of request: ExchangeRequest, over connection: Connection,
    on lane: ExchangeLane
  ) -> WriteOutcome {
    let replies = replies(to: request, lane)
    switch result {
    case .failure(.unsigned): return .notDone(replies.failure(.unsigned))
    case .failure(let failure): return .unknown(replies.afterSending(failure))
    case .success(let reply):
      let outcome = replies.outcome(of: reply)
      switch outcome {
      case .notDone(let failure), .unknown(let failure):
        // Not for this request, which is over, but for the next one.
        if failure.code == ExchangeErrorMeaning.misdated { onLoop { [self] in await remeasure(lane) } }
      case .done: break
      }
      return outcome
    }
  }
}
