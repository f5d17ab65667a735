/// Why the keys that were named cannot be used as they were: what is wrong, and what to do. No key and no
/// secret is in it.
public struct KeyFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, a sentence without a full stop.
  public let message: String
  /// The next step.
  public let suggestion: String

  /// Both, on two lines.
  public var description: String { "\(message).\n\(suggestion)" }

  /// Why, and what to do.
  public init(_ message: String, suggestion: String) {
    self.message = message
    self.suggestion = suggestion
  }
}
