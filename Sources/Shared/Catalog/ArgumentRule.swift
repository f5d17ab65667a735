/// A rule about several arguments of one tool; a JSON Schema cannot say it without the top-level `oneOf` that
/// clients refuse, so the description says it and the check enforces it.
public enum ArgumentRule: Sendable, Equatable {
  /// At most one of these may be given.
  case notTogether([String])
  /// At least one of these must be given.
  case oneNeeded([String])
  /// When both are given, the first may not be more than the second.
  case ordered(String, String)
}
