internal import Values

/// How a text is laid out, so that what is put in looks as if its owner had written it.
struct TextLayout {
  /// What ends a line: `\n`, or `\r\n` where the first line ends so.
  let newline: String
  /// One level of indentation.
  let unit: String
  /// Whether the outermost value stands on one line.
  let isOneLine: Bool
  /// Whether a colon is followed by a space on that one line.
  let isSpaced: Bool

  private let bytes: [UInt8]

  init(_ text: ConfigurationText) {
    let bytes = text.bytes
    self.bytes = bytes
    let firstEnd = bytes.firstIndex(of: TextByte.lineFeed)
    let isWindows = firstEnd.map { $0 > 0 && bytes[$0 - 1] == TextByte.carriageReturn } ?? false
    newline = isWindows ? "\r\n" : "\n"
    guard let root = text.root else {
      (unit, isOneLine, isSpaced) = ("  ", false, true)
      return
    }
    let members = text.members(of: root)
    isOneLine = !members.isEmpty && !bytes[root.range].contains(where: TextByte.isLineEnd)
    isSpaced = members.first.map { text.mask.bare[$0.value.range.lowerBound - 1] == TextByte.space } ?? true
    let first = members.first.flatMap { Self.blanks(before: $0.key.lowerBound - 1, in: text.bytes) }
    unit = first.flatMap { $0.isEmpty ? nil : $0 } ?? "  "
  }

  /// The spaces and tabs before a place, when nothing else stands before it on its line.
  static func blanks(before place: Int, in bytes: [UInt8]) -> String? {
    var start = place
    while start > 0, TextByte.isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || TextByte.isLineEnd(bytes[start - 1]) else { return nil }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// The indentation of the line that a place is on.
  func indent(ofLineWith place: Int) -> String {
    var start = place
    while start > 0, !TextByte.isLineEnd(bytes[start - 1]) { start -= 1 }
    let blanks = bytes[start...].prefix(while: TextByte.isBlank)
    return String(decoding: blanks, as: UTF8.self)
  }

  /// A member as it is to be written, without an indentation of its first line.
  func member(_ member: JSON.Member, indent: String) -> String {
    let key = String(decoding: JSON.string(member.key).encoded(), as: UTF8.self)
    if isOneLine {
      let value = String(decoding: member.value.encoded(), as: UTF8.self)
      return "\(key):\(isSpaced ? " " : "")\(value)"
    }
    return "\(key): \(value(member.value, indent: indent))"
  }

  /// A value over several lines, the first without indentation.
  func value(_ value: JSON, indent: String) -> String {
    if isOneLine { return String(decoding: value.encoded(), as: UTF8.self) }
    let lines = PrettyJSON.text(value).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { number, line in
      let depth = line.prefix { $0 == " " }.count / 2
      let own = String(repeating: unit, count: depth) + line.dropFirst(depth * 2)
      return number == 0 ? own : indent + own
    }.joined(separator: newline)
  }
}
