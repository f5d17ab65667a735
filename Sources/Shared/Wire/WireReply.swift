/// What the client of a call brought back for a question that an earlier call was answered with.
///
/// It came through client and gateway. The worker that put the question judges the state; nobody else can.
public struct WireReply: Sendable, Equatable {
  /// The longest state, in bytes.
  public static let stateByteCountMax = 2048

  /// The state that went with the question.
  public let state: String
  /// What the person is said to have answered.
  public let verdict: PersonVerdict

  /// A reply.
  public init(state: String, verdict: PersonVerdict) {
    self.state = state
    self.verdict = verdict
  }

  func encode(into bytes: inout [UInt8]) {
    bytes.append(verdict.rawValue)
    bytes.append(text: state, byteCountMax: Self.stateByteCountMax)
  }

  init(_ fields: inout PayloadReader) throws(WireFailure) {
    guard let verdict = PersonVerdict(rawValue: try fields.u8()) else {
      throw .notPermitted("an answer that no person gives")
    }
    self.verdict = verdict
    state = try fields.text()
    guard state.utf8.count <= Self.stateByteCountMax else { throw .notPermitted("a state of that length") }
  }
}
