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
}
