import Testing
import Values

@Suite struct `A prepared key` {
  @Test(arguments: ["symbol", "", "a\"b\\c", "\u{2028}", "ü"])
  func `it is written as the key of its name`(name: String) {
    var prepared = JSONWriter()
    var plain = JSONWriter()
    prepared.beginObject()
    plain.beginObject()
    for _ in 0..<2 {
      prepared.key(JSONKey(name))
      prepared.number(1)
      plain.member(name, 1)
    }
    #expect(prepared.bytes == plain.bytes)
  }
}
