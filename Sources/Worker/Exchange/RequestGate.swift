internal import LinuxIO

/// Lets a bounded number of requests through at a time; the others wait in the order they came, up to a
/// bound. What is urgent goes before what is not.
@LoopActor
final class RequestGate {
  /// Why a request was not let through.
  enum Failure: Error {
    /// As many wait already as may.
    case full
    /// The deadline passed while it waited.
    case timedOut
    /// Nobody waits for the answer any more.
    case cancelled
  }

  private var freeCount: Int
  private let waitingCountMax: Int
  private var waiting: [Suspension] = []
  /// Orders, what they read first, and cancels. Bounded by itself, so that no number of reads keeps one out.
  private var urgent: [Suspension] = []

  init(passageCount: Int, waitingCountMax: Int) {
    precondition(passageCount > 0, "a gate that lets nobody through")
    freeCount = passageCount
    self.waitingCountMax = waitingCountMax
  }

  /// Requests that wait.
  var waitingCount: Int { waiting.count + urgent.count }

  /// Takes a passage when one is free, which it is not while anybody waits.
  ///
  /// - Returns: false when none was taken; then `enter` waits for one.
  func enterNow() -> Bool {
    guard freeCount > 0 else { return false }
    freeCount -= 1
    return true
  }

  /// Waits for a passage. Whoever got one gives it back with `leave()`.
  func enter(
    for call: CallContext, until deadline: UInt64, isUrgent: Bool = false
  ) async throws(Failure) {
    if enterNow() { return }
    guard (isUrgent ? urgent.count : waiting.count) < waitingCountMax else { throw .full }
    let turn = Suspension()
    if isUrgent { urgent.append(turn) } else { waiting.append(turn) }
    await turn.wait(until: deadline, for: call)
    // Still in line: woken by the clock or the call's end. Not in line: `leave()` handed its passage over.
    if let place = urgent.firstIndex(where: { $0 === turn }) {
      urgent.remove(at: place)
    } else if let place = waiting.firstIndex(where: { $0 === turn }) {
      waiting.remove(at: place)
    } else {
      return
    }
    throw call.isCancelled ? .cancelled : .timedOut
  }

  /// Gives a passage back, to the one that has waited longest, urgent ones first.
  func leave() {
    if !urgent.isEmpty {
      urgent.removeFirst().end()
    } else if !waiting.isEmpty {
      waiting.removeFirst().end()
    } else {
      freeCount += 1
    }
  }
}
