import Testing
import Values

@Suite struct `A tape that is kept` {
  private static let texts = [
    #"{"a":1,"b":[true,false,null,"x\u0041",{"c":-1.5e3}],"":"é"}"#, "[]", "{}", #"[ "a" , { } ]"#, "7",
    #""text""#, #"{"long":""# + String(repeating: "x", count: 300) + #""}"#,
  ]

  @Test func `makes the same document as reading the text anew`() throws {
    var tape = JSONTape()
    #expect(JSONDocument([], on: tape) == nil)
    for text in Self.texts + Self.texts.reversed() {
      let bytes = Array(text.utf8)
      try tape.read(bytes.span, limits: .message)
      let document = try #require(JSONDocument(bytes, on: tape))
      let anew = try JSONDocument(bytes)
      #expect(JSON(document.root) == JSON(anew.root))
      #expect(document.summary == anew.summary)
      #expect(tape.root.kind == anew.root.kind)
      #expect(tape.root.range == anew.root.byteRange)
    }
  }

  @Test func `a document keeps its values when the tape reads on`() throws {
    var tape = JSONTape()
    let first = Array(Self.texts[0].utf8)
    try tape.read(first.span, limits: .message)
    let document = try #require(JSONDocument(first, on: tape))
    let other = Array("[1,2,3,4,5,6,7,8]".utf8)
    try tape.read(other.span, limits: .message)
    #expect(JSON(document.root) == JSON(try JSONDocument(first).root))
  }

  @Test func `a text that is refused leaves nothing on it`() throws {
    var tape = JSONTape()
    let good = Array("[1]".utf8)
    try tape.read(good.span, limits: .message)
    let bad = Array("[1".utf8)
    #expect(throws: JSONReader.Failure.self) { try tape.read(bad.span, limits: .message) }
    #expect(JSONDocument(bad, on: tape) == nil)
  }

  @Test func `members and elements are found one after the other`() throws {
    var tape = JSONTape()
    let bytes = Array(Self.texts[0].utf8)
    try tape.read(bytes.span, limits: .message)
    var keys: [String] = []
    var kinds: [JSONValue.Kind] = []
    var index = tape.memberIndexes(of: tape.root).lowerBound
    while index < tape.memberIndexes(of: tape.root).upperBound {
      let member = tape.member(at: index)
      keys.append(String(decoding: bytes[member.key], as: UTF8.self))
      kinds.append(member.value.kind)
      if member.value.kind == .array {
        var element = tape.elementIndexes(of: member.value).lowerBound
        while element < tape.elementIndexes(of: member.value).upperBound {
          let place = tape.place(at: element)
          kinds.append(place.kind)
          if place.kind == .string { #expect(place.plainText == nil, "it has an escape") }
          element = tape.indexAfter(place)
        }
      }
      index = member.next
    }
    #expect(keys == ["a", "b", ""])
    #expect(kinds == [.number, .array, .boolean, .boolean, .null, .string, .object, .string])
  }

  @Test func `bytes are copied whole at every length`() {
    for count in 0...70 {
      let bytes = (0..<count).map { UInt8($0 &+ 1) }
      #expect([UInt8](copying: bytes.span) == bytes)
      var behind: [UInt8] = [9, 9, 9]
      behind.append(copying: bytes.span)
      #expect(behind == [9, 9, 9] + bytes)
    }
  }

  @Test func `plain ASCII is told from the rest at every place`() {
    for count in 1...20 {
      for place in 0..<count {
        for byte in UInt8.min...UInt8.max {
          var bytes = [UInt8](repeating: 0x41, count: count)
          bytes[place] = byte
          #expect(bytes.span.isPlainASCII == (byte >= 0x20 && byte < 0x80))
        }
      }
    }
  }
}
