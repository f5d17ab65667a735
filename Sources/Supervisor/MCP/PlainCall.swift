import Catalog
import Values

/// A `tools/call` as nearly every client writes it, found on the tape without decoding anything.
///
/// The road of every call, so it is short: one look at each member, no strings, no references but the tool's.
/// What is written in any other way, and everything that has to be refused, is nil here and goes the road
/// that `Message`, `Request` and `SharedMethods` are; a test holds that both come to the same end.
struct PlainCall {
  /// The request's id: a number of digits or a string without escapes.
  let id: Range<Int>
  /// The number of a listed tool; a number, so that a value of this type has no references to count.
  let tool: Int
  /// An object that is right for the tool, or none.
  let arguments: JSONPlace?
  /// A number of digits or a string without escapes, or none.
  let progressToken: Range<Int>?

  /// The most bytes of an id or token that is looked at here.
  private static let byteCountMax = 128

  /// What the keys of the stateless era begin with.
  private static let reservedPrefix = UInt8(ascii: "i")

  init?(_ text: Span<UInt8>, on tape: borrowing JSONTape, _ answers: PreparedAnswers) {
    let words = answers.callWords
    var (isRPC, isCall) = (false, false)
    var id: Range<Int>?
    var params: JSONPlace?
    let members = tape.memberIndexes(of: tape.root)
    var index = members.lowerBound
    while index < members.upperBound {
      let member = tape.member(at: index)
      index = member.next
      guard member.isKeyPlain else { return nil }
      let key = text.extracting(member.key)
      if key.isEqual(to: words.id) {
        id = Self.identifier(member.value, text)
      } else if key.isEqual(to: words.method) {
        isCall = Self.isText(words.call, member.value, text)
      } else if key.isEqual(to: words.params) {
        params = member.value
      } else if key.isEqual(to: words.rpc) {
        isRPC = Self.isText(words.rpcVersion, member.value, text)
      }
    }
    guard isRPC, isCall, let id, let params else { return nil }
    self.init(id: id, params: params, text, on: tape, answers)
  }

  private init?(
    id: Range<Int>, params: JSONPlace, _ text: Span<UInt8>, on tape: borrowing JSONTape,
    _ answers: PreparedAnswers
  ) {
    let words = answers.callWords
    var tool: Int?
    var arguments: JSONPlace?
    var progressToken: Range<Int>?
    let members = tape.memberIndexes(of: params)
    var index = members.lowerBound
    while index < members.upperBound {
      let member = tape.member(at: index)
      index = member.next
      guard member.isKeyPlain else { return nil }
      let key = text.extracting(member.key)
      if key.isEqual(to: words.name) {
        guard let name = member.value.plainText else { return nil }
        tool = answers.toolIndex.number(utf8: text.extracting(name))
      } else if key.isEqual(to: words.arguments) {
        if member.value.kind != .null { arguments = member.value }
      } else if key.isEqual(to: words.metadata) {
        guard Self.isHarmless(member.value, text, on: tape, words, &progressToken) else { return nil }
      }
    }
    guard let tool, arguments?.range.count ?? 0 <= SharedMethods.argumentsByteCountMax,
      ArgumentCheck.isPlainlyRight(arguments, in: text, on: tape, of: answers.toolIndex[tool])
    else { return nil }
    self.id = id
    self.tool = tool
    self.arguments = arguments
    self.progressToken = progressToken
  }

  /// Whether `_meta` says nothing about eras, and a token, if any, that can be echoed as it is.
  private static func isHarmless(
    _ metadata: JSONPlace, _ text: Span<UInt8>, on tape: borrowing JSONTape, _ words: CallWords,
    _ token: inout Range<Int>?
  ) -> Bool {
    if metadata.kind == .null { return true }
    guard metadata.kind == .object else { return false }
    let members = tape.memberIndexes(of: metadata)
    var index = members.lowerBound
    while index < members.upperBound {
      let member = tape.member(at: index)
      index = member.next
      guard member.isKeyPlain else { return false }
      let key = text.extracting(member.key)
      if key.isEqual(to: words.progressToken) {
        if member.value.kind == .null { continue }
        guard let found = identifier(member.value, text) else { return false }
        token = found
      } else if !key.isEmpty, key[0] == reservedPrefix {
        return false
      }
    }
    return true
  }

  private static func isText(_ wanted: [UInt8], _ value: JSONPlace, _ text: Span<UInt8>) -> Bool {
    guard let inside = value.plainText else { return false }
    return text.extracting(inside).isEqual(to: wanted)
  }

  /// The bytes of a number of digits or of a string of plain ASCII.
  private static func identifier(_ value: JSONPlace, _ text: Span<UInt8>) -> Range<Int>? {
    guard value.range.count <= byteCountMax else { return nil }
    if value.kind == .number {
      for index in value.range where text[index] &- UInt8(ascii: "0") >= 10 { return nil }
      return value.range
    }
    guard let inside = value.plainText else { return nil }
    for index in inside where text[index] >= 0x80 { return nil }
    return value.range
  }
}
