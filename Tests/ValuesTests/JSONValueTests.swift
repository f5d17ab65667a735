import Testing
import Values

@Suite struct `Values of a JSON document` {
  static func root(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8)).root }

  @Test func `members and elements are found in place`() throws {
    let root = try Self.root(#" {"a":[1,{"b":[]},"x"],"c":{"d":null},"é\n":true,"e":-0.10} "#)
    #expect(root.kind == .object && root.count == 4)
    #expect(root["a"]?[0]?.integer == 1)
    #expect(root["a"]?[1]?["b"]?.kind == .array)
    #expect(root["a"]?[2]?.string == "x")
    #expect(root["a"]?[3] == nil && root["a"]?[-1] == nil && root["b"] == nil && root[0] == nil)
    #expect(root["c"]?["d"]?.isNull == true)
    #expect(root["é\n"]?.boolean == true)
    #expect(root["e"]?.numberText == "-0.10")
    #expect(root.members.map(\.key) == ["a", "c", "é\n", "e"])
    #expect(root["a"]?.elements.map(\.kind) == [.number, .object, .string])
    #expect(root.elements.map(\.kind).isEmpty)
    #expect(root["a"]?.members.map(\.key) == [])
    #expect(Array(root.members).count == root.members.underestimatedCount)
  }

  @Test func `each value knows its own bytes`() throws {
    let text = #" {"a" : [ 1, "x\"" , true,false , null ] , "b":{ } } "#
    let root = try Self.root(text)
    func raw(_ value: JSONValue?) -> String? { value.map { String(decoding: $0.rawBytes, as: UTF8.self) } }
    #expect(raw(root) == text.dropFirst().dropLast().description)
    #expect(raw(root["a"]) == #"[ 1, "x\"" , true,false , null ]"#)
    #expect(root["a"]?.elements.map { raw($0) } == ["1", #""x\"""#, "true", "false", "null"])
    #expect(raw(root["b"]) == "{ }")
  }

  @Test func `an object that is asked for many members says the same as its value`() throws {
    let names = ["", "a", "b", "ab", "ba", "aab", "baa", "price", "origQty", "é", "a\"b"]
    for round in 0..<200 {
      let members = (0..<round % 9).map { index in
        let name = names[(round * 7 + index * (round % 5 + 1)) % names.count]
        let key =
          name == "a\"b" ? #"a\"b"# : name == "ab" && index.isMultiple(of: 2) ? #"\u0061b"# : name
        return #""\#(key)":[\#(index),{"price":1}]"#
      }
      let text = "{\(members.joined(separator: ","))}"
      let value = try JSONDocument(Array(text.utf8), limits: .exchangeReply).root
      let object = try #require(JSONObject(value))
      for name in names + ["price", "c"] {
        #expect(object[JSONKey(name)]?.byteRange == value[name]?.byteRange, "\(name) in \(text)")
      }
    }
    #expect(try JSONObject(Self.root("[1]")) == nil)
  }

  @Test func `the first of equal keys counts`() throws {
    let document = try JSONDocument(Array(#"{"a":1,"a":2}"#.utf8), limits: .exchangeReply)
    #expect(document.root["a"]?.integer == 1)
    #expect(document.root.count == 2)
  }

  @Test(
    arguments: [
      ("0", 0), ("-1", -1), ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("-0", 0),
      ("9223372036854775808", nil), ("-9223372036854775809", nil), ("1.0", nil), ("1e3", nil), (#""1""#, nil),
      ("99999999999999999999999", nil), ("null", nil),
    ] as [(String, Int?)])
  func `an integer is digits that fit`(text: String, expected: Int?) throws {
    #expect(try Self.root(text).integer == expected)
  }

  @Test(
    arguments: [
      (#""0.10""#, "0.10"), ("0.10", "0.10"), ("1e-8", "0.00000001"), (#""1e-8""#, nil), (#""abc""#, nil),
      ("true", nil),
      (#"" 1""#, nil), (#""\u0031""#, nil), ("[1]", nil), (#""""#, nil), ("1e99", nil),
    ] as [(String, String?)])
  func `an amount is plain text or an exact number`(text: String, expected: String?) throws {
    #expect(try Self.root(text).decimal?.description == expected)
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC\ud83d\ude00""#, "Aé€😀"),
    (#""\ud800""#, "\u{FFFD}"), (#""\udc00x""#, "\u{FFFD}x"), (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ud800\u0041""#, "\u{FFFD}A"), (#""\ud800\n""#, "\u{FFFD}\n"), (#""\u0000""#, "\0"), (#""é😀""#, "é😀"),
    (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), (#""\\u0041""#, "\\u0041"), (#""""#, ""),
  ])
  func `strings are decoded`(text: String, expected: String) throws {
    let root = try Self.root(text)
    #expect(root.string == expected)
    #expect(root.isString(expected))
    #expect(!root.isString(expected + "x"))
    #expect(!root.isString("y"))
  }

  @Test func `a value of another kind answers nothing`() throws {
    let root = try Self.root(#"["1",1,true,null,{},[]]"#)
    let (string, number) = (try #require(root[0]), try #require(root[1]))
    #expect(string.integer == nil && string.numberText == nil && string.boolean == nil && string.count == 0)
    #expect(number.string == nil && number.boolean == nil && !number.isNull && !number.isString("1"))
    #expect(root[3]?.boolean == nil && root[4]?["a"] == nil && root[4]?.string == nil)
    #expect(root.string == nil && root.decimal == nil && root.integer == nil && root["a"] == nil)
  }
}
