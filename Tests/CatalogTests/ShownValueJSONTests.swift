import Catalog
import Testing

@Suite struct `A text that may be JSON, shown` {
  private static let cases: [(String, String)] = [
    (#"{"a":"b\"c\\d"}"#, #"{"a":"b\"c\\d"}"#), ("a\nb\u{1B}[2J", #"a\u000ab\u001b[2J"#),
    ("\u{202E}x\u{85}\u{2028}", #"\u202ex\u0085\u2028"#), ("\u{E0041}", #"\udb40\udc41"#),
    ("plain ünicode 币", "plain ünicode 币"),
  ]

  @Test(arguments: cases)
  func `keeps its quotes, and everything that could steer a terminal is escaped as in JSON`(
    text: String, shown: String
  ) {
    #expect(ShownValue.json(text) == shown)
  }

  @Test func `is cut as any other`() {
    let shown = ShownValue.json(String(repeating: "\"", count: 100), lengthMax: 10)
    #expect(shown == String(repeating: "\"", count: 9) + "…")
  }
}
