internal import LinuxIO

/// The link beside a configuration file that says where the orders under that file are written down:
/// `bulkhead.json.state`.
///
/// A file that allows trading need not say where the state folder is. Then the first server that may trade
/// goes by its flags and environment, and leaves this link; every later one goes by the link. Without it,
/// whoever can change how a server is started could give it an empty journal, and with that a new day's cap
/// and no halt. Only who could write the configuration file itself can change the link.
public enum StateFolderLink {
  /// What its name has more than the file's.
  public static let suffix = ".state"

  /// Where the link of a configuration file leads; `nil` when there is none.
  ///
  /// - Throws: when somebody else could have made it, or when it leads to no absolute path.
  public static func folder(beside file: String) throws(ConfigurationFailure) -> String? {
    try folder(beside: file, trusting: "/")
  }

  static func folder(
    beside file: String, trusting trusted: String
  ) throws(ConfigurationFailure) -> String? {
    do throws(TrustFailure) {
      guard let path = try TrustedLink.target(beside: file, suffix: suffix, trusting: trusted) else {
        return nil
      }
      return try absolute(path, file)
    } catch {
      throw ConfigurationFailure(path: file, reason: .stateFolderLink(error))
    }
  }

  /// Leaves the link, unless there is one.
  ///
  /// - Returns: where it leads: another server's folder, when that was faster.
  /// - Throws: when it cannot be made. Then nothing would hold the next server to this folder.
  public static func made(
    beside file: String, to folder: String
  ) throws(ConfigurationFailure) -> String {
    try made(beside: file, to: folder, trusting: "/")
  }

  static func made(
    beside file: String, to folder: String, trusting trusted: String
  ) throws(ConfigurationFailure) -> String {
    do throws(TrustFailure) {
      return try absolute(
        TrustedLink.made(beside: file, suffix: suffix, target: folder, trusting: trusted), file)
    } catch {
      throw ConfigurationFailure(path: file, reason: .stateFolderLink(error))
    }
  }

  private static func absolute(_ path: String, _ file: String) throws(TrustFailure) -> String {
    guard path.hasPrefix("/") else { throw TrustFailure(file + suffix, .relative) }
    return path
  }
}
