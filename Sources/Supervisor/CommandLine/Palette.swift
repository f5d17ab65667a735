internal import LinuxIO

/// Colours of a terminal (ECMA-48 SGR), or none of them.
///
/// Pure output code never writes an escape itself, so that a pipe, `NO_COLOR` (no-color.org) and `TERM=dumb`
/// get plain text.
public struct Palette: Sendable, Equatable {
  /// The colours in use, by their meaning.
  enum Colour: String {
    case dim = "2"
    case bold = "1"
    case rising = "32"
    case falling = "31"
    case accent = "36"
  }

  /// Whether anything is coloured.
  public let isColoured: Bool

  /// Colours or none.
  public init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// What standard output takes.
  public static func forOutput() -> Palette {
    let refusal = CurrentProcess.environment("NO_COLOR")
    return Palette(
      isColoured: CurrentProcess.terminalWidth(1) != nil && (refusal ?? "").isEmpty
        && CurrentProcess.environment("TERM") != "dumb")
  }

  /// The text in a colour; text without visible characters stays as it is.
  func paint(_ text: String, _ colour: Colour) -> String {
    isColoured && text.contains { $0 != " " } ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
  }
}
