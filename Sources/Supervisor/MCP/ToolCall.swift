public import Catalog

/// A tool call that has to be run; its outcome goes to `MCPSession.finish`.
public struct ToolCall: Sendable {
  /// Counts up within a session and is never used twice.
  public let callID: UInt64
  /// The tool, one of those listed.
  public let tool: Tool
  /// The arguments as the client wrote them: one JSON object, checked against the tool.
  public let arguments: [UInt8]
  /// Whether the client asked to hear about progress.
  public let wantsProgress: Bool
  /// What the client says that its person has said to an earlier question about the same call; for the
  /// process that put the question to judge.
  public let reply: GivenReply?

  /// Describes a call.
  public init(
    callID: UInt64, tool: Tool, arguments: [UInt8], wantsProgress: Bool, reply: GivenReply? = nil
  ) {
    self.callID = callID
    self.tool = tool
    self.arguments = arguments
    self.wantsProgress = wantsProgress
    self.reply = reply
  }
}
