extension [UInt8] {
  /// A copy of bytes that somebody lends.
  public init(copying bytes: Span<UInt8>) {
    self = []
    append(copying: bytes)
  }

  /// Appends a copy of bytes that somebody lends.
  public mutating func append(copying bytes: Span<UInt8>) {
    JSONWord.append(bytes, to: &self)
  }
}
