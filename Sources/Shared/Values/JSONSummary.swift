/// What one pass over a JSON text found out.
public struct JSONSummary: Sendable, Equatable {
  /// What the outermost value is.
  public let rootKind: JSONValue.Kind
  /// Whether a line feed or a carriage return stands between values. Inside strings they cannot be raw.
  ///
  /// Such a text is two lines on a stream of lines.
  public let hasRawNewline: Bool
  /// Whether a string holds U+2028, U+2029 or U+0085 unescaped: legal JSON, and taken for the end of a line
  /// by some clients.
  public let hasRawLineSeparator: Bool
  /// Whether any white space stands between values.
  public let hasWhitespace: Bool
  /// How many values there are, arrays and objects included.
  public let valueCount: Int

  /// Whether the text can be copied into a line of compact JSON as it is.
  public var isCompact: Bool { !hasWhitespace && !hasRawLineSeparator }
}
