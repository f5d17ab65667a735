public import MCP
public import Values

/// One thing that the host of the conformance server wants done for a request, in its order.
public enum ConformanceStep: Sendable {
  /// Let some milliseconds pass.
  case wait(milliseconds: Int)
  /// Write to the client's log.
  case log(LogMessage)
  /// Say how far it is.
  case progress(Int, of: Int, String)
  /// Ask the client of a session something; when it cannot be asked, finish with this.
  case ask(method: String, params: JSON, otherwise: HostedOutcome)
  /// Close the connection that the request's stream goes over, and keep the stream for a client that comes
  /// back.
  case cut
  /// Tell everybody of a change.
  case tell(MCPSession.Change)
  /// Answer.
  case finish(HostedOutcome)
}
