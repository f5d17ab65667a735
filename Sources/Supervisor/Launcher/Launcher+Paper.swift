internal import LinuxIO
internal import Log
internal import Values

extension Launcher {
  /// Starts the paper exchange and takes its address from its ready line.
  func startPaper(_ arguments: [String]) async throws(SystemFailure) {
    let process = try PaperProcess(programFolder: programFolder, arguments: arguments, logger: logger)
    paper = process
    guard let url = await process.url() else {
      // The end came first, and ended it.
      if isEnding || exitCode.isSet { return }
      logger.error("the paper exchange did not start; try: bulkhead-paper --listen 127.0.0.1:0")
      return exitCode.set(.ownFault)
    }
    logger.info("the paper exchange listens on \(url)")
    spotURL = url
    futuresURL = url
    onLoop { [self] in
      while !isEnding {
        let ending = await process.ended()
        if isEnding { return }
        logger.warning("the paper exchange ended with \(ending); starting it again")
        await EventLoop.shared.sleep(nanoseconds: 200_000_000)
        if isEnding { return }
        // On the same port: the workers know no other.
        let isRunning = await process.startAgain(listening: url)
        if !isRunning { await EventLoop.shared.sleep(nanoseconds: 2_000_000_000) }
      }
    }
  }
}
