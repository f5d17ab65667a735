/// The version of the whole project, the same for every executable.
public enum Version {
  /// As `--version`, serverInfo and the User-Agent show it.
  public static let text = "0.1.0"
}
