/// How the value of an argument of a prompt or of a variable of an address is completed.
public enum Completion: Sendable, Equatable {
  /// Trading pairs; asked of the market worker.
  case symbols
  /// Names of assets; asked of the market worker.
  case assets
  /// Types of failure and the exchange's codes; the program's own.
  case errors
  /// One of these words.
  case words([String])

  /// The most values of an answer; the protocol allows no more.
  public static let valueCountMax = 100

  /// The tool that knows the values; nil where none is needed.
  public var neededTool: String? {
    switch self {
    case .symbols, .assets: "get_available_assets"
    case .errors, .words: nil
    }
  }

  /// The values that the program knows by itself; nil where somebody has to be asked.
  public var words: [String]? {
    switch self {
    case .symbols, .assets: nil
    case .errors: ErrorCatalogue.names
    case .words(let words): words
    }
  }

  /// What somebody types, as the values are spelled: of a trading pair without its separator, as far as it is
  /// there. Whatever is no beginning of a pair stays as it is, and has no values.
  public func beginning(_ typed: String) -> String {
    guard case .symbols = self else { return typed }
    var separatorCount = 0
    var kept = ""
    for scalar in typed.unicodeScalars {
      if scalar == "/" || scalar == "-" || scalar == " " {
        separatorCount += 1
      } else {
        kept.unicodeScalars.append(scalar)
      }
    }
    return separatorCount <= 1 && !kept.isEmpty ? kept : typed
  }
}
