public import HTTP

/// What a connection does about one request.
public enum Delivery: Sendable, Equatable {
  /// Answers.
  case answer(HTTPReply)
  /// Answers later.
  case delayed(HTTPReply, milliseconds: Int)
  /// Sends these bytes, which may be half an answer or none at all, and closes.
  case bytes([UInt8])
  /// Closes without a byte; with a reset if so wanted.
  case close(resets: Bool)
}
