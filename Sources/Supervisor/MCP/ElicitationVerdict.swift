/// What became of a question to the person behind a client.
public enum ElicitationVerdict: Sendable, Equatable {
  /// Yes, and in the form's own field.
  case accepted
  /// No.
  case declined
  /// Closed without an answer, or the time was over.
  case dismissed
  /// The client cannot ask, or says that it failed.
  case unavailable
}
