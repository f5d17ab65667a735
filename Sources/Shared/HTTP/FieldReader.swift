/// Reads the field lines of a whole head that `HeadScanner` has let pass.
///
/// The second of the two passes. Strict where leniency has been used to smuggle requests (RFC 9112 §5.1,
/// §5.2, §11.2): no white space before a colon, no folded lines, no empty or odd names.
struct FieldReader: Sendable {
  let fields: [HTTPField]
  let facts: HeadFacts

  /// - Parameters:
  ///   - start: where the first field line, or the empty line, begins.
  ///   - count: how many field lines there are; room is made for so many.
  init(_ bytes: Span<UInt8>, from start: Int, count: Int) throws(HTTPFailure) {
    var fields: [HTTPField] = []
    fields.reserveCapacity(count)
    var facts = HeadFacts()
    var index = start
    while bytes[index] != HTTPByte.carriageReturn {
      let name = try FieldReader.name(bytes, from: index)
      index = name.upperBound + 1
      while HTTPByte.isBlank(bytes[index]) { index += 1 }
      let valueStart = index
      index = bytes.textEnd(from: index, limit: bytes.count)
      var valueEnd = index
      while valueEnd > valueStart, HTTPByte.isBlank(bytes[valueEnd - 1]) { valueEnd -= 1 }
      let field = HTTPField(name: name, value: valueStart..<valueEnd)
      try facts.note(bytes, field)
      fields.append(field)
      index += 2
    }
    self.fields = fields
    self.facts = facts
  }

  /// The name that begins at `start`; its end is where the colon stands.
  @inline(__always)
  private static func name(_ bytes: Span<UInt8>, from start: Int) throws(HTTPFailure) -> Range<Int> {
    let end = bytes.tokenEnd(from: start)
    if bytes[end] == HTTPByte.colon, end > start { return start..<end }
    if HTTPByte.isBlank(bytes[end]) {
      guard end > start else { throw .obsoleteLineFolding }
      var next = end
      while HTTPByte.isBlank(bytes[next]) { next += 1 }
      throw bytes[next] == HTTPByte.colon ? .whitespaceBeforeColon : .malformedHeaderName
    }
    throw bytes[end] == HTTPByte.colon ? .emptyHeaderName : .malformedHeaderName
  }
}
