public import Catalog
internal import HTTP
public import LinuxIO
internal import Values

/// The exchange, as a worker sees it: requests out, checked answers back, within the rate budget.
///
/// What reads may be sent again when its connection broke, three times in all per call; what changes
/// something is sent once, whatever happens. libcurl's and
/// Foundation's own transfers do not keep that promise, which is why only the connection is theirs.
@LoopActor
public final class ExchangeClient: ExchangeReading {
  /// Which exchange, and how long to wait for it.
  public let configuration: ExchangeConfiguration
  /// The rate budget of spot, which is what `server_status` shows.
  public internal(set) var budget = RateBudget()
  /// The rate budget of `/sapi`: weights per address, 12,000 a minute.
  public internal(set) var walletBudget = RateBudget(limit: 12_000)
  /// The rate budget of USD-M futures: 2,400 a minute.
  public internal(set) var futuresBudget = RateBudget(limit: 2_400)

  private lazy var multi = CurlMulti()
  private lazy var scratch = ReceiveScratch()
  private lazy var spot = ExchangeLane(to: configuration.spot, configuration, multi: multi, scratch: scratch)
  private lazy var futures = ExchangeLane(
    to: configuration.futures, configuration, multi: multi, scratch: scratch)

  /// A client. Nothing is loaded or connected before `prewarm()` or the first request.
  public init(configuration: ExchangeConfiguration) {
    self.configuration = configuration
  }

  /// Begins to connect to the spot server, so that the first request need not wait for all of it. Failures
  /// are the first request's to report.
  public func prewarm() {
    spot.pool.prewarm()
  }

  /// Closes the connections that nobody uses.
  public func closeIdleConnections() {
    spot.pool.closeIdle()
    futures.pool.closeIdle()
  }

  /// Connections kept without a request, for tests and for `server_status`.
  public var idleConnectionCount: Int { spot.pool.idleCount + futures.pool.idleCount }

  /// Sends a request and reads the answer.
  ///
  /// - Throws: everything that is not a 2xx answer in JSON. For a request that changes something, and whose
  /// fate is not known, `outcome_unknown`.
  public func read(
    _ request: ExchangeRequest, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeReply {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<ExchangeReply, ToolFailure>, Never>) in
      read(request, for: call) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Sends a request and has `whenDone` called with the answer.
  ///
  /// A request that has nothing to wait for goes out at once, and its answer comes with the event of its
  /// socket; no task has a part in it. Only what has to wait for its turn, for the budget or for a
  /// connection, or is sent again, is the business of one.
  public func read(
    _ request: ExchangeRequest, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<ExchangeReply, ToolFailure>) -> Void
  ) {
    let lane = request.endpoint.api == .futures ? futures : spot
    let timeout = UInt64(configuration.requestTimeoutMilliseconds) * 1_000_000
    let deadline = min(call.deadlineNanoseconds, EventLoop.turnTime &+ timeout)
    guard let (connection, ticket) = takeNow(for: request, of: call, on: lane, until: deadline) else {
      return finish(whenDone) { [self] () async throws(ToolFailure) in
        if !lane.gate.enterNow() { try await wait(atGateOf: lane, for: request, of: call, until: deadline) }
        defer { lane.gate.leave() }
        return try await attempt(request, of: call, on: lane, until: deadline, isFirst: true)
      }
    }
    call.countSend()
    call.begin(on: connection)
    connection.exchange(request, by: lane.writer, until: deadline) { [self] result in
      end(request, charged: ticket, over: connection, on: lane, for: call, result)
      switch result {
      case .success(let reply):
        lane.gate.leave()
        whenDone(self.result(of: reply, to: request, lane))
      case .failure(let error):
        guard mayRepeat(request, after: error, for: call, until: deadline) else {
          lane.gate.leave()
          return whenDone(.failure(replies(to: request, lane).failure(error)))
        }
        finish(whenDone) { [self] () async throws(ToolFailure) in
          defer { lane.gate.leave() }
          return try await attempt(request, of: call, on: lane, until: deadline, isFirst: false)
        }
      }
    }
  }

  /// Does the rest of a request in a task.
  private func finish(
    _ whenDone: @escaping @LoopActor (Result<ExchangeReply, ToolFailure>) -> Void,
    with body: @escaping @LoopActor () async throws(ToolFailure) -> ExchangeReply
  ) {
    onLoop {
      do throws(ToolFailure) {
        whenDone(.success(try await body()))
      } catch {
        whenDone(.failure(error))
      }
    }
  }

  /// A passage of the gate, a connection that stands and the weight of the request, if all of them are to be
  /// had now. A call that nobody waits for, or whose time is over, gets nothing here: it goes the long way
  /// and is refused there.
  private func takeNow(
    for request: ExchangeRequest, of call: CallContext, on lane: ExchangeLane, until deadline: UInt64
  ) -> (Connection, RateBudget.Ticket)? {
    guard !call.isCancelled, call.maySend, EventLoop.turnTime < deadline, lane.gate.enterNow() else {
      return nil
    }
    if let connection = lane.pool.takeOpen() {
      if let ticket = passBudgetNow(request, on: lane) { return (connection, ticket) }
      lane.pool.giveBack(connection)
    }
    lane.gate.leave()
    return nil
  }

  /// Sends a request that has passed the gate, and sends it again while that may help.
  private func attempt(
    _ request: ExchangeRequest, of call: CallContext, on lane: ExchangeLane, until deadline: UInt64,
    isFirst: Bool
  ) async throws(ToolFailure) -> ExchangeReply {
    var isFirst = isFirst
    while true {
      let ticket = try await passBudget(
        request, on: lane, for: call, until: deadline, replies(to: request, lane))
      let reply: HTTPReply
      do throws(ConnectionFailure) {
        let connection = try await connect(
          for: request, charged: ticket, on: lane, fresh: !isFirst, for: call, until: deadline)
        let turn = Suspension()
        var result: Result<HTTPReply, ConnectionFailure> = .failure(.cancelled)
        call.countSend()
        call.begin(on: connection)
        connection.exchange(request, by: lane.writer, until: deadline) {
          result = $0
          turn.end()
        }
        await turn.wait()
        end(request, charged: ticket, over: connection, on: lane, for: call, result)
        reply = try result.get()
      } catch {
        guard mayRepeat(request, after: error, for: call, until: deadline) else {
          throw replies(to: request, lane).failure(error)
        }
        isFirst = false
        continue
      }
      return try result(of: reply, to: request, lane).get()
    }
  }

  private func mayRepeat(
    _ request: ExchangeRequest, after failure: ConnectionFailure, for call: CallContext,
    until deadline: UInt64
  ) -> Bool {
    request.isRead && failure.isCuredBySendingAgain && call.maySend && !call.isCancelled
      && EventLoop.now < deadline
  }

  /// What an answer says.
  private func result(
    of reply: HTTPReply, to request: ExchangeRequest, _ lane: ExchangeLane
  ) -> Result<ExchangeReply, ToolFailure> {
    if let read = Replies.read(reply) { return .success(read) }
    do throws(ToolFailure) {
      return .success(try replies(to: request, lane).reading(reply))
    } catch {
      return .failure(error)
    }
  }

  /// The words for what may go wrong; made only when something has.
  private func replies(to request: ExchangeRequest, _ lane: ExchangeLane) -> Replies {
    Replies(lane.server, configuration, isRead: request.isRead, path: request.endpoint.path)
  }

  private func wait(
    atGateOf lane: ExchangeLane, for request: ExchangeRequest, of call: CallContext, until deadline: UInt64
  ) async throws(ToolFailure) {
    do throws(RequestGate.Failure) {
      try await lane.gate.enter(for: call, until: deadline)
    } catch {
      throw replies(to: request, lane).failure(error)
    }
  }

  /// A connection that stands, for a request that has taken its weight of the budget; gives that back when
  /// there is none.
  private func connect(
    for request: ExchangeRequest, charged ticket: RateBudget.Ticket, on lane: ExchangeLane, fresh: Bool,
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
      withBudget(of: request.endpoint.api) { $0.refund(ticket) }
      throw error
    }
  }

  /// Takes note of what became of a request: the connection is kept or closed, the budget settled.
  private func end(
    _ request: ExchangeRequest, charged ticket: RateBudget.Ticket, over connection: Connection,
    on lane: ExchangeLane, for call: CallContext, _ result: Result<HTTPReply, ConnectionFailure>
  ) {
    call.end(on: connection)
    switch result {
    case .success(let reply):
      lane.pool.giveBack(connection)
      settle(ticket, reply, request.endpoint.api)
    case .failure:
      connection.close()
      withBudget(of: request.endpoint.api) { $0.settle(ticket, usedWeight: nil, at: .now) }
    }
  }
}
