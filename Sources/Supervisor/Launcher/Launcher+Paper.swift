internal import Configuration
internal import LinuxIO
internal import Log
internal import Values

extension Launcher {
  /// Starts the paper exchange and takes its address from its ready line.
  func startPaper(_ arguments: [String]) async throws(SystemFailure) {
    let process = try PaperProcess(programFolder: programFolder, arguments: arguments, logger: logger)
    paper = process
    guard let ready = await process.ready() else {
      // The end came first, and ended it.
      if isEnding || exitCode.isSet { return }
      logger.error("the paper exchange did not start; try: bulkhead-paper --listen 127.0.0.1:0")
      return exitCode.set(.ownFault)
    }
    logger.info("the paper exchange listens on \(ready.url)")
    spotURL = ready.url
    futuresURL = ready.url
    keys = ready.chosen
    onLoop { [self] in
      while !isEnding {
        let ending = await process.ended()
        if isEnding { return }
        logger.warning("the paper exchange ended with \(ending); starting it again")
        await EventLoop.shared.sleep(nanoseconds: 200_000_000)
        if isEnding { return }
        // On the same port: the workers know no other.
        if let next = await process.startAgain(listening: ready.url) {
          takeKeys(next.chosen)
        } else {
          await EventLoop.shared.sleep(nanoseconds: 2_000_000_000)
        }
      }
    }
  }

  /// Asks the paper exchange to end.
  ///
  /// It takes its keys along. A worker that is still starting would look for its secret's file in vain, and
  /// say so to a person for whom nothing went wrong; it has begun nothing yet, and ends first.
  func endPaper() {
    guard let paper else { return }
    for slot in slots {
      guard case .starting = slot.supervision.state, let compartment = slot.compartment else { continue }
      compartment.isEnding = true
      compartment.process.kill()
    }
    paper.end()
  }

  /// An exchange that ended in order has forgotten its keys and made others.
  private func takeKeys(_ chosen: NamedKeys) {
    let before = keys
    keys = chosen
    for slot in slots where before[for: slot.role] != chosen[for: slot.role] {
      restart(slot, because: "the paper exchange has new keys")
    }
  }
}
