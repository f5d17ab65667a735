import LinuxIO
import Testing

@Suite struct `Searching bytes` {
  private static let newline = UInt8(ascii: "\n")

  @Test(arguments: ["", "a", "\n", "a\nb\nc", "\n\n", "no line ends here", "\u{E9}\nx\n"])
  func `finds what a loop finds`(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(ByteSearch.firstIndex(of: Self.newline, in: bytes.span) == bytes.firstIndex(of: Self.newline))
    #expect(ByteSearch.lastIndex(of: Self.newline, in: bytes.span) == bytes.lastIndex(of: Self.newline))
    for start in 0...bytes.count {
      let found = ByteSearch.firstIndex(of: Self.newline, in: bytes.span, from: start)
      #expect(found == bytes[start...].firstIndex(of: Self.newline))
    }
  }

  @Test func `does not look outside of a part`() {
    let bytes = Array("\nabc\n".utf8)
    #expect(ByteSearch.lastIndex(of: Self.newline, in: bytes.span.extracting(1..<4)) == nil)
    #expect(ByteSearch.firstIndex(of: Self.newline, in: bytes.span.extracting(1..<4)) == nil)
  }
}
