/// How the journal says that a person said what became of an intent, since the exchange could not.
///
/// It is the reason of an `unknown` record that stands right before the ending, so that no new kind of record
/// is needed: servers of an earlier version that share the journal read it as well.
public enum OperatorWord {
  private static let beginning = "by the word of the operator"

  /// Who said what.
  ///
  /// - Parameter user: by the kernel's word on the socket.
  public static func reason(user: UInt32, wasPlaced: Bool) -> String {
    "\(beginning) (user \(user)): \(wasPlaced ? "placed" : "not placed")"
  }

  /// Whether a reason is such a word.
  static func isOne(_ reason: String) -> Bool { reason.hasPrefix(beginning) }
}
