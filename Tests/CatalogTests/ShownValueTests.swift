import Catalog
import Testing
import Values

@Suite struct `Values shown in messages` {
  @Test func `plain text stays as it is`() {
    #expect(ShownValue.clipped("BTC/USDT 1.5%") == "BTC/USDT 1.5%")
    #expect(ShownValue.clipped("币安人生USDT") == "币安人生USDT")
  }

  @Test(arguments: [
    ("a\nb", "a\\u{a}b"), ("\u{1B}[31m", "\\u{1b}[31m"), ("a\u{202E}b", "a\\u{202e}b"),
    ("\u{2028}", "\\u{2028}"),
    ("\u{85}", "\\u{85}"), ("\"", "\\u{22}"), ("\\", "\\u{5c}"), ("\u{200B}", "\\u{200b}"),
    ("\u{7F}", "\\u{7f}"),
    ("\u{E000}", "\\u{e000}"), ("\0", "\\u{0}"), ("\u{A0}", "\\u{a0}"),
  ])
  func `what could pretend to be something else is escaped`(text: String, shown: String) {
    #expect(ShownValue.clipped(text) == shown)
  }

  @Test func `at most 64 characters are shown, the ellipsis included`() {
    let exact = String(repeating: "a", count: 64)
    #expect(ShownValue.clipped(exact) == exact)
    #expect(ShownValue.clipped(exact + "a") == String(repeating: "a", count: 63) + "…")
    for count in 0...80 {
      let shown = ShownValue.clipped(String(repeating: "a", count: count) + "\u{1}\u{2}")
      #expect(shown.unicodeScalars.count <= 64)
    }
    #expect(ShownValue.clipped(String(repeating: "\u{1}", count: 1_000_000)).unicodeScalars.count <= 64)
  }

  @Test func `values of every type can be shown`() throws {
    let expected = [
      "\"x\"": "\"x\"", "1e400": "1e400", "true": "true", "false": "false", "null": "null",
      "[1,2]": "(an array of 2)",
      "{\"a\":1}": "(an object)", "\"\\ud800\\udc00\"": "\"𐀀\"",
    ]
    for (text, shown) in expected {
      #expect(try ShownValue.text(of: JSONDocument(Array(text.utf8)).root) == shown)
    }
  }
}
