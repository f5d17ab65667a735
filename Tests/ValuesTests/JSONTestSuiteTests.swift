import Testing
import Values

@Suite struct `The public JSONTestSuite` {
  static func limits(_ duplicateKeys: JSONLimits.DuplicateKeys) -> JSONLimits {
    JSONLimits(
      byteCountMax: 1 << 20, depthMax: 64, memberCountMax: 1_000, valueCountMax: 100_000,
      duplicateKeys: duplicateKeys)
  }

  @Test func `is here in full`() {
    #expect(JSONTestSuite.accepted.count == 95)
    #expect(JSONTestSuite.refused.count + JSONTestSuite.long.count == 188)
    // And `nested`.
    #expect(JSONTestSuite.undefined.count + 1 == 35)
  }

  @Test(arguments: JSONTestSuite.accepted)
  func `what has to be accepted is, and keeps its meaning when written`(name: String, text: String) throws {
    let bytes = JSONTestSuite.bytes(text)
    let document = try JSONDocument(bytes, limits: Self.limits(.firstWins))
    _ = try JSONReader.validate(bytes.span, limits: Self.limits(.firstWins))
    let written = JSON(document.root).encoded()
    #expect(JSON(try JSONDocument(written, limits: Self.limits(.firstWins)).root) == JSON(document.root))
  }

  @Test func `only the texts with a duplicate key are refused where keys have to differ`() {
    let refused = JSONTestSuite.accepted.filter {
      `JSON reader`.failure(JSONTestSuite.bytes($0.text), limits: Self.limits(.refused)) != nil
    }
    #expect(refused.map(\.name) == ["y_object_duplicated_key", "y_object_duplicated_key_and_value"])
  }

  @Test(arguments: JSONTestSuite.refused.map { ($0.name, JSONTestSuite.bytes($0.text)) } + JSONTestSuite.long)
  func `what has to be refused is`(name: String, bytes: [UInt8]) {
    #expect(`JSON reader`.failure(bytes, limits: Self.limits(.firstWins)) != nil)
  }

  @Test func `what is left open is refused when it is not UTF-8 and kept when it is`() throws {
    for (name, text) in JSONTestSuite.undefined {
      let bytes = JSONTestSuite.bytes(text)
      let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
      let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
      let isWide = name.contains("utf16") || name.contains("UTF-16")
      let failure = `JSON reader`.failure(bytes, limits: Self.limits(.firstWins))
      #expect((failure == nil) == (isUTF8 && !hasMark && !isWide), "\(name)")
      guard failure == nil else { continue }
      let document = try JSONDocument(bytes)
      // Nothing of a lone surrogate is lost as long as it is passed on; only its text is U+FFFD.
      var writer = JSONWriter()
      writer.value(document.root)
      #expect(
        try JSONDocument(writer.bytes).root.elements.map(\.numberText)
          == document.root.elements.map(\.numberText))
      #expect(writer.bytes == Array(document.root.rawBytes), "\(name)")
    }
  }
  @Test
  func `five hundred nested arrays are too deep for clients and the exchange, and read where they may be`()
    throws
  {
    let bytes = JSONTestSuite.nested
    for limits in [JSONLimits.message, .exchangeReply, Self.limits(.firstWins)] {
      #expect(`JSON reader`.failure(bytes, limits: limits) == .tooDeep)
    }
    let deep = JSONLimits(
      byteCountMax: 1_000, depthMax: 500, memberCountMax: 1, valueCountMax: 500, duplicateKeys: .refused)
    #expect(JSON(try JSONDocument(bytes, limits: deep).root).encoded() == bytes)
    let shallower = JSONLimits(
      byteCountMax: 1_000, depthMax: 499, memberCountMax: 1, valueCountMax: 500, duplicateKeys: .refused)
    #expect(`JSON reader`.failure(bytes, limits: shallower) == .tooDeep)
  }
}
