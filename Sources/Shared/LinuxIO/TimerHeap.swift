/// The timers of a loop, soonest first: a binary heap.
struct TimerHeap {
  private var timers: [LoopTimer] = []
  private var sweepAt = 256

  /// True when no timer is left, spent or not.
  var isEmpty: Bool { timers.isEmpty }
  /// Timers held, spent ones included; bounded by twice the live ones plus 256.
  var count: Int { timers.count }

  /// Adds a timer. Spent ones are thrown out when they may be the greater part, so that a long deadline
  /// cancelled 100,000 times a minute does not pile up.
  mutating func insert(_ timer: LoopTimer) {
    if timers.count >= sweepAt {
      timers.removeAll { $0.isSpent }
      sweepAt = max(256, timers.count * 2)
      for index in stride(from: timers.count / 2 - 1, through: 0, by: -1) { siftDown(from: index) }
    }
    timers.append(timer)
    siftUp(from: timers.count - 1)
  }

  /// When the next timer is due; a spent one at the front counts, so that finding out costs nothing.
  var nextDeadline: UInt64? { timers.first?.deadlineNanoseconds }

  /// Takes out the next timer whose time has come.
  mutating func popDue(at now: UInt64) -> LoopTimer? {
    while let first = timers.first {
      if !first.isSpent && first.deadlineNanoseconds > now { return nil }
      removeFirst()
      if !first.isSpent { return first }
    }
    return nil
  }

  private mutating func removeFirst() {
    timers.swapAt(0, timers.count - 1)
    timers.removeLast()
    siftDown(from: 0)
  }

  private mutating func siftUp(from start: Int) {
    var index = start
    while index > 0 {
      let parent = (index - 1) / 2
      if timers[parent].deadlineNanoseconds <= timers[index].deadlineNanoseconds { return }
      timers.swapAt(parent, index)
      index = parent
    }
  }

  private mutating func siftDown(from start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < timers.count {
        if timers[child].deadlineNanoseconds < timers[least].deadlineNanoseconds { least = child }
      }
      if least == index { return }
      timers.swapAt(least, index)
      index = least
    }
  }
}
