public import Values

extension MCPError {
  /// What is wrong with the parameters of a request.
  public enum InvalidParams: Sendable, Equatable {
    /// A member that has to be there is not.
    case missing(field: String)
    /// A member is of another type.
    case wrongType(field: String, expected: JSONValue.Kind, found: JSONValue.Kind)
    /// A member is longer than what we are willing to repeat.
    case tooLong(field: String, byteCountMax: Int)
    /// A cursor that this server did not give out, or not for the present list.
    case unknownCursor
    /// Not one of the eight levels.
    case unknownLogLevel(String)
    /// No tool of this name is listed.
    case unknownTool(String, nearest: String?)
    /// No prompt of this name is listed.
    case unknownPrompt(String)
    /// No resource at this address.
    case unknownResource(String, ProtocolVersion)
  }
}
