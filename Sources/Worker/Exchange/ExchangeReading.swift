public import Catalog
public import LinuxIO

/// What the tools need of an exchange: one request out, one checked answer back.
///
/// A protocol, so that the tools are tested against answers that no socket delivered.
@LoopActor
public protocol ExchangeReading: AnyObject {
  /// Sends a request and reads the answer.
  ///
  /// - Throws: everything that is not a 2xx answer in JSON, already in the words that the client gets.
  func read(_ request: ExchangeRequest, for call: CallContext) async throws(ToolFailure) -> ExchangeReply
}
