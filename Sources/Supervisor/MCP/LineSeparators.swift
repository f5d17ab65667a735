import Values

/// Bytes that must not appear raw in a line that leaves.
///
/// A newline or a carriage return ends the line. U+2028, U+2029 and U+0085 are legal inside JSON strings, but
/// readers that split text into "lines" the Unicode way (Python's `splitlines`, some JavaScript readers) cut
/// the message there and wait for ever.
enum LineSeparators {
  /// Whether any of them is there raw, inside a string or outside.
  static func isPresent(in bytes: ArraySlice<UInt8>) -> Bool {
    isPresent(in: bytes.span)
  }

  /// Whether any of them is there raw, inside a string or outside.
  ///
  /// Nearly every payload is plain ASCII, which is found out eight bytes at a time.
  static func isPresent(in bytes: Span<UInt8>) -> Bool {
    !bytes.isPlainASCII && isConfirmed(in: bytes)
  }

  private static func isConfirmed(in bytes: Span<UInt8>) -> Bool {
    let count = bytes.count
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A, 0x0D: return true
      case 0xC2 where index + 1 < count && bytes[index + 1] == 0x85: return true
      case 0xE2 where index + 2 < count && bytes[index + 1] == 0x80:
        if bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9 { return true }
      default: break
      }
    }
    return false
  }

  /// The same JSON value on one line, with the separators inside its strings escaped.
  static func escaped(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter(reservingByteCount: value.rawBytes.count + 64)
    writer.value(value)
    return writer.bytes
  }
}
