import TestSupport
import Testing
import Values

@Suite struct `JSON writer` {
  static func text(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func `commas come by themselves`() throws {
    let amount = try ExactDecimal("27123.45000000")
    let inner = try JSONDocument(Array(#"[ 1 , {"k" : "v w"} ]"#.utf8)).root
    let written = Self.text { writer in
      writer.beginObject()
      writer.member("success", true)
      writer.key("data")
      writer.beginArray()
      writer.null()
      writer.number(-12)
      writer.number(text: "1e5")
      writer.decimal(amount)
      writer.beginObject()
      writer.endObject()
      writer.beginArray()
      writer.endArray()
      writer.boolean(false)
      writer.raw(Array("[0]".utf8)[...])
      writer.raw("{}".utf8)
      writer.raw(Array("7".utf8))
      writer.endArray()
      writer.member("a", "b")
      writer.member("n", Int.min)
      writer.member("d", amount)
      writer.member("j", ["x": 1, "y": [nil, true, "z\(1)"]])
      writer.member("v", inner)
      writer.endObject()
    }
    let expected =
      #"{"success":true,"data":[null,-12,1e5,"27123.45000000",{},[],false,[0],{},7],"a":"b","#
      + #""n":-9223372036854775808,"d":"27123.45000000","j":{"x":1,"y":[null,true,"z1"]},"#
      + #""v":[1,{"k":"v w"}]}"#
    #expect(written == expected)
  }

  @Test func `starting over forgets commas`() {
    var writer = JSONWriter(reservingByteCount: 8)
    writer.number(1)
    writer.number(0)
    #expect(writer.bytes == Array("1,0".utf8))
    writer.removeAll(keepingCapacity: true)
    writer.number(2)
    #expect(writer.bytes == Array("2".utf8))
  }

  @Test func `everything that ends a line or a string is escaped`() {
    #expect(
      Self.text { $0.string("a\"b\\c/\n\r\t\u{8}\u{C}\u{0}\u{1F}\u{7F}") }
        == #""a\"b\\c/\n\r\t\b\f\u0000\u001f"# + "\u{7F}\"")
    #expect(
      Self.text { $0.string("\u{2028}\u{2029}\u{85}é€😀\u{2027}\u{86}") }
        == #""\u2028\u2029\u0085"# + "é€😀\u{2027}\u{86}\"")
    #expect(Self.text { $0.key("a\"\u{85}") } == #""a\"\u0085":"#)
  }

  @Test func `bytes that are not UTF-8 cannot get out`() throws {
    for bytes in [[0xFF], [0x61, 0xC2], [0xED, 0xA0, 0x80], [0xE2, 0x80]] as [[UInt8]] {
      var writer = JSONWriter()
      writer.string(utf8: bytes[...])
      #expect(try JSONDocument(writer.bytes).root.string == String(decoding: bytes, as: UTF8.self))
    }
    var writer = JSONWriter()
    writer.string(utf8: Array("xé\n\"".utf8)[1...])
    #expect(try JSONDocument(writer.bytes).root.string == "é\n\"")
  }

  @Test func `a value is passed on compact, its numbers and escapes untouched`() throws {
    let source =
      "{ \"a\" :\t[ 1.50 , -0 , 1E5 ],\r\n \"s p\\\" \\u0041\u{2028}\\\\\" : \"x \u{85} y\" , \"e\" : { } }"
    let document = try JSONDocument(Array(source.utf8))
    let written = Self.text { $0.value(document.root) }
    #expect(written == #"{"a":[1.50,-0,1E5],"s p\" \u0041\u2028\\":"x \u0085 y","e":{}}"#)
    let part = try #require(document.root["a"])
    #expect(Self.text { $0.value(part) } == "[1.50,-0,1E5]")
  }

  @Test func `an embedded text is a string that reads back as the same bytes`() throws {
    let texts = [
      "", "{}", #"{"a":"b\"c\\","n":[1,2,3]}"#, "{ \"a\" :\n1 }", "[\"\u{2028}é😀\u{85}\"]",
      String(repeating: "\"", count: 1_000),
      String(repeating: "x", count: 1_000),
      String(repeating: "\\", count: 77) + String(repeating: "é", count: 99),
    ]
    for text in texts {
      for skipped in 0..<min(3, text.utf8.count) {
        // A slice that does not start at zero, and at any alignment.
        let bytes = [UInt8](repeating: UInt8(ascii: "#"), count: skipped) + Array(text.utf8)
        var writer = JSONWriter()
        writer.beginArray()
        writer.embedded(bytes[skipped...])
        writer.embedded(Array(text.utf8))
        writer.endArray()
        let document = try JSONDocument(writer.bytes)
        #expect(document.summary.isCompact)
        #expect(document.root[0]?.string == text && document.root[1]?.string == text)
      }
    }
  }

  @Test(arguments: [UInt64(11), 4_711])
  func `what is written is read back`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let tree = Self.tree(depth: 4, &generator)
      let written = tree.encoded()
      let document = try JSONDocument(written)
      #expect(JSON(document.root) == tree)
      #expect(document.summary.isCompact)
      #expect(Self.text { $0.value(document.root) }.utf8.elementsEqual(written))
    }
  }

  private static func tree(depth: Int, _ generator: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return nil
    case 1: return .boolean(Bool.random(using: &generator))
    case 2: return .integer(Int.random(in: Int.min...Int.max, using: &generator))
    case 3: return .number(text: "\(Int.random(in: 0...999, using: &generator)).50e-7")
    case 4: return .string(string(&generator))
    case 5:
      return .array(
        (0..<Int.random(in: 0...20, using: &generator)).map { _ in tree(depth: depth - 1, &generator) })
    default:
      return .object(
        (0..<Int.random(in: 0...20, using: &generator)).map {
          JSON.Member(key: "\($0)" + string(&generator), value: tree(depth: depth - 1, &generator))
        })
    }
  }

  private static func string(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      let ceiling: UInt32 = Bool.random(using: &generator) ? 0x7F : 0x3000
      text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0...ceiling, using: &generator)) ?? "?")
    }
    return text
  }
}
