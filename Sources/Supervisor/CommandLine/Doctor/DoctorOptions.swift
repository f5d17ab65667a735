internal import Configuration

/// What `bulkhead doctor` was asked for.
///
/// What cannot be used is no failure here: it is one of the things to be found.
public struct DoctorOptions: Sendable, Equatable {
  /// JSON for programs instead of text for people.
  let isJSON: Bool
  /// Whether the exchange is left alone.
  let isOffline: Bool
  /// The file that `--config` names, or the one that was read.
  let configurationFile: String?
  /// Why the configuration file cannot be used.
  private(set) var configurationFailure: ConfigurationFailure?
  /// What the file says; what holds without one.
  let configuration: Configuration
  /// How many keys the file has.
  let givenKeyCount: Int
  /// Which exchange, or why that is not to be known.
  let venue: Result<VenueChoice, UsageFailure>
  /// Whose certificates are trusted instead of the system's.
  let certificateFile: String?
  /// Where journals, sockets and the halt file lie; `nil` when nothing says where.
  let stateFolder: String?
  /// The names of the secrets that the environment brought. Never a value.
  let secretNames: [String]

  init(_ words: CommandWords, _ settings: GivenSettings) throws(UsageFailure) {
    isJSON = words.has(.json)
    isOffline = words.has(.offline)
    configurationFile = try settings.configurationFile(words)
    configuration = settings.configuration
    givenKeyCount = settings.givenKeys.count
    do throws(UsageFailure) {
      venue = .success(try VenueChoice(words, settings: settings))
    } catch {
      venue = .failure(error)
    }
    certificateFile = try words.path(.certificateFile) ?? settings.configuration.certificateFile
    stateFolder = try StateFolderChoice(words, settings).path
    secretNames = settings.secretNames
  }

  /// The same when the configuration file cannot be used.
  func with(_ failure: ConfigurationFailure) -> DoctorOptions {
    var options = self
    options.configurationFailure = failure
    return options
  }
}
