public import Values

extension MCPError {
  /// Why a JSON value is not a message that can be taken now.
  public enum InvalidRequest: Sendable, Equatable {
    /// Neither an object nor an array.
    case notAnObject(JSONValue.Kind)
    /// `jsonrpc` is not "2.0".
    case wrongRPCVersion
    /// No `method`, and no `result` or `error` either.
    case noMethod
    /// `method` is not a string.
    case methodNotText(JSONValue.Kind)
    /// The id is of a kind that cannot be sent back.
    case unusableID(RequestID.Failure)
    /// A call with this id is still running.
    case idInFlight
    /// An array, in a version without batches or before any version is agreed.
    case batchNotAllowed(ProtocolVersion?)
    /// An array without elements.
    case emptyBatch
    /// More elements than a batch may have.
    case batchTooLong(countMax: Int)
    /// `initialize` or a stateless request as an element of a batch.
    case notInBatch(method: String)
    /// `initialize` a second time.
    case alreadyInitialized(ProtocolVersion)
  }
}
