internal import LinuxIO

/// Lets a bounded number of requests through at a time; the others wait in the order they came, up to a
/// bound. What changes something goes before what an order reads first, and that before everything else.
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
  /// Who waits, by rank. Each is bounded by itself, so that no number of reads keeps an order or a cancel
  /// out.
  private var waiting: [[Suspension]] = Rank.allCases.map { _ in [] }

  /// Whose turn is first.
  enum Rank: Int, CaseIterable {
    /// Orders and cancels.
    case write
    /// What an order has to know first.
    case orderRead
    /// Everything else.
    case other

    /// - Parameters:
    ///   - isUrgent: whether it belongs to an order or a cancel.
    ///   - isRead: whether it changes nothing.
    init(isUrgent: Bool, isRead: Bool) { self = isUrgent ? (isRead ? .orderRead : .write) : .other }
  }

  init(passageCount: Int, waitingCountMax: Int) {
    precondition(passageCount > 0, "a gate that lets nobody through")
    freeCount = passageCount
    self.waitingCountMax = waitingCountMax
  }

  /// Requests that wait.
  var waitingCount: Int { waiting.reduce(0) { $0 + $1.count } }

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
    for call: CallContext, until deadline: UInt64, as rank: Rank = .other
  ) async throws(Failure) {
    if enterNow() { return }
    let line = rank.rawValue
    guard waiting[line].count < waitingCountMax else { throw .full }
    let turn = Suspension()
    waiting[line].append(turn)
    await turn.wait(until: deadline, for: call)
    // Still in line: woken by the clock or the call's end. Not in line: `leave()` handed its passage over.
    guard let place = waiting[line].firstIndex(where: { $0 === turn }) else { return }
    waiting[line].remove(at: place)
    throw call.isCancelled ? .cancelled : .timedOut
  }

  /// Gives a passage back, to the one that has waited longest of the first rank that waits.
  func leave() {
    guard let line = waiting.firstIndex(where: { !$0.isEmpty }) else {
      freeCount += 1
      return
    }
    waiting[line].removeFirst().end()
  }
}
