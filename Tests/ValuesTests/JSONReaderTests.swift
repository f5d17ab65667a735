import Testing
import Values

@Suite struct `JSON reader` {
  typealias Failure = JSONReader.Failure

  static func limits(
    bytes: Int = 1 << 20, depth: Int = 64, members: Int = 1_000, values: Int = 100_000,
    duplicateKeys: JSONLimits.DuplicateKeys = .refused
  ) -> JSONLimits {
    JSONLimits(
      byteCountMax: bytes, depthMax: depth, memberCountMax: members, valueCountMax: values,
      duplicateKeys: duplicateKeys)
  }

  /// What both passes, which have to agree, say of a text.
  static func failure(_ bytes: [UInt8], limits: JSONLimits = limits()) -> Failure? {
    var validation: Failure?
    var building: Failure?
    do throws(Failure) { _ = try JSONReader.validate(bytes.span, limits: limits) } catch {
      validation = error
    }
    do throws(Failure) { _ = try JSONDocument(bytes, limits: limits) } catch { building = error }
    #expect(validation == building, "\(String(decoding: bytes.prefix(200), as: UTF8.self))")
    return building
  }

  static func failure(_ text: String, limits: JSONLimits = limits()) -> Failure? {
    failure(Array(text.utf8), limits: limits)
  }

  @Test(arguments: [
    ("", 0, JSONReader.Reason.unexpectedEnd), ("  ", 2, .unexpectedEnd), ("[1,]", 3, .expectedValue),
    ("{1:2}", 1, .expectedKey), (#"{"a" 1}"#, 5, .expectedColon), (#"{"a":1,}"#, 7, .expectedKey),
    ("[1 2]", 3, .expectedCommaOrEnd), ("[1}", 2, .expectedCommaOrEnd), (#"{"a":1]"#, 6, .expectedCommaOrEnd),
    ("1 2", 2, .trailingBytes), ("[]]", 2, .trailingBytes), ("nul", 0, .badLiteral),
    ("[truE]", 1, .badLiteral),
    ("-", 1, .badNumber), ("01", 2, .badNumber), ("1.e1", 2, .badNumber), ("1e+", 3, .badNumber),
    (#""\x""#, 2, .badEscape), (#""\u00g0""#, 5, .badEscape), ("\"\t\"", 1, .controlCharacter),
    ("\"\u{0}\"", 1, .controlCharacter), ("\u{FEFF}{}", 0, .byteOrderMark), (#""abc"#, 4, .unexpectedEnd),
    (#"["abc\"#, 6, .unexpectedEnd), (#""\u12"#, 5, .unexpectedEnd), ("nulll", 4, .trailingBytes),
  ])
  func `a malformed text is refused with the place and the reason`(
    text: String, offset: Int, reason: JSONReader.Reason
  ) {
    #expect(Self.failure(text) == .malformed(offset: offset, reason: reason))
  }

  @Test func `limits hold exactly`() {
    #expect(Self.failure("[1,2]", limits: Self.limits(bytes: 5)) == nil)
    #expect(Self.failure("[1,2]", limits: Self.limits(bytes: 4)) == .tooLarge)
    #expect(Self.failure("[[[]]]", limits: Self.limits(depth: 3)) == nil)
    #expect(Self.failure("[[[]]]", limits: Self.limits(depth: 2)) == .tooDeep)
    #expect(Self.failure("[[],[],{}]", limits: Self.limits(depth: 2)) == nil)
    #expect(Self.failure("[1,2,3]", limits: Self.limits(values: 4)) == nil)
    #expect(Self.failure("[1,2,3]", limits: Self.limits(values: 3)) == .tooManyValues)
    #expect(Self.failure(#"{"a":1,"b":2}"#, limits: Self.limits(members: 2)) == nil)
    #expect(Self.failure(#"{"a":1,"b":2}"#, limits: Self.limits(members: 1)) == .tooManyMembers(offset: 7))
    #expect(
      Self.failure(#"{"a":{"a":1,"b":2}}"#, limits: Self.limits(members: 1)) == .tooManyMembers(offset: 12))
    #expect(Self.failure("[1,2,3]", limits: Self.limits(members: 1)) == nil)
  }

  @Test func `any depth of opening brackets ends in a refusal`() {
    let arrays = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(Self.failure(arrays) == .tooDeep)
    // A limit that somebody sets too high is cut to the ceiling.
    #expect(Self.failure(arrays, limits: Self.limits(depth: .max)) == .tooDeep)
    #expect(JSONLimits.depthCeiling == 512)
  }

  @Test func `the deepest text allowed is read, copied and written`() throws {
    let depth = JSONLimits.depthCeiling
    let bytes =
      [UInt8](repeating: UInt8(ascii: "["), count: depth)
      + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    let document = try JSONDocument(bytes, limits: Self.limits(depth: depth))
    #expect(JSON(document.root).encoded() == bytes)
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7), (#"{"\u0061":1,"b":0,"a":2}"#, 18),
    (#"{"":1,"":2}"#, 6),
    (#"[{"x":{"a":[{"q":1}],"b":2,"a":{}}}]"#, 27), (#"{"é":1,"\u00e9":2}"#, 8),
    (#"{"😀":1,"\ud83d\ude00":2}"#, 10),
    (#"{"\ud800":1,"\uD800":2}"#, 12), (#"{"a\/b":1,"a/b":2}"#, 10),
  ])
  func `a key that comes twice is refused where asked`(text: String, offset: Int) throws {
    #expect(Self.failure(text) == .duplicateKey(offset: offset))
    #expect(Self.failure(text, limits: Self.limits(duplicateKeys: .firstWins)) == nil)
  }

  @Test func `keys that only look alike are different`() {
    #expect(Self.failure(#"{"a":1,"A":2,"aa":3,"":4,"a ":5,"\\u0061":6}"#) == nil)
    #expect(Self.failure(#"{"\ud800":1,"\ud801":2,"\ufffd":3}"#) == nil)
    // Composed and decomposed é: equal as Swift strings, different as JSON keys.
    #expect(Self.failure("{\"e\u{301}\":1,\"\u{E9}\":2}") == nil)
    #expect(Self.failure(#"{"a":{"a":{"a":1}},"b":{"a":[{"a":1},{"a":1}]}}"#) == nil)
  }

  @Test(arguments: [2, 15, 16, 17, 18, 100, 900])
  func `a duplicate is found at any place of an object of any size`(memberCount: Int) {
    let keys = (0..<memberCount).map { "key\($0)\($0 % 7 == 0 ? "\\n" : "")" }
    func text(_ keys: [String]) -> String {
      "{" + keys.map { #""\#($0)":{"key0":[1,{"key1":2}]}"# }.joined(separator: ",") + "}"
    }
    #expect(Self.failure(text(keys)) == nil)
    for place in stride(from: 1, to: memberCount, by: max(1, memberCount / 9)) {
      var twice = keys
      twice[place] = keys[place / 2]
      let offset = text(Array(twice[..<place])).utf8.count
      #expect(Self.failure(text(twice)) == .duplicateKey(offset: offset))
    }
  }

  @Test(
    arguments: [
      [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xE0, 0x80, 0xAF, 0x22], [0x22, 0xF0, 0x80, 0x80, 0xAF, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xED, 0xBF, 0xBF, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
      [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22], [0x22, 0xBF, 0x22], [0x22, 0xFE, 0x22],
      [0x22, 0xFF, 0x22], [0x22, 0xC2, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xF0, 0x9F, 0x98, 0x22],
      [0x22, 0xC1, 0xBF, 0x22],
      [0x22, 0xC2], [0x22, 0xE2, 0x82], [0x22, 0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    #expect(Self.failure(bytes) == .invalidUTF8(offset: 1))
    #expect(Self.failure([0x5B, 0x22, 0x61] + bytes.dropFirst() + [0x5D]) == .invalidUTF8(offset: 3))
  }

  @Test func `every code point is accepted raw, but for surrogates and controls`() throws {
    for value in stride(from: UInt32(0x20), through: 0x10FFFF, by: 0x11) {
      guard let scalar = Unicode.Scalar(value), scalar != "\"", scalar != "\\" else { continue }
      let document = try JSONDocument(Array("\"\(scalar)\"".utf8))
      #expect(document.root.string?.unicodeScalars.first == scalar)
    }
  }

  @Test func `the summary tells what a line may not hold`() throws {
    func summary(_ text: String) throws -> JSONSummary {
      let bytes = Array(text.utf8)
      let summary = try JSONReader.validate(bytes.span, limits: .message)
      #expect(try JSONDocument(bytes).summary == summary)
      return summary
    }
    #expect(try summary(#"{"a":[1,null]}"#).isCompact)
    #expect(try summary(#"{"a":[1,null]}"#).valueCount == 4)
    #expect(try summary("[1, 2]").hasWhitespace && !summary("[1, 2]").hasRawNewline)
    #expect(try summary("[1,\n2]").hasRawNewline && summary("1\r").hasRawNewline)
    #expect(try !summary(#"["\n\u2028"]"#).hasRawNewline)
    for separator in ["\u{2028}", "\u{2029}", "\u{85}"] {
      #expect(try summary("[\"\(separator)\"]").hasRawLineSeparator)
      #expect(try summary("{\"é\(separator)\":1}").hasRawLineSeparator)
    }
    #expect(try !summary("[\"\u{2027}\u{202A}\u{84}\u{86}\u{A8}\"]").hasRawLineSeparator)
    let kinds: [(String, JSONValue.Kind)] = [
      ("null", .null), ("true", .boolean), (" false", .boolean), ("-1", .number), ("\"\"", .string),
      ("[]", .array),
      ("{}", .object),
    ]
    for (text, kind) in kinds { #expect(try summary(text).rootKind == kind) }
  }
}
