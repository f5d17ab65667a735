import Foundation

/// JSON read by Foundation and not by the product's own reader.
enum ParsedJSON {
  /// The object; nil when the text is not JSON or no object.
  static func object(_ data: Data) -> [String: Any]? {
    // What is wrong with it does not matter: a test that wants an object fails without one.
    try? JSONSerialization.jsonObject(with: data) as? [String: Any]
  }

  /// The array; nil when the text is not JSON or no array.
  static func array(_ data: Data) -> [Any]? {
    // As above.
    try? JSONSerialization.jsonObject(with: data) as? [Any]
  }

  /// One way to write a value; nil when it cannot be written as JSON.
  static func canonical(_ value: [String: Any]) -> Data? {
    guard JSONSerialization.isValidJSONObject(value) else { return nil }
    // It was just found to be writable.
    return try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
  }
}
