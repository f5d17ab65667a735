public import Values

/// What a client has answered to a question of the host.
public struct HostedReply: Sendable, Equatable {
  /// The call that it is about.
  public let callID: UInt64
  /// The name that the question was put under.
  public let name: String
  /// The result; nil when the client answered with an error.
  public let result: JSON?

  /// A reply.
  public init(callID: UInt64, name: String, result: JSON?) {
    self.callID = callID
    self.name = name
    self.result = result
  }
}
