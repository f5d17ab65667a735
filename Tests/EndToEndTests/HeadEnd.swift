/// Where the head of an HTTP message ends.
enum HeadEnd {
  /// The index behind the empty line; nil when it has not come.
  static func index(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for index in 3..<bytes.count
    where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
      return index + 1
    }
    return nil
  }
}
