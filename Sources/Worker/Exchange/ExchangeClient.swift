public import Catalog
internal import HTTP
public import LinuxIO
internal import Values

/// The exchange, as a worker sees it: requests out, checked answers back, within the rate budget.
///
/// What reads may be sent again when its connection broke, within the sends of its call (`CallContext`);
/// what changes something is sent once, whatever happens. libcurl's and Foundation's own transfers do not
/// keep that promise, which is why only the connection is theirs.
@LoopActor
public final class ExchangeClient: ExchangeReading {
  /// For how long after its time stamp the exchange may take a signed read, in milliseconds.
  static let readWindowMilliseconds = 5_000

  /// Which exchange, and how long to wait for it.
  public let configuration: ExchangeConfiguration
  /// The rate budget of spot, which is what `server_status` shows.
  public internal(set) var budget = RateBudget(reserve: 120)
  /// What holds for every endpoint of `/sapi`: stops. Weights are counted by endpoint (`walletBudgets`).
  public internal(set) var walletBudget = RateBudget(limit: 12_000)
  /// The rate budget of USD-M futures: 2,400 a minute.
  public internal(set) var futuresBudget = RateBudget(limit: 2_400, reserve: 48)
  /// Called when the exchange's headers have said something that other workers should hear: the weight grew
  /// by a hundredth of the limit, or everything has to stop.
  public var onUsage: (@LoopActor (BudgetReading) -> Void)?

  /// The rate budgets of wallet endpoints, by path: 12,000 a minute each by address, or 180,000 by account.
  /// As many as the catalogue has wallet endpoints.
  var walletBudgets: [String: RateBudget] = [:]
  /// The account's orders.
  var spotOrders = OrderBudget.spot
  /// The account's orders of USD-M futures.
  var futuresOrders = OrderBudget.futures
  /// What `onUsage` has been told last.
  var told: [API: ToldUsage] = [:]
  var clockTimer: LoopTimer?

  private let key: ExchangeKey?
  private let futuresKey: ExchangeKey?
  private lazy var multi = CurlMulti()
  private lazy var scratch = ReceiveScratch()
  lazy var spot = ExchangeLane(to: configuration.spot, configuration, multi: multi, scratch: scratch)
  lazy var futures = ExchangeLane(to: configuration.futures, configuration, multi: multi, scratch: scratch)

  /// A client. Nothing is loaded or connected before `prewarm()` or the first request.
  ///
  /// - Parameters:
  ///   - key: signs what has to be signed; without one only public endpoints answer.
  ///   - futuresKey: in its place for USD-M futures.
  public init(
    configuration: ExchangeConfiguration, key: ExchangeKey? = nil, futuresKey: ExchangeKey? = nil
  ) {
    self.configuration = configuration
    self.key = key
    self.futuresKey = futuresKey ?? key
  }

  isolated deinit {
    clockTimer?.cancel()
  }

  /// True when there is a key, so that requests are signed and dated.
  var hasKey: Bool { key != nil || futuresKey != nil }

  /// Begins to connect to the spot server, so that the first request need not wait for all of it, and with a
  /// key to measure the clock and to keep it measured. Failures are the first request's to report.
  public func prewarm() {
    if hasKey { keepClock() } else { spot.pool.prewarm() }
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
    let lane = lane(of: request)
    let deadline = deadline(of: call)
    let credentials: RequestCredentials
    do throws(ToolFailure) {
      credentials = try self.credentials(for: request, on: lane)
    } catch {
      return whenDone(.failure(error))
    }
    guard !credentials.isSigned || !lane.clock.isAstray(at: .now),
      let (connection, charge) = takeNow(
        for: request, of: call, on: lane, until: deadline, isUrgent: call.isUrgent)
    else {
      return finish(whenDone) { [self] () async throws(ToolFailure) in
        try await readInTurn(request, of: call, on: lane, until: deadline)
      }
    }
    call.countSend()
    call.begin(on: connection)
    connection.exchange(request, credentials, by: lane.writer, until: deadline) { [self] result in
      end(request, charge, over: connection, on: lane, for: call, result)
      switch result {
      case .success(let reply):
        lane.gate.leave()
        let read = self.result(of: reply, to: request, over: connection, lane)
        guard case .failure(let failure) = read, isMisdated(request, failure, call, until: deadline) else {
          return whenDone(read)
        }
        finish(whenDone) { [self] () async throws(ToolFailure) in
          try await readDatedAnew(request, after: failure, of: call, on: lane, until: deadline)
        }
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

  /// The way that a request goes.
  func lane(of request: ExchangeRequest) -> ExchangeLane {
    request.endpoint.api == .futures ? futures : spot
  }

  /// When a request of a call is given up: nanoseconds, monotonic.
  func deadline(of call: CallContext) -> UInt64 {
    min(
      call.deadlineNanoseconds,
      EventLoop.turnTime &+ UInt64(configuration.requestTimeoutMilliseconds) * 1_000_000)
  }

  /// What a request has to carry, dated now.
  ///
  /// - Throws: `authentication_error` when it has to be signed and there is no key for it.
  func credentials(
    for request: ExchangeRequest, on lane: ExchangeLane,
    window: Int = ExchangeClient.readWindowMilliseconds
  ) throws(ToolFailure) -> RequestCredentials {
    let security = request.endpoint.security
    if security == .none { return .none }
    let key = request.endpoint.api == .futures ? futuresKey : self.key
    guard let key else {
      if security == .marketData { return .none }
      throw replies(to: request, lane).keyMissing
    }
    guard key.hasUsableID else { throw replies(to: request, lane).keyUnusable }
    if security == .marketData { return .key(key) }
    let moment = RateBudget.Moment.now
    return .signature(
      key, timestampMilliseconds: lane.clock.time(at: moment) ?? moment.wallMilliseconds,
      recvWindowMilliseconds: window)
  }

  /// The words for what may go wrong; made only when something has.
  func replies(to request: ExchangeRequest, _ lane: ExchangeLane) -> Replies {
    Replies(lane.server, configuration, isRead: request.isRead, endpoint: request.endpoint)
  }
}
