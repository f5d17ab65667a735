public import Log
public import Values

/// What the launcher was asked to start.
public struct LauncherConfiguration: Sendable {
  /// Which exchange, as every process knows it.
  public var venue: Venue
  /// Base URL of the spot and wallet endpoints, or nil for the venue's own.
  public var spotURL: String?
  /// Base URL of the USD-M futures endpoints, or nil for the venue's own.
  public var futuresURL: String?
  /// A file of CA certificates in PEM that takes the place of the system's.
  public var certificateFile: String?
  /// Tools to list, as `--tools` takes them; nil for the default.
  public var toolSelection: String?
  /// One call's deadline in milliseconds.
  public var callTimeoutMilliseconds: Int
  /// The least important lines that are logged.
  public var logLevel: Logger.Level
  /// Arguments for `bulkhead-paper`; nil starts none.
  public var paperArguments: [String]?

  /// A configuration with the defaults of `bulkhead serve`.
  public init(venue: Venue) {
    self.venue = venue
    callTimeoutMilliseconds = 10_000
    logLevel = .notice
  }
}
