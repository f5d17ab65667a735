import Values

extension CheckedArguments {
  /// Every argument as bytes that are the same for the same meaning: `btc/usdt` as `BTCUSDT`, "0.10" as 0.1,
  /// in whatever order they were given.
  ///
  /// For digests that tell whether the same thing was asked twice. Each part has its length before it, so
  /// that no two lists of arguments run together to the same bytes.
  ///
  /// - Parameters:
  ///   - head: what the bytes begin with.
  ///   - belongs: whether an argument belongs to what was asked.
  public func canonicalBytes(
    behind head: String = "", where belongs: (String, CheckedValue) -> Bool
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    bytes.append(contentsOf: head.utf8)
    for entry in entriesByName where belongs(entry.name, entry.value) {
      Self.append(entry.name, to: &bytes)
      switch entry.value {
      case .symbol(let symbol): Self.append(symbol.name, kind: "s", to: &bytes)
      case .symbols(let symbols):
        Self.append(symbols.map(\.name).joined(separator: ","), kind: "l", to: &bytes)
      case .integer(let integer): Self.append(String(integer), kind: "i", to: &bytes)
      case .decimal(let decimal):
        Self.append(decimal.withoutTrailingZeros.description, kind: "d", to: &bytes)
      case .text(let text): Self.append(text, kind: "t", to: &bytes)
      case .boolean(let boolean): Self.append(boolean ? "true" : "false", kind: "b", to: &bytes)
      }
    }
    return bytes
  }

  /// Appends a text behind its length, in front of it a letter for the kind of value if it is one.
  private static func append(_ text: String, kind: Unicode.Scalar? = nil, to bytes: inout [UInt8]) {
    let letter = kind.map { UInt8(ascii: $0) }
    let count = UInt32(clamping: text.utf8.count + (letter == nil ? 0 : 1))
    for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: count >> (8 * UInt32(place)))) }
    if let letter { bytes.append(letter) }
    bytes.append(copying: text.utf8Span.span)
  }
}
