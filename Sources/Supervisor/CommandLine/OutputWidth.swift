internal import LinuxIO

/// How wide lines on standard output may be.
enum OutputWidth {
  /// Where there is no terminal: what fits a page and most windows.
  static let withoutTerminal = 100

  /// Columns, between 40 and 200: narrower nothing fits, wider lines are hard to follow.
  static func columns() -> Int {
    min(200, max(40, CurrentProcess.terminalWidth(1) ?? withoutTerminal))
  }
}
