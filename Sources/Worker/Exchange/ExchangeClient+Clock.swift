public import Catalog
internal import LinuxIO
internal import Values

/// The exchange's clock.
extension ExchangeClient {
  /// How long a measurement may take that no call has asked for.
  private static let measuringMilliseconds: UInt64 = 3_000
  /// Requests that may wait for one measurement.
  private static let waitingForClockMax = 256

  /// The exchange's time in milliseconds since 1970; nil before the first measurement.
  public var exchangeTimeMilliseconds: Int? { spot.clock.time(at: .now) }

  /// Measures the clock now, with one unsigned read.
  public func measureClock(for call: CallContext) async throws(ToolFailure) {
    try await measureClock(of: spot, for: call)
  }

  /// Measures the clock now and then again and again, for as long as this client lives.
  func keepClock() {
    onLoop { [weak self] in
      guard let self else { return }
      await remeasure(spot)
      if futures.clock.offsetMilliseconds != nil { await remeasure(futures) }
    }
    clockTimer?.cancel()
    let interval = UInt64(ExchangeClock.ageMillisecondsMax) * 1_000_000
    clockTimer = EventLoop.shared.schedule(at: EventLoop.now &+ interval) { [weak self] in
      self?.keepClock()
    }
  }

  /// Measures the clock of a server, for a call.
  func measureClock(of lane: ExchangeLane, for call: CallContext) async throws(ToolFailure) {
    let endpoint = lane === futures ? Endpoint.futuresTime : .time
    let request = ExchangeRequest(
      endpoint: endpoint, weight: endpoint.weight.value(), isRead: true, ignoresHearsay: true)
    let reply: ExchangeReply
    do throws(ToolFailure) {
      reply = try await read(request, for: call)
    } catch {
      lane.clock.noteFailure(at: .now)
      throw error
    }
    guard let time = reply.document.root["serverTime"]?.integer, ExchangeClock.plausible.contains(time)
    else {
      lane.clock.noteFailure(at: .now)
      throw replies(to: request, lane).timeUnreadable
    }
    lane.clock.note(
      serverTime: time, roundTripMilliseconds: reply.roundTripMilliseconds, at: .now)
  }

  /// Has the clock measured before a request is dated, when it never was or has jumped since. What comes of
  /// it is not said: without a measurement the request is dated by this machine's clock, and the exchange
  /// says whether that will do.
  ///
  /// The measurement is the worker's and not the call's: it takes none of the call's sends. Requests that
  /// come while one is under way wait for that one.
  func settleClock(of lane: ExchangeLane, for call: CallContext, until deadline: UInt64) async {
    guard lane.clock.isAstray(at: .now), !call.isCancelled else { return }
    await awaitMeasurement(of: lane, for: call, until: deadline)
  }

  /// Measures the clock, or waits for the measurement that is under way.
  func awaitMeasurement(of lane: ExchangeLane, for call: CallContext, until deadline: UInt64) async {
    guard let waiting = lane.waitingForClock else { return await remeasure(lane) }
    guard waiting.count < Self.waitingForClockMax else { return }
    let turn = Suspension()
    lane.waitingForClock?.append(turn)
    await turn.wait(until: deadline, for: call)
  }

  /// Measures, in nobody's name, unless a measurement is under way.
  func remeasure(_ lane: ExchangeLane) async {
    guard lane.waitingForClock == nil else { return }
    lane.waitingForClock = []
    // Urgent, since an order or a cancel may wait for it.
    let call = CallContext(
      callID: 0, deadlineNanoseconds: EventLoop.now &+ Self.measuringMilliseconds * 1_000_000,
      isUrgent: true)
    do throws(ToolFailure) {
      try await measureClock(of: lane, for: call)
    } catch {
      // Noted in the clock itself; the next signed request's own answer says what is wrong.
    }
    let waiting = lane.waitingForClock ?? []
    lane.waitingForClock = nil
    for turn in waiting { turn.end() }
  }
}
