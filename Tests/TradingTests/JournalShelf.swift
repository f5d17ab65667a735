import Journal
import LinuxIO

/// The journal that several lives share, in memory.
@LoopActor
final class JournalShelf {
  private(set) var records: [JournalRecord] = []
  private(set) var durableCount = 0
  /// Thrown in place of the next writes.
  var failure: JournalFailure?
  /// Fails only what is written durably.
  var failsDurableOnly = false
  /// Called when somebody asks whether a server runs: then another may write between a look and its use.
  var whenAskedAboutLife: () -> Void = {}
  /// Called after each durable write, as if the disk had taken its time.
  var whenDurable: ([JournalRecord]) -> Void = { _ in }
  private(set) var alive: Set<UInt64> = []
  private var settler: UInt64?

  func open(instance: UInt64) { alive.insert(instance) }

  func close(instance: UInt64) {
    alive.remove(instance)
    if settler == instance { settler = nil }
  }

  func isAlive(_ instance: UInt64) -> Bool {
    whenAskedAboutLife()
    return alive.contains(instance)
  }

  func append(_ new: [JournalRecord], isDurable: Bool) throws(JournalFailure) {
    if let failure, isDurable || !failsDurableOnly { throw failure }
    records += new
    if isDurable {
      durableCount += 1
      whenDurable(new)
    }
  }

  func takeSettling(_ instance: UInt64) -> Bool {
    if settler == nil { settler = instance }
    return settler == instance
  }

  func giveUpSettling(_ instance: UInt64) {
    if settler == instance { settler = nil }
  }

  /// The book of everything.
  var book: IntentBook {
    var book = IntentBook()
    for record in records { book.apply(record) }
    return book
  }

  /// Takes the last records away, as if an older copy had been put in place.
  func forget(after count: Int) { records.removeLast(records.count - count) }
}
