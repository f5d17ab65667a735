import LinuxIO

@testable import Journal

extension Journal {
  /// Writes records whatever the book says.
  @LoopActor
  func add(_ records: JournalRecord..., isDurable: Bool = true) throws(JournalFailure) {
    _ = try transact(isDurable: isDurable) { _ in .append(records) }
  }
}
