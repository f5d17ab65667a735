import Catalog
import Values

/// What has to be done with a request; decided by an era, performed by the session.
enum Action {
  /// Answer with this result object.
  case answer([UInt8])
  /// Run the tool.
  case call(Tool, arguments: JSONValue?, progressToken: [UInt8]?, ProtocolVersion)
  /// Answer that the tool refused its arguments.
  case refuseCall(ToolFailure, ProtocolVersion)
  /// Answer with an error.
  case fail(MCPError)
}
