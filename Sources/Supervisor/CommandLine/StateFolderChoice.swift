internal import Configuration
internal import LinuxIO

/// Where journals, control sockets and the halt file lie.
///
/// `--state-folder` wins, then `$STATE_DIRECTORY` (systemd's word for this very service), then `state_folder`
/// of the configuration file, then the user's own place for such things. A server and the commands of its
/// operator decide alike, or `halt` would stop nobody.
struct StateFolderChoice {
  /// What decided.
  enum Origin: Equatable {
    case flag
    case variable(String)
    case file
    case usual
  }

  /// systemd's variable.
  static let serviceVariable = "STATE_DIRECTORY"
  /// The user's own place for such things.
  static let userVariable = "XDG_STATE_HOME"

  /// The folder; `nil` when nothing says where.
  let path: String?
  /// What decided.
  let origin: Origin

  init(_ words: CommandWords, _ settings: GivenSettings) throws(UsageFailure) {
    let usual = StateFolder.path(environment: settings.environment)
    func isSet(_ name: String) -> Bool { settings.environment(name)?.hasPrefix("/") == true }
    if let named = try words.path(.stateFolder) {
      (path, origin) = (named, .flag)
    } else if isSet(Self.serviceVariable) {
      (path, origin) = (usual, .variable(Self.serviceVariable))
    } else if let named = settings.configuration.stateFolder {
      (path, origin) = (named, .file)
    } else {
      (path, origin) = (usual, isSet(Self.userVariable) ? .variable(Self.userVariable) : .usual)
    }
  }

  /// What a server has to be told: `nil` where its environment says the same.
  var toldServer: String? {
    switch origin {
    case .flag, .file: path
    case .variable, .usual: nil
    }
  }
}
