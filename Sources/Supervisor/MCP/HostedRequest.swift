/// A request that whoever runs the server answers himself: `MCPSession.finish(_:_:)` takes what comes of it.
public struct HostedRequest: Sendable {
  /// What is asked for.
  public enum Subject: Sendable, Equatable {
    /// A tool of this name.
    case tool(String)
    /// What stands at this address.
    case resource(String)
    /// A prompt of this name.
    case prompt(String)
    /// Values for an argument.
    case completion
  }

  /// Counts up within a session together with those of tool calls; never used twice.
  public let callID: UInt64
  /// What is asked for.
  public let subject: Subject
  /// The parameters as the client wrote them: one JSON object, `{}` when there were none.
  public let params: [UInt8]
  /// The version the answer is written in.
  public let version: ProtocolVersion
  /// What the client can be asked: names such as `elicitation` and `sampling`.
  public let capabilities: Set<String>
  /// Whether the client listens to progress.
  public let wantsProgress: Bool
}
