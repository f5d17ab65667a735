public import Values

/// Why a tool call did not succeed, in the words that the client gets.
///
/// Text is written here once and goes out as it is, so a message never contains a secret and never the
/// exchange's own text: that one is not ours, and a model reads it. It goes, escaped and clipped, into
/// `details.exchange_message`.
public struct ToolFailure: Error, Sendable {
  /// What went wrong, as a word a program can decide by.
  public var kind: Kind
  /// The exchange's own number, such as -1121; `nil` when the failure is not the exchange's.
  public var code: Int?
  /// What went wrong, naming the value and the limit.
  public var message: String
  /// Whether the same call may succeed later without a change.
  public var isRetryable: Bool
  /// The next step for the caller.
  public var suggestion: String?
  /// More, for programs; each name once.
  public var details: [(String, JSON)]

  /// Describes a failure.
  public init(
    kind: Kind, code: Int? = nil, message: String, isRetryable: Bool = false, suggestion: String? = nil,
    details: [(String, JSON)] = []
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.isRetryable = isRetryable
    self.suggestion = suggestion
    self.details = details
  }
}

extension ToolFailure: Equatable {
  /// Equal in every part; details in the same order.
  public static func == (left: ToolFailure, right: ToolFailure) -> Bool {
    left.kind == right.kind && left.code == right.code && left.message == right.message
      && left.isRetryable == right.isRetryable && left.suggestion == right.suggestion
      && left.details.elementsEqual(right.details) { $0.0 == $1.0 && $0.1 == $1.1 }
  }
}
