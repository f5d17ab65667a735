/// The head of a reply that has arrived whole and holds nothing out of the ordinary, read in one pass.
///
/// Nearly every head is such a one, and two passes over each were a quarter of a worker's time. This reader
/// only ever says yes: whatever it does not take goes through `HeadScanner` and `FieldReader`, which alone
/// refuse, so a head means the same, and fails the same, however it was split.
struct WholeHead: Sendable {
  let line: StatusLine
  let fields: [HTTPField]
  let facts: HeadFacts
  /// Bytes of the head with its empty line.
  let byteCount: Int
  /// Bytes of the header section alone.
  let headerByteCount: Int

  /// Field lines of a head that is read here: twice what the exchange sends.
  private static let fieldCountMax = 48

  /// Reads the head at the start of `bytes`; `nil` when the two passes have to decide.
  init?(_ bytes: Span<UInt8>, limits: HTTPLimits) {
    let lineEnd = bytes.textEnd(from: 0, limit: bytes.count)
    guard lineEnd > 0, lineEnd <= limits.startLineByteCountMax, bytes.endsLine(at: lineEnd),
      let line = Self.statusLine(bytes, byteCount: lineEnd)
    else { return nil }
    var fields: [HTTPField] = []
    var facts = HeadFacts()
    var end: Int?
    fields.append(addingCapacity: min(Self.fieldCountMax, limits.headerCountMax)) {
      (output: inout OutputSpan<HTTPField>) in
      end = Self.readFields(bytes, from: lineEnd &+ 2, into: &output, &facts)
    }
    guard let end, end &- lineEnd &- 2 <= limits.headerByteCountMax else { return nil }
    self.line = line
    self.fields = fields
    self.facts = facts
    byteCount = end
    headerByteCount = end &- lineEnd &- 2
  }

  /// Reads field lines up to the empty one.
  ///
  /// - Returns: the index after the empty line; `nil` for anything that is not plainly a good head.
  @inline(__always)
  private static func readFields(
    _ bytes: Span<UInt8>, from start: Int, into fields: inout OutputSpan<HTTPField>, _ facts: inout HeadFacts
  ) -> Int? {
    var index = start
    while index < bytes.count, bytes[index] != HTTPByte.carriageReturn {
      let nameEnd = bytes.tokenEnd(from: index)
      guard nameEnd > index, nameEnd < bytes.count, bytes[nameEnd] == HTTPByte.colon, !fields.isFull else {
        return nil
      }
      var valueStart = nameEnd &+ 1
      while valueStart < bytes.count, HTTPByte.isBlank(bytes[valueStart]) { valueStart &+= 1 }
      let lineEnd = bytes.textEnd(from: valueStart, limit: bytes.count)
      guard bytes.endsLine(at: lineEnd) else { return nil }
      var valueEnd = lineEnd
      while valueEnd > valueStart, HTTPByte.isBlank(bytes[valueEnd &- 1]) { valueEnd &-= 1 }
      let field = HTTPField(nameStart: index, nameEnd: nameEnd, valueStart: valueStart, valueEnd: valueEnd)
      do throws(HTTPFailure) {
        try facts.note(bytes, field)
      } catch {
        // A fault in a later line may come before this one: the two passes know which is told.
        return nil
      }
      fields.append(field)
      index = lineEnd &+ 2
    }
    return bytes.endsLine(at: index) ? index &+ 2 : nil
  }

  private static func statusLine(_ bytes: Span<UInt8>, byteCount: Int) -> StatusLine? {
    do throws(HTTPFailure) {
      return try StatusLine(bytes, byteCount: byteCount)
    } catch {
      // The two passes will say the same, unless something comes first.
      return nil
    }
  }
}

extension Span<UInt8> {
  /// Whether CR and LF stand here.
  @inline(__always)
  fileprivate func endsLine(at index: Int) -> Bool {
    index &+ 1 < count && self[index] == HTTPByte.carriageReturn && self[index &+ 1] == HTTPByte.lineFeed
  }
}
