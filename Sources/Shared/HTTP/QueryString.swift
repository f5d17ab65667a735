/// Query strings and form bodies: `name=value` pairs joined by `&`.
public enum QueryString {
  /// Pairs that one query string may have.
  public static let pairCountMax = 1024

  /// Takes a query string apart, in order; repeated names are kept.
  ///
  /// `%XX` and `+` (a space, as HTML forms and Python's `urlencode` write it) are decoded. A pair without `=`
  /// has an empty value; empty pairs (`a=1&&b=2`) are skipped.
  ///
  /// - Returns: `nil` when an escape is malformed, when a name or value is not UTF-8, or when there are more
  ///   than `pairCountMax` pairs.
  public static func parse(_ text: String) -> [(name: String, value: String)]? {
    var pairs: [(name: String, value: String)] = []
    for part in text.utf8.split(separator: 0x26, omittingEmptySubsequences: true) {
      guard pairs.count < pairCountMax else { return nil }
      let mark = part.firstIndex(of: 0x3D)
      guard let name = decodedText(part[..<(mark ?? part.endIndex)]) else { return nil }
      guard let mark else {
        pairs.append((name, ""))
        continue
      }
      guard let value = decodedText(part[part.index(after: mark)...]) else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }

  /// Appends the pairs, encoded (`PercentEncoding`), in order. A space becomes `%20`, never `+`.
  public static func append(_ pairs: [(name: String, value: String)], to bytes: inout [UInt8]) {
    var isFirst = true
    for pair in pairs {
      if !isFirst { bytes.append(0x26) }
      isFirst = false
      PercentEncoding.append(pair.name, to: &bytes)
      bytes.append(0x3D)
      PercentEncoding.append(pair.value, to: &bytes)
    }
  }

  /// The pairs as a query string, without a leading question mark.
  public static func text(_ pairs: [(name: String, value: String)]) -> String {
    var bytes: [UInt8] = []
    append(pairs, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decodedText(_ part: Substring.UTF8View) -> String? {
    guard let bytes = PercentEncoding.decode(part, plusIsSpace: true) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
