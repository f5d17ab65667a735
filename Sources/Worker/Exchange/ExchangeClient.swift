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
  public var budget = RateBudget()
  /// The rate budget of `/sapi`: weights per address, 12,000 a minute.
  public var walletBudget = RateBudget(limit: 12_000)
  /// The rate budget of USD-M futures: 2,400 a minute.
  public var futuresBudget = RateBudget(limit: 2_400)

  private lazy var multi = CurlMulti()
  private lazy var scratch = ReceiveScratch()
  private lazy var spot = ExchangeLane(to: configuration.spot, configuration, multi: multi)
  private lazy var futures = ExchangeLane(to: configuration.futures, configuration, multi: multi)

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
  /// One function with few others that suspend, although it is long: each frame in between costs a call two
  /// looks at its executor.
  ///
  /// - Throws: everything that is not a 2xx answer in JSON. For a request that changes something, and whose
  /// fate is not known, `outcome_unknown`.
  public func read(
    _ request: ExchangeRequest, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeReply {
    let lane = request.endpoint.api == .futures ? futures : spot
    let timeout = UInt64(configuration.requestTimeoutMilliseconds) * 1_000_000
    let deadline = min(call.deadlineNanoseconds, EventLoop.turnTime &+ timeout)
    if !lane.gate.enterNow() { try await wait(atGateOf: lane, for: request, of: call, until: deadline) }
    defer { lane.gate.leave() }
    let bytes = lane.writer.bytes(of: request)
    var isFirst = true
    while true {
      // A call that nobody waits for, or whose time is over, goes the long way and is refused there.
      let isWanted = !call.isCancelled && EventLoop.turnTime < deadline
      let ticket: RateBudget.Ticket
      if isWanted, let taken = passBudgetNow(request, on: lane) {
        ticket = taken
      } else {
        ticket = try await passBudget(
          request, on: lane, for: call, until: deadline, replies(to: request, lane))
      }
      let reply: HTTPReply
      do throws(ConnectionFailure) {
        reply = try await send(
          bytes, of: request, charged: ticket, on: lane, fresh: !isFirst, for: call, until: deadline)
      } catch {
        let mayRepeat = request.isRead && error.isCuredBySendingAgain && call.maySend
        guard mayRepeat, !call.isCancelled, EventLoop.now < deadline else {
          throw replies(to: request, lane).failure(error)
        }
        isFirst = false
        continue
      }
      if let read = Replies.read(reply) { return read }
      return try replies(to: request, lane).reading(reply)
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

  /// Sends once.
  @inline(__always)
  private func send(
    _ bytes: [UInt8], of request: ExchangeRequest, charged ticket: RateBudget.Ticket, on lane: ExchangeLane,
    fresh: Bool, for call: CallContext, until deadline: UInt64
  ) async throws(ConnectionFailure) -> HTTPReply {
    let api = request.endpoint.api
    let connection = lane.pool.take(fresh: fresh)
    do throws(ConnectionFailure) {
      if !connection.isOpen { try await connection.opened(until: deadline, for: call) }
      if call.isCancelled { throw .cancelled }
      if EventLoop.turnTime >= deadline { throw .connectTimedOut }
      guard call.countSend() else { throw .sendsUsedUp }
    } catch {
      connection.close()
      withBudget(of: api) { $0.refund(ticket) }
      throw error
    }
    call.begin(on: connection)
    defer { call.end(on: connection) }
    do throws(ConnectionFailure) {
      let reply = try await connection.exchange(
        bytes, method: request.endpoint.method, until: deadline, scratch: scratch)
      lane.pool.giveBack(connection)
      settle(ticket, reply, api)
      return reply
    } catch {
      connection.close()
      withBudget(of: api) { $0.settle(ticket, usedWeight: nil, at: .now) }
      throw error
    }
  }
}
