internal import Catalog
internal import HTTP
internal import LinuxIO

/// One request on its way: gate, budget, connection, answer.
extension ExchangeClient {
  /// A passage of the gate, a connection that stands and the weight of the request, if all of them are to be
  /// had now. A call that nobody waits for, or whose time is over, gets nothing here: it goes the long way
  /// and is refused there.
  func takeNow(
    for request: ExchangeRequest, of call: CallContext, on lane: ExchangeLane, until deadline: UInt64,
    isUrgent: Bool
  ) -> (Connection, BudgetCharge)? {
    guard !call.isCancelled, call.maySend, EventLoop.turnTime < deadline, lane.gate.enterNow() else {
      return nil
    }
    if let connection = lane.pool.takeOpen() {
      if let charge = passBudgetNow(request, on: lane, isUrgent: isUrgent) { return (connection, charge) }
      lane.pool.giveBack(connection)
    }
    lane.gate.leave()
    return nil
  }

  /// Waits for the request's turn and sends it; once more when the exchange says that it was misdated.
  func readInTurn(
    _ request: ExchangeRequest, of call: CallContext, on lane: ExchangeLane, until deadline: UInt64
  ) async throws(ToolFailure) -> ExchangeReply {
    do throws(ToolFailure) {
      return try await passGate(request, of: call, on: lane, until: deadline)
    } catch {
      guard isMisdated(request, error, call, until: deadline) else { throw error }
      return try await readDatedAnew(request, after: error, of: call, on: lane, until: deadline)
    }
  }

  /// Has the clock measured and sends a misdated read once more.
  func readDatedAnew(
    _ request: ExchangeRequest, after failure: ToolFailure, of call: CallContext, on lane: ExchangeLane,
    until deadline: UInt64
  ) async throws(ToolFailure) -> ExchangeReply {
    let before = RateBudget.Moment.now
    await awaitMeasurement(of: lane, for: call, until: deadline)
    guard lane.clock.wasMeasured(since: before), call.maySend, !call.isCancelled else { throw failure }
    return try await passGate(request, of: call, on: lane, until: deadline)
  }

  /// Whether the exchange did not take a signed read for its time stamp (-1021), and there is room for one
  /// more try. The measurement before it is none of the call's sends.
  func isMisdated(
    _ request: ExchangeRequest, _ failure: ToolFailure, _ call: CallContext, until deadline: UInt64
  ) -> Bool {
    failure.code == ExchangeErrorMeaning.misdated && request.isRead && request.endpoint.isSigned
      && call.maySend && !call.isCancelled && EventLoop.now < deadline
  }

  private func passGate(
    _ request: ExchangeRequest, of call: CallContext, on lane: ExchangeLane, until deadline: UInt64
  ) async throws(ToolFailure) -> ExchangeReply {
    if request.endpoint.isSigned { await settleClock(of: lane, for: call, until: deadline) }
    try await enterGate(of: lane, for: request, of: call, until: deadline, isUrgent: call.isUrgent)
    defer { lane.gate.leave() }
    return try await attempt(request, of: call, on: lane, until: deadline, isFirst: true)
  }

  /// Sends a request that has passed the gate, and sends it again while that may help.
  func attempt(
    _ request: ExchangeRequest, of call: CallContext, on lane: ExchangeLane, until deadline: UInt64,
    isFirst: Bool
  ) async throws(ToolFailure) -> ExchangeReply {
    var isFirst = isFirst
    while true {
      let charge = try await passBudget(
        request, on: lane, for: call, until: deadline, isUrgent: call.isUrgent)
      let connection: Connection
      do throws(ConnectionFailure) {
        connection = try await connect(
          for: request, charge, on: lane, fresh: !isFirst, for: call, until: deadline)
      } catch {
        guard mayRepeat(request, after: error, for: call, until: deadline) else {
          throw replies(to: request, lane).failure(error)
        }
        isFirst = false
        continue
      }
      // Dated when it goes out: it may have waited for seconds.
      let credentials = try credentials(for: request, on: lane)
      let result = await exchange(
        request, credentials, charge, over: connection, on: lane, for: call, until: deadline)
      switch result {
      case .success(let reply):
        return try self.result(of: reply, to: request, over: connection, lane).get()
      case .failure(let failure):
        guard mayRepeat(request, after: failure, for: call, until: deadline) else {
          throw replies(to: request, lane).failure(failure)
        }
        isFirst = false
      }
    }
  }

  /// Puts the request on the connection and waits for what comes back; settles budget and connection.
  func exchange(
    _ request: ExchangeRequest, _ credentials: RequestCredentials, _ charge: BudgetCharge,
    over connection: Connection, on lane: ExchangeLane, for call: CallContext, until deadline: UInt64
  ) async -> Result<HTTPReply, ConnectionFailure> {
    let turn = Suspension()
    var result: Result<HTTPReply, ConnectionFailure> = .failure(.cancelled)
    call.countSend()
    // What changes something is waited for until its time is over, whoever has lost interest: closing the
    // connection would throw the outcome away.
    if request.isRead { call.begin(on: connection) }
    connection.exchange(request, credentials, by: lane.writer, until: deadline) {
      result = $0
      turn.end()
    }
    await turn.wait()
    end(request, charge, over: connection, on: lane, for: call, result)
    return result
  }

  func mayRepeat(
    _ request: ExchangeRequest, after failure: ConnectionFailure, for call: CallContext,
    until deadline: UInt64
  ) -> Bool {
    request.isRead && request.endpoint.method == "GET" && failure.isCuredBySendingAgain && call.maySend
      && !call.isCancelled && EventLoop.now < deadline
  }

  /// What an answer says.
  func result(
    of reply: HTTPReply, to request: ExchangeRequest, over connection: Connection, _ lane: ExchangeLane
  ) -> Result<ExchangeReply, ToolFailure> {
    guard var read = Replies.read(reply) else {
      do throws(ToolFailure) {
        return .success(try replies(to: request, lane).reading(reply))
      } catch {
        return .failure(error)
      }
    }
    read.roundTripMilliseconds = Int((EventLoop.turnTime &- connection.sentAtNanoseconds) / 1_000_000)
    followLimits(in: read, to: request.endpoint)
    return .success(read)
  }

  func enterGate(
    of lane: ExchangeLane, for request: ExchangeRequest, of call: CallContext, until deadline: UInt64,
    isUrgent: Bool
  ) async throws(ToolFailure) {
    do throws(RequestGate.Failure) {
      try await lane.gate.enter(
        for: call, until: deadline, as: RequestGate.Rank(isUrgent: isUrgent, isRead: request.isRead))
    } catch {
      throw replies(to: request, lane).failure(error)
    }
  }

  /// A connection that stands, for a request that has taken its part of the budget; gives that back when
  /// there is none.
  func connect(
    for request: ExchangeRequest, _ charge: BudgetCharge, on lane: ExchangeLane, fresh: Bool,
    for call: CallContext, until deadline: UInt64
  ) async throws(ConnectionFailure) -> Connection {
    let connection = lane.pool.take(fresh: fresh)
    do throws(ConnectionFailure) {
      if !connection.isOpen { try await connection.opened(until: deadline, for: call) }
      if call.isCancelled { throw .cancelled }
      if EventLoop.turnTime >= deadline { throw .connectTimedOut }
      guard call.maySend else { throw .sendsUsedUp }
      return connection
    } catch {
      connection.close()
      refund(charge, of: request)
      throw error
    }
  }

  /// Takes note of what became of a request: the connection is kept or closed, the budget settled.
  func end(
    _ request: ExchangeRequest, _ charge: BudgetCharge, over connection: Connection, on lane: ExchangeLane,
    for call: CallContext, _ result: Result<HTTPReply, ConnectionFailure>
  ) {
    call.end(on: connection)
    switch result {
    case .success(let reply):
      lane.pool.giveBack(connection)
      settle(charge, of: request, reply, on: lane)
    case .failure(.unsigned):
      // Not a byte of it was written.
      lane.pool.giveBack(connection)
      refund(charge, of: request)
    case .failure:
      connection.close()
      settle(charge, of: request, nil, on: lane)
    }
  }
}
