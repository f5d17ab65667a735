public import Values

/// Everything for which a request gets a JSON-RPC error instead of a result.
///
/// A mistake in a tool's arguments is not here: that is the tool's own answer (`isError`), which the model
/// reads and can mend. Codes and texts are in `MCPError+Wire.swift`, once.
public enum MCPError: Error, Sendable, Equatable {
  /// The line is not JSON, or exceeds a limit of the reader.
  case unreadable(JSONReader.Failure)
  /// The transport gave the line up because it is longer than the limit.
  case oversizedLine(byteCountMax: Int)
  /// JSON, but not a message that can be taken now.
  case invalidRequest(InvalidRequest)
  /// A request before `initialize` that carries no `_meta` of the stateless era either.
  case notInitialized(method: String)
  /// No such method, in the version in force or at all.
  case unknownMethod(String, ProtocolVersion?)
  /// The method is known, its parameters are wrong.
  case invalidParams(InvalidParams)
  /// A stateless request names a version that is not stateless or not known.
  case unsupportedVersion(requested: String)
  /// An HTTP header contradicts the body, or is missing.
  case headerMismatch(header: String)
  /// The request needs something of the client that it did not declare.
  case missingCapability(String)
  /// More calls at once than a session may have.
  case tooManyCalls(countMax: Int)
  /// More subscriptions, or more addresses in one, than there may be.
  case tooManySubscriptions(countMax: Int)
  /// The answers to a batch, or to several at once, have no more room.
  case batchTooLong(byteCountMax: Int)
  /// What stands at an address could not be read; what the tool said that was asked for it.
  case failedReading(message: String, details: JSON)
  /// What a worker answered cannot be passed on.
  case unreadableOutcome
}
