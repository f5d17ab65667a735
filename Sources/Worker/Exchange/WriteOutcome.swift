public import Catalog

/// What is known of a request that changes something after its one send.
///
/// Three-valued on purpose: "it failed" is not an answer when an order may stand in the book.
public enum WriteOutcome: Sendable {
  /// The exchange did it, and says so (2xx).
  case done(ExchangeReply)
  /// It was certainly not done: nothing was sent, or the exchange refused it with a code that says so.
  case notDone(ToolFailure)
  /// It may have been done: HTTP 5xx, -1006, -1007, -1008, a time-out, a cut connection, an answer that
  /// cannot be read. Only asking the exchange can tell; nothing is ever sent again.
  case unknown(ToolFailure)
}
