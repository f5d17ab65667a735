public import Values

/// A value from outside made fit to be shown in a message: clipped, and with everything escaped that is not
/// plainly visible.
///
/// Messages are read by models and printed on terminals. Control characters, direction marks, line separators
/// and private characters would let a value pretend to be something else, so only letters, digits,
/// punctuation, symbols and the plain space stay as they are.
public enum ShownValue {
  /// The most characters of a value that are shown.
  public static let lengthMax = 64

  /// The value of an argument: strings in quotes, numbers and the rest as they came.
  public static func text(of value: JSONValue) -> String {
    switch value.kind {
    case .string: quoted(value.string ?? "")
    case .number: clipped(value.numberText ?? "")
    case .boolean: value.boolean == true ? "true" : "false"
    case .null: "null"
    case .array: "(an array of \(value.count))"
    case .object: "(an object)"
    }
  }

  /// Text in quotes.
  public static func quoted(_ text: String) -> String { "\"\(clipped(text))\"" }

  /// Text without quotes, at most `lengthMax` characters, an ellipsis included when it was cut.
  public static func clipped(_ text: String, lengthMax: Int = ShownValue.lengthMax) -> String {
    clipped(text, lengthMax: lengthMax) { "\\u{\(String($0.value, radix: 16))}" }
  }

  /// The same for texts that are JSON, or stand beside it: quotes and backslashes stay, since they steer
  /// nothing, and everything else is escaped as in a JSON string (RFC 8259 §7). JSON that is not cut stays
  /// the same JSON.
  public static func json(_ text: String, lengthMax: Int = ShownValue.lengthMax) -> String {
    clipped(text, lengthMax: lengthMax) { scalar in
      if scalar == "\"" || scalar == "\\" { return String(scalar) }
      return String(scalar).utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }

  private static func clipped(
    _ text: String, lengthMax: Int, escape: (Unicode.Scalar) -> String
  ) -> String {
    var shown = ""
    var kept = ""
    var count = 0
    for scalar in text.unicodeScalars {
      let piece = isVisible(scalar) ? String(scalar) : escape(scalar)
      count += piece.unicodeScalars.count
      guard count <= lengthMax else { return kept + "…" }
      shown += piece
      if count < lengthMax { kept = shown }
    }
    return shown
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "\"" && scalar != "\\"
    }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .dashPunctuation, .openPunctuation, .closePunctuation, .otherPunctuation,
      .mathSymbol, .currencySymbol, .otherSymbol:
      true
    default: false
    }
  }
}
