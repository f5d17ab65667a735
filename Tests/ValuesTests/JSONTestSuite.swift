/// The texts of the public JSONTestSuite by Nicolas Seriot (github.com/nst/JSONTestSuite, MIT licence, folder
/// `test_parsing`), under its names.
///
/// Three of them are made here instead of listed, because they are long and regular.
enum JSONTestSuite {
  static let long: [(name: String, bytes: [UInt8])] = [
    ("n_structure_100000_opening_arrays", [UInt8](repeating: UInt8(ascii: "["), count: 100_000)),
    ("n_structure_open_array_object", Array(String(repeating: #"[{"":"#, count: 50_000).utf8) + [0x0A]),
  ]

  /// `i_structure_500_nested_arrays`, which may be accepted or refused.
  static let nested =
    [UInt8](repeating: UInt8(ascii: "["), count: 500)
    + [UInt8](repeating: UInt8(ascii: "]"), count: 500)

  /// The bytes of a text in which some are written as `%` and two hexadecimal digits.
  static func bytes(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        let digits = String(decoding: rest.prefix(2), as: UTF8.self)
        rest = rest.dropFirst(2)
        result.append(UInt8(digits, radix: 16) ?? 0)
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
