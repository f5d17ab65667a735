public import Configuration

/// What settings come from beside the command line: the environment, and the configuration file as it was
/// read.
public struct GivenSettings {
  /// Looks a variable up; an empty value counts as none.
  public let environment: (String) -> String?
  /// What the file says; without one, what holds without one.
  public let configuration: Configuration
  /// The keys that the file has.
  public let givenKeys: Set<String>
  /// The file; `nil` when there is none.
  public let configurationFile: String?
  /// Where the link beside the file leads that says where orders are written down (`StateFolderLink`).
  public let linkedStateFolder: String?
  /// The names of the secrets that the environment brought and that are no longer in it. Never a value.
  public let secretNames: [String]

  /// Settings without a file.
  public init(secretNames: [String] = [], environment: @escaping (String) -> String?) {
    self.init(environment, secretNames, nil, Configuration(), [], nil)
  }

  /// The file that was read; before one is looked for, the one of the flag.
  func configurationFile(_ words: CommandWords) throws(UsageFailure) -> String? {
    if let configurationFile { return configurationFile }
    return try words.path(.configuration)
  }

  /// The same settings with what a file says, and the link beside it.
  func with(
    _ contents: ConfigurationFile.Contents, of file: String, linkedStateFolder: String? = nil
  ) -> GivenSettings {
    GivenSettings(
      environment, secretNames, file, contents.configuration, contents.givenKeys, linkedStateFolder)
  }

  /// The same settings with the link beside a file alone, for when the file cannot be read.
  func withLink(beside file: String) -> GivenSettings {
    var link: String?
    do throws(ConfigurationFailure) {
      link = try StateFolderLink.folder(beside: file)
    } catch {
      // As good as none: what is wrong with the file is said already.
    }
    return GivenSettings(environment, secretNames, configurationFile, configuration, givenKeys, link)
  }

  private init(
    _ environment: @escaping (String) -> String?, _ secretNames: [String], _ file: String?,
    _ configuration: Configuration, _ givenKeys: Set<String>, _ linkedStateFolder: String?
  ) {
    self.environment = { name in environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    self.configuration = configuration
    self.givenKeys = givenKeys
    self.linkedStateFolder = linkedStateFolder
    self.secretNames = secretNames
    configurationFile = file
  }
}
