extension String {
  /// As much of the text from its beginning as has at most so many bytes of UTF-8 and ends with a whole
  /// character of Unicode.
  func clipped(byteCountMax: Int) -> String {
    let bytes = utf8
    guard bytes.count > byteCountMax else { return self }
    var end = bytes.index(bytes.startIndex, offsetBy: byteCountMax)
    // Back to where a scalar begins.
    while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
    return String(self[..<end])
  }
}
