import HTTP
import LinuxIO
import PaperFaults
import PaperRoutes

/// The exchange as it should be.
@LoopActor
final class ExchangeService: RequestService {
  private let router: Router
  private let wallClock: WallClock

  init(router: Router, wallClock: WallClock) {
    self.router = router
    self.wallClock = wallClock
  }

  func deliver(_ request: HTTPRequest, _ origin: RequestOrigin) async -> Delivery {
    .answer(router.reply(to: request, from: origin.address, now: wallClock.milliseconds))
  }
}
