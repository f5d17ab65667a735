/// Whether money may be moved at all, as the command line and the environment say: both can only say no.
enum ReadOnlyChoice {
  /// As `--read-only`.
  static let variable = "BINANCE_READ_ONLY"

  /// - Throws: for a value that is neither yes nor no; taking it for a no would loosen what somebody meant to
  ///   tighten.
  static func isReadOnly(
    _ words: CommandWords, environment: (String) -> String?
  ) throws(UsageFailure) -> Bool {
    let isAsked = try TruthValue.read(variable, environment, suggestion: "or give the flag --read-only")
    return words.has(.readOnly) || isAsked == true
  }
}
