internal import LinuxIO
internal import Values

/// What a command prints: lines for people or an object for programs on stdout, complaints on stderr.
struct CommandOutput {
  /// JSON for programs instead of text for people.
  let isJSON: Bool

  /// Prints the one or the other.
  func show(_ lines: @autoclosure () -> [String], _ json: @autoclosure () -> JSON) {
    if isJSON {
      StandardStream.output.write(TerminalText.escapedJSON(json().encoded()) + [UInt8(ascii: "\n")])
    } else {
      StandardStream.output.write(lines().joined(separator: "\n") + "\n")
    }
  }

  /// Prints whole lines on stderr.
  static func complain(_ lines: [String]) {
    StandardStream.error.write(lines.joined(separator: "\n") + "\n")
  }
}
