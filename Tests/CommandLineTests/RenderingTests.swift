import Testing
import Values

@testable import CommandLineInterface

@Suite struct `JSON for people` {
  private func lines(_ json: String, width: Int = 60) throws -> [String] {
    JSONRendering(width: width, palette: Palette(isColoured: false)).lines(
      try JSONDocument(Array(json.utf8)).root)
  }

  @Test func `is names and values, aligned`() throws {
    #expect(
      try lines(#"{"symbol":"BTCUSDT","price":"64000.10","ok":true,"none":null,"tags":["a","b"],"n":1e3}"#)
        == [
          "symbol  BTCUSDT", "price   64000.10", "ok      yes", "none    none", "tags    a, b", "n       1e3",
        ])
  }

  @Test func `is a table for rows with columns, numbers to the right`() throws {
    #expect(
      try lines(
        #"{"columns":["symbol","price"],"rows":[["BTCUSDT","64000.1"],["1INCHUSDT","0.25"]],"count":2}"#) == [
          "count  2", "symbol       price", "BTCUSDT    64000.1", "1INCHUSDT     0.25",
        ])
  }

  @Test func `is a table for objects, with every name that occurs`() throws {
    #expect(
      try lines(#"{"workers":[{"role":"market","pid":1},{"role":"account","state":"ready"}]}"#) == [
        "workers", "  role     pid  state", "  market     1", "  account       ready",
      ])
  }

  @Test func `names the columns that have no room`() throws {
    let shown = try lines(
      #"{"columns":["first","second","third"],"rows":[["aaaaaaaaaa","bbbbbbbbbb","cccccccccc"]]}"#, width: 24)
    #expect(
      shown == [
        "first       second", "aaaaaaaaaa  bbbbbbbbbb", "(no room for: third; --json has everything)",
      ])
  }

  @Test func `cuts a last column of text when there is some room, never one of numbers`() throws {
    let text = String(repeating: "word ", count: 20)
    let shown = try lines(#"{"columns":["a","b"],"rows":[["x","\#(text)"]]}"#, width: 30)
    #expect(shown == ["a  b", "x  word word word word word w…"])
    let digits = String(repeating: "7", count: 40)
    let numbers = try lines(#"{"columns":["a","b"],"rows":[["x","\#(digits)"]]}"#, width: 30)
    #expect(numbers == ["a", "x", "(no room for: b; --json has everything)"])
  }

  @Test func `is one block below the other for a few wide objects`() throws {
    #expect(
      try lines(
        #"{"filters":[{"type":"LOT_SIZE","limits":{"min":"0.1","max":"9"}},{"type":"PRICE"}]}"#, width: 24)
        == [
          "filters", "  type  LOT_SIZE", "  limits", "    min  0.1", "    max  9", "", "  type  PRICE",
        ])
  }

  @Test func `is names and values in a cell for a flat object`() throws {
    #expect(
      try lines(#"[{"type":"LOT_SIZE","limits":{"min":"0.1","max":"9"}}]"#) == [
        "type      limits", "LOT_SIZE  min 0.1, max 9",
      ])
  }

  @Test func `wraps a long text under its beginning`() throws {
    #expect(
      try lines(#"{"type":"A","meaning":"one two three four five"}"#, width: 24) == [
        "type     A", "meaning  one two three", "         four five",
      ])
  }

  @Test func `shows fifty rows and says how many more there are`() throws {
    let rows = (1...120).map { "[\"A\($0)\",\"\($0)\"]" }.joined(separator: ",")
    let shown = try lines(#"{"columns":["symbol","price"],"rows":[\#(rows)]}"#)
    #expect(shown.count == 52)
    #expect(shown.last == "… and 70 more")
  }

  @Test func `opens objects inside objects, so deep and no deeper`() throws {
    #expect(try lines(#"{"a":{"b":{"c":1}},"d":{}}"#) == ["d  {}", "a", "  b", "    c  1"])
    let deep = String(repeating: #"{"a":"#, count: 20) + "1" + String(repeating: "}", count: 20)
    let shown = try lines(deep)
    #expect(shown.count == JSONRendering.depthMax + 1)
    #expect(shown.allSatisfy { $0.count <= 60 })
  }

  @Test func `cannot make the terminal do anything, in names or values`() throws {
    let hostile = #"\u001b[2J\u009b1m\u202e"#
    let json =
      #"""
      {"\#(hostile)":"\#(hostile)","x":[{"\#(hostile)":"\#(hostile)"}],
       "columns":["\#(hostile)"],"rows":[["\#(hostile)"]]}
      """#
    for line in try lines(json, width: 200) {
      #expect(
        line.unicodeScalars.allSatisfy {
          $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{202e}"
        })
    }
  }

  @Test(arguments: [
    "{}", "[]", "null", "[[]]", "[{}]", #"{"a":[]}"#, #"[1,"x",[2],{"b":3}]"#, #"{"columns":[],"rows":[]}"#,
  ])
  func `of any shape is some text`(_ json: String) throws {
    #expect(try !lines(json).isEmpty)
  }

  @Test func `keeps to the width with wide letters`() throws {
    let shown = try lines(
      #"{"symbol":"币安人生币安人生币安人生USDT","long":"\#(String(repeating: "x", count: 300))"}"#, width: 40)
    #expect(shown.allSatisfy { DisplayWidth.columns(of: $0) <= 40 })
  }
}
