import LinuxIO

@testable import Trading

/// A clock that a test moves; whoever sleeps by it wakes when it has come there.
@LoopActor
final class SteppedClock: TradingClock {
  private struct Sleeper {
    let due: UInt64
    let number: Int
    let continuation: CheckedContinuation<Void, Never>
  }

  private(set) var nanoseconds: UInt64 = 1_000_000_000
  private var sleepers: [Sleeper] = []
  private var nextNumber = 0
  /// Goes up with everything that happens, so that a test sees when nothing happens any more.
  private(set) var activity = 0

  func note() { activity += 1 }

  func sleep(milliseconds: Int) async {
    note()
    let due = nanoseconds + UInt64(max(0, milliseconds)) * 1_000_000
    nextNumber += 1
    let number = nextNumber
    await withCheckedContinuation { continuation in
      let index = sleepers.firstIndex { ($0.due, $0.number) > (due, number) } ?? sleepers.count
      sleepers.insert(Sleeper(due: due, number: number, continuation: continuation), at: index)
    }
    note()
  }

  var sleeperCount: Int { sleepers.count }
  var nextDueMilliseconds: Int? { sleepers.first.map { Int($0.due / 1_000_000) } }

  /// Lets everything run that need not wait.
  func settle() async {
    var before = -1
    while before != activity {
      before = activity
      for _ in 0..<3 { await Task.yield() }
    }
  }

  /// Goes to the next moment for which somebody waits.
  func step() async {
    guard let first = sleepers.first else { return }
    nanoseconds = max(nanoseconds, first.due)
    sleepers.removeFirst()
    first.continuation.resume()
    await settle()
  }

  /// Lets so much time pass.
  func pass(milliseconds: Int) async {
    await settle()
    let end = nanoseconds + UInt64(milliseconds) * 1_000_000
    while let first = sleepers.first, first.due <= end { await step() }
    nanoseconds = end
    await settle()
  }
}
