/// What became of a question to a person.
public enum PersonVerdict: UInt8, Sendable, CaseIterable {
  /// Yes.
  case accepted = 1
  /// No.
  case declined = 2
  /// Closed without an answer, or the time was over.
  case dismissed = 3
  /// There is nobody to ask this way: the client has no elicitation.
  case unavailable = 4
}
