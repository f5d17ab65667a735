import Testing
import Values

@Suite struct `Symbols` {
  @Test(arguments: [
    ("btc/usdt", "BTCUSDT"), ("BTC-USDT", "BTCUSDT"), ("BTCUSDT", "BTCUSDT"), ("btcusdt", "BTCUSDT"),
    ("1INCHUSDT", "1INCHUSDT"), ("1inch/usdt", "1INCHUSDT"), ("币安人生USDT", "币安人生USDT"),
    ("币安人生/usdt", "币安人生USDT"),
    ("éUSDT", "éUSDT"), ("A", "A"), (String(repeating: "a", count: 40), String(repeating: "A", count: 40)),
  ])
  func `the ways people write a symbol`(text: String, name: String) throws {
    #expect(try Symbol(text).name == name)
  }

  @Test func `one symbol, however it is written, is one key`() throws {
    #expect(Set([try Symbol("btc/usdt"), try Symbol("BTC-USDT"), try Symbol("BTCUSDT")]).count == 1)
  }

  @Test(arguments: [
    ("", Symbol.Failure.empty), ("BTC//USDT", .severalSeparators), ("BTC/USDT/X", .severalSeparators),
    ("/USDT", .emptyPart), ("BTC/", .emptyPart), ("/", .emptyPart), ("-", .emptyPart),
    ("BTC-/USDT", .severalSeparators),
    ("B$T#C", .forbidden("$")), ("BTC USDT", .forbidden(" ")), (" BTCUSDT", .forbidden(" ")),
    ("BTCUSDT\n", .forbidden("\n")), ("BTC\u{0}USDT", .forbidden("\u{0}")), ("BTC_USDT", .forbidden("_")),
    ("BTC\u{200B}USDT", .forbidden("\u{200B}")), ("BTC\u{202E}USDT", .forbidden("\u{202E}")),
    ("🚀USDT", .forbidden("🚀")),
    ("BTC\u{85}", .forbidden("\u{85}")), ("BTC%2FUSDT", .forbidden("%")), ("BTC.USDT", .forbidden(".")),
    (String(repeating: "A", count: 50), .tooLong), (String(repeating: "A", count: 41), .tooLong),
  ])
  func `anything else is refused and not cleaned`(text: String, failure: Symbol.Failure) {
    #expect(throws: failure) { try Symbol(text) }
  }

  @Test func `a refusal can be shown without showing the character itself`() {
    let description = Symbol.Failure.forbidden("\u{202E}").description
    #expect(description.utf8.allSatisfy { $0 < 0x80 })
  }
}
