import Values

extension CheckedArguments {
  /// Every argument as bytes that are the same for the same meaning: `btc/usdt` as `BTCUSDT`, "0.10" as 0.1,
  /// in whatever order they were given.
  ///
  /// For digests that tell whether the same thing was asked twice. Each part has its length before it, so
  /// that no two lists of arguments run together to the same bytes.
  ///
  /// - Parameter names: arguments that do not belong to what was asked.
  public func canonicalBytes(without names: Set<String>) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entriesByName where !names.contains(entry.name) {
      Self.append(entry.name, to: &bytes)
      switch entry.value {
      case .symbol(let symbol): Self.append("s" + symbol.name, to: &bytes)
      case .symbols(let symbols): Self.append("l" + symbols.map(\.name).joined(separator: ","), to: &bytes)
      case .integer(let integer): Self.append("i\(integer)", to: &bytes)
      case .decimal(let decimal): Self.append("d\(decimal.withoutTrailingZeros)", to: &bytes)
      case .text(let text): Self.append("t" + text, to: &bytes)
      case .boolean(let boolean): Self.append("b\(boolean)", to: &bytes)
      }
    }
    return bytes
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    var count = UInt32(clamping: text.utf8.count)
    for _ in 0..<4 {
      bytes.append(UInt8(truncatingIfNeeded: count))
      count >>= 8
    }
    bytes.append(contentsOf: text.utf8)
  }
}
