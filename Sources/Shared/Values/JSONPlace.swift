/// Where a value is in a text and what it is; made by `JSONTape`.
public struct JSONPlace: Sendable {
  /// One member of an object.
  public struct Member: Sendable {
    /// Where the inside of the key is in the text.
    public let key: Range<Int>
    /// Whether the key is written without an escape, so that its bytes are its text.
    public let isKeyPlain: Bool
    /// The value.
    public let value: JSONPlace
    /// The index of the member behind it.
    public let next: Int
  }

  let index: Int
  /// What it is.
  public let kind: JSONValue.Kind
  /// Where its bytes are in the text.
  public let range: Range<Int>
  private let isEscaped: Bool

  init(index: Int, kind: JSONValue.Kind, range: Range<Int>, isEscaped: Bool = false) {
    self.index = index
    self.kind = kind
    self.range = range
    self.isEscaped = isEscaped
  }

  /// Where the inside of a string is in the text, when it is written without an escape, so that its bytes are
  /// its text; nil for anything else.
  public var plainText: Range<Int>? {
    kind == .string && !isEscaped ? range.lowerBound + 1..<range.upperBound - 1 : nil
  }
}
