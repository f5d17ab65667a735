/// Text of the exchange, made fit to be shown: it is not ours, and a model reads it.
enum ExchangeText {
  /// The most characters that are passed on.
  static let lengthMax = 256

  /// The text without line breaks, control characters and characters that change the direction or hide what
  /// is written, clipped.
  ///
  /// They are replaced by `\u{…}` and not dropped, so that somebody who looks sees that they were there.
  static func harmless(_ text: String) -> String {
    var shown = ""
    var length = 0
    for scalar in text.unicodeScalars {
      let part =
        isHarmless(scalar) ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      length += part.unicodeScalars.count
      if length > lengthMax - 1 { return shown + "…" }
      shown += part
    }
    return shown
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }
}
