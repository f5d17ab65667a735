/// How many columns of a terminal a text takes.
///
/// East Asian letters take two (Unicode Standard Annex 11, classes W and F), and Binance lists symbols made
/// of them. Text is escaped before it is measured, so that no scalar of width zero is left.
enum DisplayWidth {
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]

  /// The columns of a text.
  static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// The text in exactly `width` columns: cut with an ellipsis, or filled with spaces.
  static func fitted(_ text: String, width: Int, isRight: Bool = false) -> String {
    let cut = clipped(text, width: width)
    let filling = String(repeating: " ", count: max(0, width - columns(of: cut)))
    return isRight ? filling + cut : cut + filling
  }

  /// The text in at most `width` columns, with an ellipsis where it was cut.
  static func clipped(_ text: String, width: Int) -> String {
    if columns(of: text) <= width { return text }
    guard width > 0 else { return "" }
    var kept = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      used += columns(of: scalar)
      if used > width - 1 { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    scalar.value >= 0x1100 && wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}
