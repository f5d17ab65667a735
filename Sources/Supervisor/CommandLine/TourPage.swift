internal import LinuxIO

/// Where a tour is printed: titles, text, the protocol's lines dimmed and shortened.
struct TourPage {
  /// Columns.
  let width: Int
  let palette: Palette
  /// Whether a person watches: then there is a short pause between the steps.
  let isTerminal: Bool

  /// The head of the tour.
  func title(_ name: String, _ text: String) {
    write(["", palette.paint(name, .bold) + ": " + text])
  }

  /// The head of a step.
  func step(_ number: Int, _ title: String) {
    write(["", palette.paint("\(number). \(title)", .bold)])
  }

  /// A line of the protocol that is sent.
  func sent(_ line: [UInt8]) { protocolLine("→ ", line) }

  /// A line of the protocol that came.
  func received(_ line: [UInt8]) { protocolLine("← ", line) }

  /// Prose, wrapped.
  func say(_ text: String) { write(WrappedText.lines(text, width: min(width, 90))) }

  /// Lines as they are.
  func write(_ lines: [String]) { StandardStream.output.write(lines.joined(separator: "\n") + "\n") }

  /// What the server wrote to stderr.
  func log(_ lines: [String]) {
    for line in lines {
      write(
        WrappedText.lines(line, width: max(20, width - 10)).map { palette.paint("  stderr: \($0)", .dim) })
    }
  }

  /// The end of a tour that failed, on stderr; what came before is on stdout and says the rest.
  func failure(step: String, _ lines: [String]) {
    StandardStream.error.write(
      (["bulkhead: the tour stopped while \(step)"] + lines).joined(separator: "\n") + "\n")
  }

  private func protocolLine(_ arrow: String, _ line: [UInt8]) {
    // Four bytes a column are the most that can be shown.
    let text = TerminalText.escaped(String(decoding: line.prefix(width * 4), as: UTF8.self))
    write([palette.paint(DisplayWidth.clipped(arrow + text, width: width), .dim)])
  }
}
