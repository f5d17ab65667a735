import LinuxIO
import Testing

@Suite struct `A numeric address` {
  private func text(_ literal: String) -> String? { NumericAddress(Array(literal.utf8))?.text }

  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "0.0.0.0"), ("::1", "::1"), ("::", "::"),
    ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:192.0.2.1", "192.0.2.1"),
    ("::FFFF:c000:201", "192.0.2.1"), ("::192.0.2.1", "::192.0.2.1"),
    ("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
  ])
  func `has one spelling`(_ literal: String, _ wanted: String) {
    #expect(text(literal) == wanted)
    #expect(NumericAddress(Array(literal.utf8)) == NumericAddress(Array(wanted.utf8)))
  }

  @Test(arguments: [
    "", "localhost", "127.1", "127.0.0.1 ", " 127.0.0.1", "127.0.0.1:80", "[::1]", "fe80::1%lo", "1::2::3",
    "127.0.0.1\u{0}", "127.0.0.256", "0127.0.0.1", "2130706433", "0x7f000001", "a", ":", ".", "10.0.0.0/8",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255f",
  ])
  func `is nothing else`(_ text: String) {
    #expect(NumericAddress(Array(text.utf8)) == nil)
  }

  @Test func `may stand for all of a machine's own`() {
    for (literal, isAll) in [("0.0.0.0", true), ("::", true), ("::0.0.0.0", true), ("::1", false)] {
      #expect(NumericAddress(Array(literal.utf8))?.isUnspecified == isAll, "\(literal)")
    }
  }
}
