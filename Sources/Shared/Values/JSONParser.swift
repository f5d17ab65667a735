/// The one pass over a JSON text behind `JSONReader` and `JSONDocument`.
///
/// A loop instead of recursion: a container that opens is put on the tape together with what has to be known
/// again when it closes, so depth is a number to compare and never a stack to exhaust.
struct JSONParser<Mode: JSONParsingMode> {
  typealias Failure = JSONReader.Failure

  let limits: JSONLimits
  /// The finished nodes, or in a validating pass the open containers and their keys.
  var nodes: [JSONNode]
  var position = 0
  /// Where the innermost open container is on the tape; -1 outside all.
  var container = -1
  var isObject = false
  /// How many members or elements of the innermost open container are complete.
  var count = 0
  var depth = 0
  var valueCount = 0
  var hasRawNewline = false
  var hasRawLineSeparator = false
  var hasWhitespace = false

  init(limits: JSONLimits, reservingNodeCount: Int) {
    self.limits = limits
    nodes = []
    nodes.reserveCapacity(reservingNodeCount)
  }

  /// With the memory of an earlier tape, which has been emptied.
  init(limits: JSONLimits, reusing emptied: consuming [JSONNode]) {
    self.limits = limits
    nodes = emptied
  }

  /// Reads the whole text.
  mutating func parse(_ bytes: Span<UInt8>) throws(Failure) -> JSONSummary {
    if bytes.count > limits.byteCountMax { throw .tooLarge }
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      throw .malformed(offset: 0, reason: .byteOrderMark)
    }
    let rootKind = Self.kind(startingWith: try nextByte(bytes))
    repeat {
      if try readValue(bytes) { continue }
      try finishValue(bytes)
    } while depth > 0
    skipWhitespace(bytes)
    if position < bytes.count { throw .malformed(offset: position, reason: .trailingBytes) }
    return JSONSummary(
      rootKind: rootKind, hasRawNewline: hasRawNewline, hasRawLineSeparator: hasRawLineSeparator,
      hasWhitespace: hasWhitespace, valueCount: valueCount)
  }

  /// Reads a scalar, an empty container, or the opening of a container with its first key.
  ///
  /// - Returns: whether a container opened whose first value is due.
  @inline(__always)
  private mutating func readValue(_ bytes: Span<UInt8>) throws(Failure) -> Bool {
    let byte = try nextByte(bytes)
    valueCount += 1
    if valueCount > limits.valueCountMax { throw .tooManyValues }
    switch byte {
    case UInt8(ascii: "\""):
      let node = try readString(bytes)
      if Mode.keepsValues { nodes.append(node) }
    case UInt8(ascii: "{"):
      return try open(bytes, isObject: true)
    case UInt8(ascii: "["):
      return try open(bytes, isObject: false)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = position
      try readNumber(bytes)
      if Mode.keepsValues {
        nodes.append(JSONNode(.number, offset: start, length: position - start))
      }
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      let start = position
      let code = try readLiteral(bytes, startingWith: byte)
      if Mode.keepsValues { nodes.append(JSONNode(code, offset: start, length: 0)) }
    default:
      throw .malformed(offset: position, reason: .expectedValue)
    }
    return false
  }

  /// Opens the container at `position`; an empty one is closed at once.
  @inline(__always)
  private mutating func open(_ bytes: Span<UInt8>, isObject opensObject: Bool) throws(Failure) -> Bool {
    depth += 1
    if depth > limits.depthMax { throw .tooDeep }
    let outer = container
    container = nodes.count
    nodes.append(JSONNode(opensObject ? .object : .array, offset: position, length: 0))
    nodes.append(JSONNode(tail: outer + 1, count))
    (isObject, count) = (opensObject, 0)
    position += 1
    let byte = try nextByte(bytes)
    if byte == (opensObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      position += 1
      close()
      return false
    }
    if opensObject { try readKey(bytes, startingWith: byte) }
    return true
  }

  /// After a value: closes what ends here and moves on to the next value, its key included.
  @inline(__always)
  private mutating func finishValue(_ bytes: Span<UInt8>) throws(Failure) {
    while depth > 0 {
      count += 1
      let byte = try nextByte(bytes)
      if byte == UInt8(ascii: ",") {
        position += 1
        if isObject { try readKey(bytes, startingWith: try nextByte(bytes)) }
        return
      }
      guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw .malformed(offset: position, reason: .expectedCommaOrEnd)
      }
      if isObject, limits.duplicateKeys == .refused, count > 1 {
        try JSONDuplicateCheck<Mode>.check(bytes, nodes.span, object: container, memberCount: count)
      }
      position += 1
      close()
    }
  }

  /// Completes the innermost container, whose end is just before `position`, and returns to the one around
  /// it.
  @inline(__always)
  private mutating func close() {
    let tail = nodes[container + 1]
    if Mode.keepsValues {
      let offset = nodes[container].offset
      let length = nodes.count - container
      nodes[container] = JSONNode(isObject ? .object : .array, offset: offset, length: length)
      nodes[container + 1] = JSONNode(tail: position, count)
    } else {
      // One by one: there are few, and taking off a range costs more than all of them.
      while nodes.count > container { nodes.removeLast() }
    }
    container = tail.tailLow - 1
    count = tail.tailHigh
    isObject = container >= 0 && nodes[container].codeBits == JSONNode.Code.object.rawValue
    depth -= 1
  }

  /// Reads a key and its colon.
  @inline(__always)
  private mutating func readKey(_ bytes: Span<UInt8>, startingWith byte: UInt8) throws(Failure) {
    guard byte == UInt8(ascii: "\"") else { throw .malformed(offset: position, reason: .expectedKey) }
    if count >= limits.memberCountMax { throw .tooManyMembers(offset: position) }
    let node = try readString(bytes)
    if Mode.keepsValues || limits.duplicateKeys == .refused { nodes.append(node) }
    guard try nextByte(bytes) == UInt8(ascii: ":") else {
      throw .malformed(offset: position, reason: .expectedColon)
    }
    position += 1
  }

  private static func kind(startingWith byte: UInt8) -> JSONValue.Kind {
    switch byte {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }
}
