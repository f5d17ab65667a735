/// How the value of an argument of a prompt or of a variable of an address is completed.
public enum Completion: Sendable, Equatable {
  /// Trading pairs; asked of the market worker.
  case symbols
  /// Names of assets; asked of the market worker.
  case assets
  /// One of these words.
  case words([String])

  /// The most values of an answer; the protocol allows no more.
  public static let valueCountMax = 100

  /// The tool that knows the values; nil where none is needed.
  public var neededTool: String? {
    switch self {
    case .symbols, .assets: "get_available_assets"
    case .words: nil
    }
  }
}
