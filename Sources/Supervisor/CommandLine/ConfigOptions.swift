/// What `bulkhead config` was asked for.
public struct ConfigOptions: Sendable, Equatable {
  /// What there is to do.
  public enum Action: String, Sendable {
    /// Read the file and say what it means.
    case check
    /// Say what holds, and where each value came from.
    case show
    /// Print the schema.
    case schema
  }

  /// What there is to do.
  public var action: Action
  /// The file that `--config` names; with `show` the one that was read.
  public var configurationFile: String?
  /// JSON for programs instead of text for people.
  public var isJSON: Bool
  /// With `show`: what holds.
  var report: SettingsReport?
  /// The words themselves: with `check` the file is read later, and which exchange is meant hangs on both.
  let words: CommandWords

  init(_ words: CommandWords, _ action: String, _ settings: GivenSettings) throws(UsageFailure) {
    self.action = Action(rawValue: action) ?? .check
    configurationFile = try settings.configurationFile(words)
    isJSON = words.has(.json)
    self.words = words
    if self.action == .show { report = try SettingsReport(words, settings) }
  }
}
