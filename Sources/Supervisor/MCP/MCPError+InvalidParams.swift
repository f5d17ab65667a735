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
    /// A prompt was not given an argument that it needs.
    case missingArgument(String, prompt: String)
    /// A prompt does not know this argument.
    case unknownArgument(String, prompt: String)
    /// The value of an argument of a prompt cannot be taken.
    case unusableArgument(String, reason: String)
    /// The rules of a prompt's tool refuse an argument; what they say.
    case refusedArgument(String)
    /// Neither a prompt nor a resource is what shall be completed.
    case unknownReference(String)
    /// Not one of the three things that a person can do with a question.
    case unknownAction(String)
    /// The state that a client brought back is not one that it was given.
    case unusableState
    /// No resource at this address.
    case unknownResource(String, ProtocolVersion)
    /// The resource changes, and nobody is told when.
    case unwatchedResource(String)
  }
}
