/// When a process that ended is started again: a state machine without clock, timer or process.
///
/// The delays grow with the failures of a sliding window and are zero after a long healthy life, so that a
/// single crash is hardly noticed and a crash loop does not burn the machine. Times are nanoseconds of the
/// monotonic clock, passed in.
public struct Supervision: Sendable {
  /// What the process is doing.
  public enum State: Sendable, Equatable {
    /// Not started yet, or waiting for its time.
    case resting
    /// Started; it has not said that it is ready.
    case starting(since: UInt64)
    /// At work.
    case ready(since: UInt64)
    /// Nobody will start it without being asked, and why.
    case stopped(cause: String)
  }

  /// What is to follow an ending.
  public enum Verdict: Sendable, Equatable {
    /// Start it again after this time.
    case restart(afterMilliseconds: UInt32)
    /// Leave it: another start would be no better.
    case stay(cause: String)
  }

  /// How it ended, as far as this decision goes.
  public enum Ending: Sendable, Equatable {
    /// By itself or by a signal, after having been asked to or not.
    case crashed(cause: String)
    /// Its configuration or its credential is wrong, or it is of another build: no restart mends that.
    case unusable(cause: String)
  }

  /// Delays in milliseconds for the first, second, … failure of the window.
  public static let delaysMilliseconds: [UInt32] = [0, 100, 500, 1000, 2000, 5000, 10_000, 30_000]
  /// A life this long counts as healthy: the next start is at once.
  public static let healthyNanoseconds: UInt64 = 60 * 1_000_000_000
  /// Failures older than this are forgotten.
  public static let windowNanoseconds: UInt64 = 120 * 1_000_000_000
  /// Failures within the window after which a process that handles money waits for an operator.
  public static let failureCountMax = 10

  /// Whether it is started again for ever, as the market worker is: it holds nothing that a crash loop could
  /// harm.
  public let retriesForEver: Bool
  /// What it is doing.
  public private(set) var state = State.resting
  /// Which life this is; 0 before the first.
  public private(set) var generation: UInt32 = 0
  /// Lives that ended without being asked to.
  public private(set) var restartCount: UInt32 = 0
  private var failures: [UInt64] = []

  /// Nothing has been started.
  public init(retriesForEver: Bool) {
    self.retriesForEver = retriesForEver
  }

  /// A new life begins.
  public mutating func start(at now: UInt64) {
    generation += 1
    state = .starting(since: now)
  }

  /// It said that it is ready.
  public mutating func becomeReady(at now: UInt64) {
    if case .starting = state { state = .ready(since: now) }
  }

  /// It ended without being asked to.
  ///
  /// - Parameter jitter: 0...255, spreads the delay over ±1/8 so that many instances do not start in step.
  public mutating func end(_ ending: Ending, at now: UInt64, jitter: UInt8) -> Verdict {
    restartCount += 1
    switch ending {
    case .unusable(let cause):
      state = .stopped(cause: cause)
      return .stay(cause: cause)
    case .crashed(let cause):
      failures.removeAll { now - $0 > Self.windowNanoseconds }
      if case .ready(let since) = state, now - since >= Self.healthyNanoseconds { failures.removeAll() }
      let isBeforeReady = if case .starting = state { true } else { false }
      // A life that never became ready says more about the next one than a crash at work: it skips the delay
      // of zero.
      if isBeforeReady && failures.isEmpty { failures.append(now) }
      let delay = Self.delaysMilliseconds[min(failures.count, Self.delaysMilliseconds.count - 1)]
      failures.append(now)
      if !retriesForEver && failures.count > Self.failureCountMax {
        let cause =
          "it ended \(failures.count) times within \(Self.windowNanoseconds / 1_000_000_000) seconds, "
          + "last by \(cause)"
        state = .stopped(cause: cause)
        return .stay(cause: cause)
      }
      state = .resting
      let spread = delay / 8
      return .restart(afterMilliseconds: delay - spread + spread * 2 * UInt32(jitter) / 255)
    }
  }

  /// An operator, or the gateway, wants it started again: failures are forgotten.
  public mutating func reset() {
    failures.removeAll()
    if case .stopped = state { state = .resting }
  }
}
