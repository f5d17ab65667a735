/// What a client brought back for a question that was put to its person with an earlier call: the state that
/// went with the question, and what the person is said to have answered.
public struct HeldReply: Sendable, Equatable {
  /// As it came; whoever made it judges it.
  public let state: String
  /// What the person is said to have answered.
  public let answer: Confirmation

  /// A reply.
  public init(state: String, answer: Confirmation) {
    self.state = state
    self.answer = answer
  }
}
