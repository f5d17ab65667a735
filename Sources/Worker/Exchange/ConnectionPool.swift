internal import LinuxIO
internal import Values

/// The connections to one server that are kept for the next request.
///
/// A kept connection spares DNS, TCP and TLS: on a real network most of a request's time. The youngest goes
/// out first, so that the others grow old and are
/// closed.
@LoopActor
final class ConnectionPool {
  private let server: BaseURL
  private let configuration: ExchangeConfiguration
  private let multi: CurlMulti
  private let scratch: ReceiveScratch
  private var idle: [Connection] = []
  private var sweep: LoopTimer?

  init(
    to server: BaseURL, _ configuration: ExchangeConfiguration, multi: CurlMulti, scratch: ReceiveScratch
  ) {
    self.server = server
    self.configuration = configuration
    self.multi = multi
    self.scratch = scratch
  }

  isolated deinit {
    closeIdle()
  }

  /// Connections that wait for a request.
  var idleCount: Int { idle.count }

  /// A connection for one request: a kept one that lives, or a new one that is being made.
  ///
  /// - Parameter fresh: never a kept one. After one of them broke the others are likely to be as old.
  func take(fresh: Bool) -> Connection {
    while !fresh, let connection = idle.popLast() {
      if connection.isUsable && !isTooOld(connection, at: EventLoop.turnTime) { return connection }
      connection.close()
    }
    return Connection(
      to: server, configuration, timeoutMilliseconds: configuration.connectTimeoutMilliseconds, multi: multi,
      scratch: scratch)
  }

  /// A kept connection that stands and lives; nil when there is none to be had without waiting.
  func takeOpen() -> Connection? {
    guard let connection = idle.last, connection.isOpen, connection.isUsable,
      !isTooOld(connection, at: EventLoop.turnTime)
    else { return nil }
    idle.removeLast()
    return connection
  }

  /// Takes a connection back after an answer. Closes it when it cannot be used again or enough are kept.
  func giveBack(_ connection: Connection) {
    guard connection.isUsable, idle.count < configuration.idleConnectionCountMax else {
      return connection.close()
    }
    connection.idleSinceNanoseconds = EventLoop.turnTime
    idle.append(connection)
    if sweep == nil { scheduleSweep() }
  }

  /// Begins to connect, so that the first request finds a connection that stands or nearly does.
  func prewarm() {
    if idle.isEmpty { giveBack(take(fresh: true)) }
  }

  /// Closes what nobody uses.
  func closeIdle() {
    sweep?.cancel()
    sweep = nil
    for connection in idle { connection.close() }
    idle.removeAll()
  }

  private func isTooOld(_ connection: Connection, at now: UInt64) -> Bool {
    now - connection.idleSinceNanoseconds > UInt64(configuration.idleMillisecondsMax) * 1_000_000
  }

  private func scheduleSweep() {
    let deadline = EventLoop.now + UInt64(configuration.idleMillisecondsMax) * 1_000_000
    sweep = EventLoop.shared.schedule(at: deadline) { [weak self] in self?.sweepIdle() }
  }

  private func sweepIdle() {
    sweep = nil
    let now = EventLoop.turnTime
    let kept = idle
    idle.removeAll()
    for connection in kept {
      if connection.isUsable && !isTooOld(connection, at: now) {
        idle.append(connection)
      } else {
        connection.close()
      }
    }
    if !idle.isEmpty { scheduleSweep() }
  }
}
