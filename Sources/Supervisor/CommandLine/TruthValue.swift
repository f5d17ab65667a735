/// A variable of the environment that says yes or no.
enum TruthValue {
  /// What it says; `nil` when it is not set or empty.
  ///
  /// - Parameter suggestion: what else could be done, as the end of a sentence.
  static func read(
    _ variable: String, _ environment: (String) -> String?, suggestion: String
  ) throws(UsageFailure) -> Bool? {
    guard let text = environment(variable), !text.isEmpty else { return nil }
    switch text.lowercased() {
    case "true", "1", "yes", "on": return true
    case "false", "0", "no", "off": return false
    default:
      throw UsageFailure(
        "the environment variable \(variable)=\(TerminalText.shown(text)) is neither true nor false",
        suggestion: "Set it to true or false, \(suggestion).")
    }
  }
}
