internal import Synchronization

/// Lines for somebody besides stderr.
extension Logger {
  /// The least grave lines that are handed on, whatever is written to stderr.
  public static let relayedLevel = Level.notice
  /// Bytes of a line that is handed on: it goes to clients, who pay for each of them.
  public static let relayedByteCountMax = 1024

  /// Hands the lines of all copies of this logger also to `take`: redacted and cut, without process and
  /// level.
  ///
  /// Only those that are grave enough, and fewer than stderr gets: 20 at once and one a second after that.
  /// What is dropped is counted and said before the next line that passes. `take` is called on the thread
  /// that logs and must neither wait nor log.
  public func relay(to take: @escaping @Sendable (Level, String) -> Void) {
    shared.state.withLock {
      $0.relay = Relay(budget: LineBudget(burstCountMax: 20, countPerSecond: 1), take: take)
    }
  }

  /// A text as a line may show it to somebody else: without what looks like a secret or is registered as one,
  /// without control characters, and cut.
  public func relayed(_ text: String) -> String {
    let redaction = shared.state.withLock { $0.redaction }
    return LogLine.text(text, redaction: redaction, byteCountMax: Self.relayedByteCountMax)
  }

  func relay(_ level: Level, _ text: String) {
    let next = shared.state.withLock { state -> (droppedCount: Int, Relay)? in
      guard let droppedCount = state.relay?.budget.take(atNanoseconds: shared.now()), let relay = state.relay
      else { return nil }
      return (droppedCount, relay)
    }
    guard let (droppedCount, relay) = next else { return }
    if droppedCount > 0 { relay.take(.warning, "\(droppedCount) lines dropped") }
    relay.take(level, relayed(text))
  }
}
