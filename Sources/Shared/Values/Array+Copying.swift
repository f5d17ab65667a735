extension [UInt8] {
  /// A copy of bytes that somebody lends.
  public init(copying bytes: Span<UInt8>) {
    self = []
    append(copying: bytes)
  }

  /// Appends a copy of bytes that somebody lends, eight at a time: the standard library has no way yet to
  /// append a span in one piece, and one by one costs six instructions a byte.
  public mutating func append(copying bytes: Span<UInt8>) {
    let start = count
    let byteCount = bytes.count
    append(addingCapacity: byteCount) { output in output.append(repeating: 0, count: byteCount) }
    var output = mutableSpan
    guard byteCount >= JSONWord.byteCount else {
      for index in 0..<byteCount { output[start &+ index] = bytes[index] }
      return
    }
    var index = 0
    while index &+ JSONWord.byteCount <= byteCount {
      JSONWord(bytes, at: index).store(into: &output, at: start &+ index)
      index &+= JSONWord.byteCount
    }
    // The last word once more, so that it ends where the bytes end.
    let last = byteCount &- JSONWord.byteCount
    JSONWord(bytes, at: last).store(into: &output, at: start &+ last)
  }
}
