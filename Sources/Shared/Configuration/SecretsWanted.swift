/// Which secrets of the environment a command line has a use for; all others are erased where they lie.
///
/// Looked at before the command line is read, and so by its words alone. When in doubt the answer is none: a
/// key that is missing is said, one that is held for nothing is not.
public enum SecretsWanted {
  /// The commands that use keys, themselves or through the server that they start.
  static let commands = ["serve", "call", "keys"]

  /// The variables of the secrets to keep.
  ///
  /// - Parameter arguments: the words behind the program's name. With `--paper` among them there are none:
  ///   the paper exchange has keys of its own, and a user's has no business near it.
  public static func names(for arguments: [String]) -> [String] {
    guard let command = arguments.first, commands.contains(command), !arguments.contains("--paper") else {
      return []
    }
    return KeyPurpose.secretVariables
  }
}
