internal import Authorization
internal import Catalog
internal import Values

/// What a caller is told whose call may not begin.
extension CallAllowances {
  /// The failure of a call with this verdict; nil when it has begun.
  ///
  /// Says what the limit is and not that a minute's calls are used up, which is seldom so: the first refusal
  /// comes after a tenth of them, when they come all at once.
  func failure(of verdict: Verdict) -> ToolFailure? {
    switch verdict {
    case .begun: return nil
    case .tooFast(let milliseconds):
      return Self.limited(
        "this token's calls come faster than it may make them: \(burstCountMax) at once, then evenly "
          + "\(perMinuteMax) a minute", after: milliseconds)
    case .tooManyCallers(let milliseconds):
      return Self.limited(
        "\(Self.callerCountMax) others make calls at the moment, which is the most", after: milliseconds)
    case .tooMany(let count):
      return ToolFailure(
        kind: .rateLimitExceeded, message: "\(count) calls of this token are being answered already",
        isRetryable: true, suggestion: "Call again when one of them has been answered.")
    }
  }

  private static func limited(_ message: String, after milliseconds: Int) -> ToolFailure {
    let seconds = (milliseconds + 999) / 1_000
    return ToolFailure(
      kind: .rateLimitExceeded, message: message, isRetryable: true,
      suggestion: "Call again in \(seconds) s.",
      details: [("retry_after_seconds", .integer(seconds))])
  }
}
