public import LinuxIO

/// The journal, as the trading worker needs it.
///
/// A protocol, so that the order of records, sends and crashes is tested without a disk.
@LoopActor
public protocol Journaling: AnyObject {
  /// This life's number.
  var instance: UInt64 { get }

  /// What is known, as of the last look.
  var book: IntentBook { get }

  /// One transaction over all servers that share the journal: takes the lock, reads what others have written
  /// since, lets `decide` judge by the whole, writes what it wants with one write, waits for the disk
  /// (fdatasync), and gives the lock back.
  ///
  /// - Parameter isDurable: false for what may be lost with the power (audit entries of reads).
  /// - Returns: what `decide` said; written if it was `append`.
  /// - Throws: nothing was written, or it is not certain that it was: no trading then.
  func transact(
    isDurable: Bool, _ decide: (IntentBook) -> JournalDecision
  ) throws(JournalFailure) -> JournalDecision

  /// Reads what others have written since.
  func refresh() throws(JournalFailure)

  /// Whether the server that made an intent still runs: a dead one's intents are settled by another.
  func isRunning(_ instance: UInt64) -> Bool

  /// Takes the lock on settling others' intents, until `giveUpSettling` or the end of this process.
  ///
  /// - Returns: false when another server has it.
  func beginSettling() -> Bool

  /// Gives that lock back.
  func giveUpSettling()
}
