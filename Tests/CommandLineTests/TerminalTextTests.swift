import Testing
import Values

@testable import CommandLineInterface

@Suite struct `Text for a terminal` {
  @Test(arguments: [
    ("plain", "plain"), ("币安人生USDT", "币安人生USDT"), ("Grüße €", "Grüße €"),
    ("\u{1b}[2J", "\\u{1b}[2J"), ("\u{9b}31m", "\\u{9b}31m"), ("a\u{202e}b", "a\\u{202e}b"),
    ("a\nb\rc\td", "a\\u{a}b\\u{d}c\\u{9}d"), ("\u{7f}", "\\u{7f}"), ("\u{2028}", "\\u{2028}"),
    ("\u{200b}", "\\u{200b}"),
  ])
  func `shows what is visible and escapes the rest`(_ text: String, _ expected: String) {
    #expect(TerminalText.escaped(text) == expected)
  }

  @Test func `JSON stays the same value and loses its invisible characters`() throws {
    let text = "a\u{9b}31m\u{202e}b\u{7f}币\u{1f600}\u{e0041}"
    let json = JSON.object([.init(key: text, value: .string(text))])
    let escaped = TerminalText.escapedJSON(json.encoded())
    #expect(
      !String(decoding: escaped, as: UTF8.self).unicodeScalars.contains {
        $0.value >= 0x7f && $0.value < 0xa0
      })
    #expect(String(decoding: escaped, as: UTF8.self).contains("\\u202e"))
    #expect(JSON(try JSONDocument(escaped).root) == json)
  }

  @Test func `a long word is cut`() {
    #expect(TerminalText.shown(String(repeating: "x", count: 500)).count == TerminalText.wordLengthMax)
  }

  @Test func `columns are counted as a terminal does`() {
    #expect(DisplayWidth.columns(of: "BTCUSDT") == 7)
    #expect(DisplayWidth.columns(of: "币安人生USDT") == 12)
    #expect(DisplayWidth.fitted("币安人生", width: 6) == "币安… ")
    #expect(DisplayWidth.fitted("1.5", width: 6, isRight: true) == "   1.5")
    #expect(DisplayWidth.clipped("abcdef", width: 4) == "abc…")
  }

  @Test func `a palette without colours writes no escapes`() {
    #expect(Palette(isColoured: false).paint("x", .rising) == "x")
    #expect(Palette(isColoured: true).paint("x", .rising) == "\u{1b}[32mx\u{1b}[0m")
  }

  @Test(
    arguments: [
      (0, "0.0 ms"), (1_349_000, "1.3 ms"), (1_350_000, "1.4 ms"), (999_900_000, "999.9 ms"),
      (12_040_000_000, "12.0 s"),
    ] as [(UInt64, String)])
  func `spans are rounded to what matters`(_ nanoseconds: UInt64, _ expected: String) {
    #expect(Elapsed.text(nanoseconds) == expected)
  }
}
