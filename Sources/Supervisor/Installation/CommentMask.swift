/// A text of JSON with comments, and the same text as plain JSON with every byte at its place.
///
/// Comments, commas before a closing bracket and a byte order mark become spaces. So the strict reader of
/// JSON judges the text, and the positions that it finds are those of the text as it was written; a reader of
/// our own for another language would be one more thing that can be wrong.
struct CommentMask {
  /// The text as it is.
  let text: [UInt8]
  /// Without comments: commas are where they were.
  private(set) var bare: [UInt8]
  /// Plain JSON.
  private(set) var plain: [UInt8]
  /// Whether there was anything that plain JSON does not have.
  private(set) var isPlain = true

  /// - Throws: `unfinishedComment`.
  init(_ text: [UInt8]) throws(ClientFileFailure.Reason) {
    self.text = text
    bare = text
    plain = []
    var index = 0
    if text.starts(with: TextByte.mark) {
      for place in 0..<3 { bare[place] = TextByte.space }
      index = 3
      isPlain = false
    }
    while index < text.count {
      if text[index] == TextByte.quote {
        index = Self.endOfString(text, index)
      } else if let end = try Self.endOfComment(text, index) {
        for place in index..<end where !TextByte.isLineEnd(text[place]) { bare[place] = TextByte.space }
        index = end
        isPlain = false
      } else {
        index += 1
      }
    }
    plain = bare
    maskTrailingCommas()
  }

  /// Whether there is no value at all.
  var isEmpty: Bool { plain.allSatisfy(TextByte.isWhitespace) }

  private static func endOfString(_ text: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    while index < text.count, text[index] != TextByte.quote {
      index += text[index] == TextByte.backslash ? 2 : 1
    }
    return min(index + 1, text.count)
  }

  /// Where the comment that begins here ends; `nil` when none does.
  private static func endOfComment(_ text: [UInt8], _ start: Int) throws(ClientFileFailure.Reason) -> Int? {
    guard text[start] == TextByte.slash, start + 1 < text.count else { return nil }
    if text[start + 1] == TextByte.slash {
      return text[start...].firstIndex(where: TextByte.isLineEnd) ?? text.count
    }
    guard text[start + 1] == TextByte.star else { return nil }
    var index = start + 2
    while index + 1 < text.count {
      if text[index] == TextByte.star, text[index + 1] == TextByte.slash { return index + 2 }
      index += 1
    }
    throw .unfinishedComment(offset: start)
  }

  /// Only a comma behind a value: `[,]` stays the mistake that it is.
  private mutating func maskTrailingCommas() {
    let openers = [TextByte.openBrace, TextByte.openBracket, TextByte.comma, TextByte.colon]
    var comma: Int?
    var previous: UInt8 = TextByte.openBrace
    var index = 0
    while index < bare.count {
      let byte = bare[index]
      if TextByte.isWhitespace(byte) {
        index += 1
        continue
      }
      if let place = comma, byte == TextByte.closeBrace || byte == TextByte.closeBracket {
        plain[place] = TextByte.space
        isPlain = false
      }
      comma = byte == TextByte.comma && !openers.contains(previous) ? index : nil
      previous = byte
      index = byte == TextByte.quote ? Self.endOfString(bare, index) : index + 1
    }
  }
}
