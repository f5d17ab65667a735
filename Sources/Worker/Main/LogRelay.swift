import LinuxIO
import Log
import Synchronization
import Wire

/// What this worker logs, on its way to the clients that want to hear it: each line also goes over the link.
///
/// Whoever logs is not made to wait, and need not be on the loop: lines are kept, and sent from there. They
/// may go before `ready`, so that a client hears why a worker will never be.
@LoopActor
final class LogRelay {
  /// Lines that have not been sent; more are dropped. stderr has them all the same.
  private nonisolated static let waitingCountMax = 64

  private nonisolated let waiting = Mutex<[ToSupervisor]>([])
  private let link: Channel
  private let generation: UInt32

  init(_ link: Channel, generation: UInt32) {
    self.link = link
    self.generation = generation
  }

  /// Takes a line that a logger hands on.
  nonisolated func take(_ level: Logger.Level, _ text: String) {
    let isFirst = waiting.withLock { lines -> Bool in
      guard lines.count < Self.waitingCountMax else { return false }
      lines.append(.log(level: level.rawValue, text: text))
      return lines.count == 1
    }
    if isFirst { onLoop { [self] in send() } }
  }

  /// Sends what waits; also before the worker ends, when no turn of the loop will come any more.
  func send() {
    let lines = waiting.withLock { lines in
      defer { lines.removeAll() }
      return lines
    }
    guard !lines.isEmpty, link.isOpen else { return }
    var bytes: [UInt8] = []
    for line in lines { line.encode(generation: generation, into: &bytes) }
    link.write(bytes)
  }
}
