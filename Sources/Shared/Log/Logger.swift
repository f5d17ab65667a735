internal import LinuxIO
internal import Synchronization

/// Writes lines for the operator to stderr: whole, bounded, and without secrets or control characters.
///
/// A value that whoever logs holds; all copies share one redaction list and one budget. A lock guards those
/// two, not the loop's actor, so that any code may log without waiting; on the one thread of a process it is
/// never contended.
public struct Logger: Sendable {
  /// What all copies of one logger share.
  final class Shared: Sendable {
    struct State {
      var redaction = Redaction()
      var budget: LineBudget
      var relay: Relay?
    }

    let state: Mutex<State>
    let now: @Sendable () -> UInt64
    let write: @Sendable ([UInt8]) -> Void

    init(
      budget: LineBudget, now: @escaping @Sendable () -> UInt64,
      write: @escaping @Sendable ([UInt8]) -> Void
    ) {
      state = Mutex(State(budget: budget))
      self.now = now
      self.write = write
    }
  }

  /// Who hears lines besides stderr.
  struct Relay {
    var budget: LineBudget
    let take: @Sendable (Level, String) -> Void
  }

  /// The least grave lines that are still written.
  public let level: Level
  private let process: String
  let shared: Shared

  /// A logger to stderr, one write(2) a line: at most 4096 bytes, which a pipe takes whole (`PIPE_BUF`), so
  /// lines of several processes do not mix.
  ///
  /// Up to 200 lines pass at once and 20 a second after that; what is dropped is counted and said before the
  /// next line that passes.
  ///
  /// - Parameters:
  ///   - process: which process speaks, as in `bulkhead[market]`.
  ///   - level: the least grave lines to write.
  public init(process: String, level: Level = .notice) {
    self.init(
      process: process, level: level, budget: LineBudget(burstCountMax: 200, countPerSecond: 20),
      now: { EventLoop.now }, write: { StandardStream.error.offer($0) })
  }

  /// A logger with its own clock (monotonic nanoseconds) and its own way out.
  init(
    process: String, level: Level, budget: LineBudget, now: @escaping @Sendable () -> UInt64,
    write: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.process = process
    self.level = level
    shared = Shared(budget: budget, now: now, write: write)
  }

  /// Has `text` replaced by `<redacted>` in every later line, whatever surrounds it.
  ///
  /// - Returns: false, and nothing is registered, when it is shorter than 8 bytes (it would blank out
  ///   ordinary words) or 32 others are registered.
  public func redact(_ text: String) -> Bool {
    shared.state.withLock { $0.redaction.register(text) }
  }

  /// Writes one line, if its level is wanted and the budget allows.
  public func log(_ level: Level, _ text: @autoclosure () -> String) {
    let isRelayed = level <= Self.relayedLevel && shared.state.withLock { $0.relay != nil }
    guard level <= self.level || isRelayed else { return }
    let text = text()
    if isRelayed { relay(level, text) }
    guard level <= self.level else { return }
    let lines = shared.state.withLock { state -> [[UInt8]] in
      guard let droppedCount = state.budget.take(atNanoseconds: shared.now()) else { return [] }
      var line = LogLine(process: process, redaction: state.redaction)
      line.append(level, text)
      if droppedCount == 0 { return [line.bytes] }
      var notice = LogLine(process: process, redaction: state.redaction)
      notice.append(.warning, "\(droppedCount) lines dropped")
      return [notice.bytes, line.bytes]
    }
    // One write each: together they could be more than a pipe takes without waiting.
    for line in lines { shared.write(line) }
  }

  /// Something failed and somebody should look at it.
  public func error(_ text: @autoclosure () -> String) { log(.error, text()) }

  /// Something is wrong, and is being dealt with.
  public func warning(_ text: @autoclosure () -> String) { log(.warning, text()) }

  /// Something an operator wants to know without asking.
  public func notice(_ text: @autoclosure () -> String) { log(.notice, text()) }

  /// Something an operator wants to know when he asks.
  public func info(_ text: @autoclosure () -> String) { log(.info, text()) }

  /// Something a developer wants to know.
  public func debug(_ text: @autoclosure () -> String) { log(.debug, text()) }
}
