extension Span<UInt8> {
  /// Whether these are the same bytes.
  @inlinable
  @inline(__always)
  public func isEqual(to other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    var index = 0
    while index < other.count {
      if self[index] != other[index] { return false }
      index &+= 1
    }
    return true
  }

  /// Whether all bytes are ASCII and none is a control character (DEL is none to JSON).
  public var isPlainASCII: Bool {
    var index = 0
    while index &+ JSONWord.byteCount <= count {
      if JSONWord(self, at: index).needsCare { return false }
      index &+= JSONWord.byteCount
    }
    while index < count {
      if self[index] &- 0x20 >= 0x60 { return false }
      index &+= 1
    }
    return true
  }
}
