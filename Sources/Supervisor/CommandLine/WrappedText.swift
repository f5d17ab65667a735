/// Prose cut into lines.
enum WrappedText {
  /// Lines of at most `width` columns, broken at spaces; a longer word gets a line of its own, uncut.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, DisplayWidth.columns(of: line) + 1 + DisplayWidth.columns(of: String(word)) > width {
        lines.append(line)
        line = ""
      }
      if !line.isEmpty { line += " " }
      line += word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
