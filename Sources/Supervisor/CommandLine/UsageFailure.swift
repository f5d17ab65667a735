public import LinuxIO

/// A command line that could not be understood: what is wrong with it, and what to type instead.
///
/// Both texts are safe to print on a terminal: what the user typed is in them only through `TerminalText`.
public struct UsageFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, naming the word.
  public let message: String
  /// The next step: a command line, or where the rule is written.
  public let suggestion: String

  /// A failure in its final words.
  public init(_ message: String, suggestion: String) {
    self.message = message
    self.suggestion = suggestion
  }

  /// Always `usage`, 64 (sysexits.h).
  public var exitCode: ExitCode { .usage }

  /// Two whole lines for stderr.
  public var description: String { "bulkhead: \(message)\n\(suggestion)\n" }
}
