import LinuxIO
import PaperRoutes

/// Accepts connections and closes those that are past their deadline.
@LoopActor
final class PaperServer {
  /// Connections at one time; the next ones wait in the kernel's queue.
  static let connectionCountMax = 1_024
  private static let sweepNanoseconds: UInt64 = 1_000_000_000

  private let listener: TCPListener
  private let router: Router
  private let wallClock: WallClock
  private var connections: [Int: PaperConnection] = [:]
  private var nextNumber = 0

  init(listener: TCPListener, router: Router, wallClock: WallClock) {
    self.listener = listener
    self.router = router
    self.wallClock = wallClock
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
        guard error.isPassing else { throw error }
        await EventLoop.shared.sleep(nanoseconds: 50_000_000)
      }
      while connections.count >= Self.connectionCountMax {
        await EventLoop.shared.sleep(nanoseconds: 50_000_000)
      }
    }
  }

  private func start(_ channel: Channel, from address: String) {
    let connection = PaperConnection(channel: channel, router: router, address: address)
    let number = nextNumber
    nextNumber += 1
    connections[number] = connection
    // Ends with its connection, which `connections` holds and `closeLate` ends at its deadline.
    onLoop { [self] in
      await connection.serve(wallClock: wallClock)
      connections[number] = nil
    }
  }

  /// One timer for all: a timer a request would leave thousands of cancelled ones behind.
  private func closeLate() {
    let now = EventLoop.now
    for connection in connections.values where connection.deadline < now { connection.close() }
  }
}
