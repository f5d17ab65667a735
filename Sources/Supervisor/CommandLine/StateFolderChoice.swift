internal import Configuration
internal import LinuxIO
internal import Values

/// Where journals, control sockets and the halt file lie.
///
/// `--state-folder` wins, then `state_folder` of the configuration file, then the link beside that file
/// (`StateFolderLink`), then `$STATE_DIRECTORY` (systemd's word for this very service), then the user's own
/// place for such things. A server and the commands of its operator decide alike, or `halt` would stop
/// nobody.
///
/// For a server that the file lets trade, the flag comes after file and link: whoever can change how a server
/// is started must not give it an empty journal, with the caps of a new day and without the halt.
struct StateFolderChoice {
  /// What decided.
  enum Origin: Equatable {
    case flag
    case variable(String)
    case file
    /// The link that the first server left beside the configuration file.
    case link
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
  /// What to say of a flag or an environment that names another folder and does not count.
  let warning: String?

  /// - Parameter mayTrade: whether it is for a server that the configuration file lets trade.
  init(
    _ words: CommandWords, _ settings: GivenSettings, mayTrade: Bool = false
  ) throws(UsageFailure) {
    let flag = try words.path(.stateFolder)
    let usual = StateFolder.path(environment: settings.environment)
    func isSet(_ name: String) -> Bool { settings.environment(name)?.hasPrefix("/") == true }
    let named = settings.configuration.stateFolder
    if let flag, !mayTrade || named ?? settings.linkedStateFolder == nil {
      (path, origin) = (flag, .flag)
    } else if let folder = named ?? settings.linkedStateFolder {
      (path, origin) = (folder, named == nil ? .link : .file)
    } else if isSet(Self.serviceVariable) {
      (path, origin) = (usual, .variable(Self.serviceVariable))
    } else {
      (path, origin) = (usual, isSet(Self.userVariable) ? .variable(Self.userVariable) : .usual)
    }
    guard mayTrade, origin == .file || origin == .link else {
      warning = nil
      return
    }
    let other: (what: String, folder: String?) =
      if let flag {
        (Flag.stateFolder.rawValue, flag)
      } else if isSet(Self.serviceVariable) {
        (Self.serviceVariable, usual)
      } else {
        ("the environment", origin == .link ? usual : nil)
      }
    warning = Self.warning(
      other.what, other.folder, path, settings.configurationFile, isLink: origin == .link)
  }

  private static func warning(
    _ what: String, _ other: String?, _ path: String?, _ file: String?, isLink: Bool
  ) -> String? {
    guard let other, let path, let file, other != path else { return nil }
    let why = isLink ? "the link \(file)\(StateFolderLink.suffix) says" : "\(file) says"
    return TerminalText.escaped(
      "\(what) names the state folder \(other) and does not count: this server may trade, and \(why) that "
        + "its orders are written down in \(path); state_folder in the file moves it")
  }

  /// Whether a server with these settings may trade, as far as command line and file say.
  static func mayTrade(venue: Venue, isReadOnly: Bool, _ settings: GivenSettings) -> Bool {
    venue != .paper && !isReadOnly && settings.configuration.trading.isEnabled
  }

  /// What a server has to be told: `nil` where its environment says the same.
  var toldServer: String? {
    switch origin {
    case .flag, .file, .link: path
    case .variable, .usual: nil
    }
  }
}
