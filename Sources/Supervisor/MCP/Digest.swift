import Values

/// A short digest by which a cursor tells lists apart: FNV-1a, 64 bits. Not for security: a forged cursor
/// reads another page of the same public list.
enum Digest {
  /// The digest of a list as it is written with these rules, in hexadecimal.
  static func text(of tools: [DescribedTool], rules: ProtocolRules) -> String {
    var writer = JSONWriter(reservingByteCount: tools.reduce(2) { $0 + $1.byteCount })
    writer.beginArray()
    for tool in tools { tool.write(to: &writer, rules: rules) }
    writer.endArray()
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in writer.bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(digest, radix: 16)
  }
}
