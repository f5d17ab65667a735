import LinuxIO
import PaperCore
import PaperRoutes

extension PaperProgram {
  /// Brings back what `--data` has kept, sets the clock, and opens the accounts that are missing.
  static func restore(
    _ options: PaperOptions, _ router: Router, accountCount: Int, now wall: Int
  ) throws(StateKeeper.Refusal) {
    let exchange = router.venue.exchange
    guard !exchange.followsRecording || (options.dataFolder == nil && options.timeSpeed == 1) else {
      throw StateKeeper.Refusal(
        message: "a recorded market brings its own time, which begins anew at each start: it goes with "
          + "neither --data nor --time")
    }
    var keeper: StateKeeper?
    if let folder = options.dataFolder {
      keeper = try StateKeeper(
        folder: folder, byteCountMax: options.dataByteCountMax, router: router, now: wall)
    }
    // The exchange's time may be ahead of this machine's, when it ran faster before; it never goes back.
    let start = max(wall, keeper?.lastTime ?? 0)
    if start > wall || options.timeSpeed > 1 { exchange.run(from: start, at: wall, speed: options.timeSpeed) }
    let now = exchange.time(at: wall)
    keeper?.keep(now: now)
    // A recorded listing may do without some of the usual assets. One that was asked for must be there.
    let listed = router.venue.assets
    let usual = StartingBalance.usual.filter { listed.contains($0.asset) }
    try StartingAccounts.open(
      count: accountCount, with: options.balances ?? usual, by: router, keeper, now: now)
  }
}
