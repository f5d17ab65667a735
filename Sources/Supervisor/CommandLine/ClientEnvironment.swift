internal import Configuration
public import LinuxIO

/// The environment that a command's server gets: an allow-list, as every child of ours.
///
/// What a server may be configured by, where its files are, and the way to the network. No key and no secret:
/// not even a server of our own gets to see what it does not use.
public enum ClientEnvironment {
  /// The variables that are handed on when they are set.
  static let names = [
    "PATH", "HOME", "TZ", "LANG", "LC_ALL", "NO_COLOR",
    "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    "SSL_CERT_FILE", "SSL_CERT_DIR",
    VenueChoice.testnetVariable, VenueChoice.spotVariable, VenueChoice.futuresVariable,
    ReadOnlyChoice.variable, StateFolderChoice.serviceVariable,
  ]

  /// Where the server of `call` finds the keys that this command was given: ids and files, and no secret.
  static func keyEntries(
    _ environment: (String) -> String? = CurrentProcess.environment
  ) -> [String] {
    KeyPurpose.handedOnVariables.compactMap { name in environment(name).map { "\(name)=\($0)" } }
  }

  /// The entries, as NAME=value.
  ///
  /// - Parameter environment: looks a variable up.
  public static func entries(
    _ environment: (String) -> String? = CurrentProcess.environment
  ) -> [String] {
    // The crash printer shows memory, and memory holds what came in.
    names.compactMap { name in environment(name).map { "\(name)=\($0)" } } + ["SWIFT_BACKTRACE=enable=no"]
  }
}
