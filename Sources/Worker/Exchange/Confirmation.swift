/// What a person said to a question about an order.
public enum Confirmation: Sendable, Equatable {
  /// Yes.
  case accepted
  /// No.
  case declined
  /// No answer, or none in time.
  case dismissed
  /// There is nobody to ask this way.
  case unavailable
}
