public import LinuxIO

/// `bulkhead.json`: where it is, and what it says.
public enum ConfigurationFile {
  /// What it is called.
  public static let name = "bulkhead.json"
  /// What the file of tokens beside it is called.
  public static let tokensName = "tokens.json"
  /// The most bytes it may have: 1 MiB.
  public static let byteCountMax = ConfigurationReader.byteCountMax

  /// A file that was read.
  public struct Contents: Sendable, Equatable {
    /// What it says.
    public let configuration: Configuration
    /// The keys that it has, such as `trading.quote`; the others are at their defaults.
    public let givenKeys: Set<String>
    /// Its text.
    public let bytes: [UInt8]
  }

  /// Where a configuration file is looked for, and what there is to say about it.
  public struct Place: Sendable, Equatable {
    /// The file to read; `nil` when there is none, which is as good as an empty one.
    public var path: String?
    /// Where one would be read from; `nil` when nothing says where.
    public var usualPath: String?
    /// What to warn of.
    public var warnings: [String] = []
  }

  /// Reads the configuration out of a file, with all checks of who could have written it.
  ///
  /// - Parameter path: absolute.
  public static func load(path: String) throws(ConfigurationFailure) -> Configuration {
    try read(path: path).configuration
  }

  /// The same, with what else is known about the file.
  public static func read(path: String) throws(ConfigurationFailure) -> Contents {
    try read(path: path, trusting: "/")
  }

  static func read(path: String, trusting trusted: String) throws(ConfigurationFailure) -> Contents {
    let bytes: [UInt8]
    do throws(TrustFailure) {
      bytes = try TrustedFile.read(path, byteCountMax: byteCountMax, trusting: trusted)
    } catch {
      throw ConfigurationFailure(path: path, reason: .untrusted(error))
    }
    return try contents(bytes, path: path)
  }

  /// Judges the text of a file.
  public static func contents(_ bytes: [UInt8], path: String) throws(ConfigurationFailure) -> Contents {
    do throws(ConfigurationFailure.Reason) {
      let reader = try ConfigurationReader(bytes)
      return Contents(configuration: reader.configuration, givenKeys: reader.givenKeys, bytes: bytes)
    } catch {
      throw ConfigurationFailure(path: path, reason: error)
    }
  }

  /// Where the configuration file is: the one that the flag names, else
  /// `$XDG_CONFIG_HOME/bulkhead/bulkhead.json`, else `~/.config/bulkhead/bulkhead.json`.
  ///
  /// Never the working directory: that is the project that a coding client works on and writes to. A file of
  /// that name there is warned of, since whoever put it there believes in it.
  ///
  /// - Parameters:
  ///   - environment: looks a variable up; a relative value counts as none (XDG Base Directory
  ///     Specification).
  ///   - flag: `--config`'s value, absolute. A file that it names and that is not there is a failure of
  ///     `load`.
  ///   - workingFolder: the working directory, if it is known.
  public static func find(
    environment: (String) -> String?, flag: String?,
    workingFolder: String? = CurrentProcess.workingFolder
  ) -> Place {
    var place = Place(usualPath: usualPath(environment: environment))
    if let flag {
      place.path = flag
    } else if let usual = place.usualPath, WholeFile.isThere(usual) {
      place.path = usual
    }
    if let workingFolder, WholeFile.isThere("\(workingFolder)/\(name)"),
      place.path.map({ !WholeFile.isSame($0, "\(workingFolder)/\(name)") }) ?? true
    {
      let instead = place.usualPath.map { "move it to \($0), or " } ?? ""
      place.warnings.append(
        "\(name) in the working directory is not read, since a client may write there; \(instead)"
          + "name it with --config")
    }
    return place
  }

  /// Where the tokens are that `bulkhead token` makes: beside the configuration file, since who may do what
  /// is the operator's word as much as what may be done at all.
  public static func tokensPath(besideConfiguration path: String) -> String? {
    path.lastIndex(of: "/").map { "\(path[..<$0])/\(tokensName)" }
  }

  /// Whether a file lies in the working directory or below it, which is the project that a coding client
  /// works on: its own start command may name it, by a flag or by a variable that moves the usual place, and
  /// the client may have written it.
  ///
  /// The usual folder may be below where a client runs in the home folder itself, and everything is below the
  /// root, where clients without a project run.
  ///
  /// - Parameters:
  ///   - usualPath: `Place.usualPath`.
  ///   - homeFolder: the user's, by the system and not by `HOME`; a user whom the system does not know, or
  ///     gives the root for a home, has the usual folder anywhere.
  public static func isInWorkingFolder(
    _ path: String, usualPath: String?, workingFolder: String? = CurrentProcess.workingFolder,
    homeFolder: @autoclosure () -> String? = CurrentProcess.homeFolder
  ) -> Bool {
    guard let workingFolder, workingFolder != "/" else { return false }
    // A link elsewhere may lead there.
    let places = [path] + [WholeFile.resolved(path)].compactMap { $0 }
    guard places.contains(where: { isAtOrBelow(folder(of: $0), workingFolder) }) else { return false }
    guard let usualPath, WholeFile.isSame(folder(of: path), folder(of: usualPath)) else { return true }
    guard let home = homeFolder(), home != "/", WholeFile.isThere(home) else { return false }
    return !isAtOrBelow(home, workingFolder)
  }

  private static func isAtOrBelow(_ folder: String, _ upper: String) -> Bool {
    var folder = folder
    while folder != "/" {
      if WholeFile.isSame(folder, upper) { return true }
      folder = self.folder(of: folder)
    }
    return false
  }

  private static func folder(of path: String) -> String {
    let parts = path.split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/")
  }

  /// Where the file is when no flag names it; `nil` when nothing says where.
  public static func usualPath(environment: (String) -> String?) -> String? {
    func absolute(_ name: String) -> String? {
      environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let folder = absolute("XDG_CONFIG_HOME") ?? absolute("HOME").map { "\($0)/.config" }
    return folder.map { "\($0)/bulkhead/\(name)" }
  }
}
