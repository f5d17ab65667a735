import Catalog
import Values

/// What has to be done with a request; decided by an era, performed by the session.
enum Action {
  /// Answer with this result object.
  case answer([UInt8])
  /// Run a tool, for itself or for what is read with it.
  case call(ToolRequest)
  /// Let the host of the server answer.
  case host(HostedRequest.Subject, params: [UInt8], ToolRequest.Circumstances)
  /// Answer that the tool refused its arguments.
  case refuseCall(ToolFailure, ProtocolVersion)
  /// Open a subscription.
  case listen(Subscription)
  /// Answer with an error.
  case fail(MCPError)
}
