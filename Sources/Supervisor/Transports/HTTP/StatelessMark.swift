/// What every request of the era without sessions has in its body.
enum StatelessMark {
  private static let mark = Array("io.modelcontextprotocol".utf8)

  /// Whether a body may be one of that era: a look at bytes, so that the messages of sessions, which are
  /// nearly all, need no second reading.
  static func mayBe(in body: [UInt8]) -> Bool {
    let bytes = body.span
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index + 1] == mark[1], stands(at: index, in: bytes) { return true }
      index += 1
    }
    return false
  }

  private static func stands(at start: Int, in bytes: Span<UInt8>) -> Bool {
    for offset in mark.indices where bytes[start + offset] != mark[offset] { return false }
    return true
  }
}
