internal import LinuxIO

/// What server_status tells about one role's worker.
struct WorkerFacts {
  private(set) var generation: UInt32 = 0
  private(set) var pid: Int32?
  private(set) var readyAt: UInt64?
  private(set) var sandbox = ""
  private(set) var usedWeight: UInt32 = 0
  private(set) var weightLimit: UInt32 = 0
  /// When the weight was told; the exchange forgets it at the turn of the minute.
  private(set) var weightToldAt: UInt64?
  var restartCount: UInt32 = 0
  var lastEnding: String?

  mutating func begin(generation: UInt32, pid: Int32) {
    self.generation = generation
    self.pid = pid
    readyAt = nil
  }

  mutating func becomeReady(sandbox: String) {
    readyAt = EventLoop.now
    self.sandbox = sandbox
  }

  mutating func end() {
    pid = nil
    readyAt = nil
  }

  mutating func note(usedWeight: UInt32, limit: UInt32) {
    if limit == 0 { return }
    self.usedWeight = usedWeight
    weightLimit = limit
    weightToldAt = EventLoop.coarseNow
  }
}
