import HTTP
import LinuxIO
import PaperFaults

/// The exchange with faults in front of it.
@LoopActor
final class FaultyService: RequestService {
  private let exchange: FaultyExchange
  private let wallClock: WallClock

  init(exchange: FaultyExchange, wallClock: WallClock) {
    self.exchange = exchange
    self.wallClock = wallClock
  }

  func deliver(_ request: HTTPRequest, _ origin: RequestOrigin) async -> Delivery {
    let receipt = exchange.receive(
      request, connection: origin.connection, isKept: origin.isKept, wall: wallClock.milliseconds)
    if case .delayBefore(let milliseconds) = receipt.fault {
      await EventLoop.shared.sleep(nanoseconds: UInt64(milliseconds) * 1_000_000)
    }
    return exchange.deliver(request, receipt, from: origin.address, wall: wallClock.milliseconds)
  }
}
