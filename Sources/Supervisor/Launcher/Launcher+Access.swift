internal import LinuxIO
internal import Log
internal import Wire

extension Launcher {
  /// How often the files that say who is let in are looked at, in nanoseconds. Read whole each time: they are
  /// small, and a look at their times alone would miss a change of a folder above them.
  static let accessIntervalNanoseconds: UInt64 = 1_000_000_000

  /// Tells the gateway who is let in, and again whenever a file has changed; does nothing where there is
  /// nobody to let in, as over stdio. A gateway that starts is told at once.
  func announceAccess() {
    guard let plan = configuration.access else { return }
    follow(plan.read())
    guard !isWatchingAccess else { return }
    isWatchingAccess = true
    onLoop { [self] in
      while !isEnding {
        await EventLoop.shared.sleep(nanoseconds: Self.accessIntervalNanoseconds)
        let reading = plan.read()
        if reading != accessReading { follow(reading) }
      }
    }
  }

  private func follow(_ reading: AccessPlan.Reading) {
    for trouble in reading.troubles where accessReading?.troubles.contains(trouble) != true {
      logger.warning(trouble)
    }
    if let before = accessReading, before.rules != reading.rules {
      logger.notice("who is let in over the network has changed")
    }
    accessReading = reading
    gateway?.send(.access(reading.rules))
  }
}
