import LinuxIO

/// Accepts connections and closes those that are past their deadline. When all places are taken, the
/// connection that has been idle the longest makes room for the next: nobody can shut others out by holding
/// connections without a request, and one whose request is being read or answered is never cut off.
@LoopActor
final class PaperServer {
  /// Connections at one time; the next ones wait in the kernel's queue while all of these are busy.
  static let connectionCountMax = 1_024
  private static let sweepNanoseconds: UInt64 = 1_000_000_000

  private let listener: TCPListener
  private let service: any RequestService
  private var connections: [Int: PaperConnection] = [:]
  private var nextNumber = 1

  init(listener: TCPListener, service: any RequestService) {
    self.listener = listener
    self.service = service
  }

  /// Accepts for ever.
  ///
  /// - Throws: when listening itself has broken.
  func serve() async throws(SystemFailure) {
    // As long as the program: the server is never given up.
    onLoop { [self] in
      while true {
        await EventLoop.shared.sleep(nanoseconds: Self.sweepNanoseconds)
        closeLate()
      }
    }
    while true {
      do throws(SystemFailure) {
        let accepted = try await listener.accept()
        let address = accepted.address
        let channel = try Channel(accepted.takeDescriptor())
        start(channel, from: address)
      } catch {
        guard error.isPassing || error.concernsOneConnection else { throw error }
        await EventLoop.shared.sleep(nanoseconds: 50_000_000)
      }
      while connections.count >= Self.connectionCountMax, !closeIdlest() {
        await EventLoop.shared.sleep(nanoseconds: 50_000_000)
      }
    }
  }

  private func start(_ channel: Channel, from address: String) {
    let number = nextNumber
    nextNumber += 1
    let connection = PaperConnection(channel: channel, service: service, address: address, number: number)
    connections[number] = connection
    // Ends with its connection, which `connections` holds and `closeLate` ends at its deadline.
    onLoop { [self] in
      await connection.serve()
      connections[number] = nil
    }
  }

  /// Closes the connection that has been idle the longest.
  ///
  /// - Returns: false when there is none.
  private func closeIdlest() -> Bool {
    let idle = connections.compactMap { number, connection in
      connection.idleSince.map { (since: $0, number: number) }
    }
    guard let longest = idle.min(by: { ($0.since, $0.number) < ($1.since, $1.number) }) else { return false }
    connections.removeValue(forKey: longest.number)?.close()
    return true
  }

  /// One timer for all: a timer a request would leave thousands of cancelled ones behind.
  private func closeLate() {
    let now = EventLoop.now
    for connection in connections.values where connection.deadline < now { connection.close() }
  }
}
