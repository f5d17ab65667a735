import Journal
import LinuxIO

/// One life's hold on the journal of all.
@LoopActor
final class ShelfJournal: Journaling {
  let instance: UInt64
  private(set) var book = IntentBook()
  private let shelf: JournalShelf
  private let clock: SteppedClock
  private var appliedCount = 0
  /// Once its process is dead, nothing of it writes any more.
  var isDead = false
  /// The next wait for the disk fails, of which nobody can say any more what is on it.
  var failsNextSync = false
  /// Why it is shut for the rest of this life.
  private(set) var failure: JournalFailure?

  init(_ shelf: JournalShelf, instance: UInt64, clock: SteppedClock) {
    self.shelf = shelf
    self.instance = instance
    self.clock = clock
    shelf.open(instance: instance)
    follow()
  }

  func transact(
    isDurable: Bool, _ decide: (IntentBook) -> JournalDecision
  ) throws(JournalFailure) -> JournalDecision {
    clock.note()
    if isDead { throw .busy }
    if let failure { throw failure }
    follow()
    let decision = decide(book)
    if case .append(let records) = decision, !records.isEmpty {
      try shelf.append(records, isDurable: isDurable)
      if isDurable, failsNextSync {
        // EIO.
        let shut = JournalFailure.system(SystemFailure(call: "fdatasync", number: 5))
        failure = shut
        throw shut
      }
      follow()
    }
    return decision
  }

  func refresh() throws(JournalFailure) {
    if isDead { throw .busy }
    if let failure { throw failure }
    follow()
  }

  func isRunning(_ instance: UInt64) -> Bool { shelf.isAlive(instance) }
  func beginSettling() -> Bool { !isDead && shelf.takeSettling(instance) }
  func giveUpSettling() { shelf.giveUpSettling(instance) }

  private func follow() {
    while appliedCount < shelf.records.count {
      book.apply(shelf.records[appliedCount])
      appliedCount += 1
    }
  }
}
