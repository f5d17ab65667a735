import HTTP
import LinuxIO
import PaperFaults

/// The port on which tests ask for faults and read the ledger.
@LoopActor
final class FaultControlService: RequestService {
  private let control: FaultControl

  init(control: FaultControl) {
    self.control = control
  }

  func deliver(_ request: HTTPRequest, _ origin: RequestOrigin) async -> Delivery {
    .answer(control.reply(to: request))
  }
}
