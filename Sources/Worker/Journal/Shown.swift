internal import Catalog

/// Texts of a journal made fit for a terminal. Some of them came from clients or from the exchange, which may
/// have meant them to look like something else.
enum Shown {
  /// The most characters of one text in a table.
  static let lengthMax = 120

  /// The text with everything escaped that is not plainly visible, as JSON does it, and cut: most of it is
  /// JSON.
  static func text(_ text: String, lengthMax: Int = Shown.lengthMax) -> String {
    ShownValue.json(text, lengthMax: lengthMax)
  }

  /// A line of JSON in ASCII: what could steer a terminal can stand in its strings only, where an escape
  /// means the same.
  static func ascii(json line: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count)
    for unit in String(decoding: line, as: UTF8.self).utf16 {
      if (0x20..<0x7F).contains(unit) {
        bytes.append(UInt8(unit))
      } else {
        let digits = String(unit, radix: 16)
        bytes +=
          Array("\\u".utf8) + Array(String(repeating: "0", count: 4 - digits.count).utf8) + Array(digits.utf8)
      }
    }
    return bytes
  }
}
