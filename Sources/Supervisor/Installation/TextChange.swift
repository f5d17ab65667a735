/// A part of a text, and what comes into its place.
public struct TextChange: Sendable, Equatable {
  /// The bytes that go; empty where something is only put in.
  public let range: Range<Int>
  /// The bytes that come.
  public let replacement: [UInt8]

  /// A change.
  public init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = Array(replacement.utf8)
  }

  /// A text with changes made.
  ///
  /// - Precondition: the changes are in the order of their places and do not overlap.
  public static func applied(_ changes: [TextChange], to text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    for change in changes {
      precondition(change.range.lowerBound >= place, "changes come in their order")
      result += text[place..<change.range.lowerBound]
      result += change.replacement
      place = change.range.upperBound
    }
    return result + text[place...]
  }
}
