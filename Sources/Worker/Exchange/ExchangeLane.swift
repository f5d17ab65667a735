internal import LinuxIO
internal import Values

/// The way to one server: its connections, and the order in which requests get one.
@LoopActor
final class ExchangeLane {
  let server: BaseURL
  let pool: ConnectionPool
  /// Bounds the requests under way.
  let gate: RequestGate
  /// Let one request of each rank at a time ask the rate budget, so that those who wait for it are served in
  /// the order they came, and none waits for one of a lower rank.
  private let turns: [RequestGate]
  let writer: RequestWriter
  /// How requests to this server are dated.
  var clock = ExchangeClock()
  /// Requests that wait for a measurement of the clock that is under way; nil while none is.
  var waitingForClock: [Suspension]?

  init(
    to server: BaseURL, _ configuration: ExchangeConfiguration, multi: CurlMulti, scratch: ReceiveScratch
  ) {
    self.server = server
    pool = ConnectionPool(to: server, configuration, multi: multi, scratch: scratch)
    gate = RequestGate(
      passageCount: configuration.parallelRequestCountMax,
      waitingCountMax: configuration.waitingRequestCountMax)
    turns = RequestGate.Rank.allCases.map { _ in
      RequestGate(passageCount: 1, waitingCountMax: configuration.waitingRequestCountMax)
    }
    writer = RequestWriter(to: server, version: configuration.version)
  }

  /// The turn at the budget of a rank.
  func turn(of rank: RequestGate.Rank) -> RequestGate { turns[rank.rawValue] }
}
