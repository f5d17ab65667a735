internal import Values

/// A server's address as a flag or a variable names it, checked before anything starts, so that a typo is an
/// answer on the command line and not a worker that cannot start.
enum ServerURL {
  /// The address without the slash at its end.
  ///
  /// - Parameter name: the flag or variable, for the message.
  static func checked(_ text: String, givenBy name: String) throws(UsageFailure) -> String {
    do throws(BaseURL.Failure) {
      return try BaseURL(text).description
    } catch {
      throw UsageFailure(
        "\(name) \(TerminalText.quoted(text)) is not the address of a server: \(error)",
        suggestion: "Write it like https://api.binance.com or http://127.0.0.1:8080")
    }
  }
}
