/// What a person is said to have answered, brought back by a client of the stateless era together with the
/// state that it was given with the question.
///
/// Both came through the client: they mean nothing until the process that made the state has checked it.
public struct GivenReply: Sendable, Equatable {
  /// The longest state that is taken, in bytes of JSON text.
  public static let stateByteCountMax = 2048

  /// The state as it came.
  public let state: String
  /// What the person is said to have answered.
  public let verdict: ElicitationVerdict

  /// A reply.
  public init(state: String, verdict: ElicitationVerdict) {
    self.state = state
    self.verdict = verdict
  }
}
