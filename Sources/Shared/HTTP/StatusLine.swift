/// The start line of a reply (RFC 9112 §4).
struct StatusLine: Sendable {
  let version: HTTPVersion
  let status: Int
  let reason: String

  /// Reads the first `byteCount` bytes: version, three digits, reason.
  ///
  /// The space after the status may be missing when there is no reason, as many servers write it; the line
  /// cannot mean anything else.
  init(_ bytes: Span<UInt8>, byteCount: Int) throws(HTTPFailure) {
    let statusStart = HTTPVersion.byteCount + 1
    let statusEnd = statusStart + 3
    guard byteCount >= statusEnd, bytes[statusStart - 1] == HTTPByte.space else { throw .malformedStartLine }
    version = try HTTPVersion(bytes, 0..<HTTPVersion.byteCount)
    guard let status = bytes.decimal(statusStart..<statusEnd), (100...599).contains(status) else {
      throw .malformedStatus
    }
    self.status = status
    guard byteCount > statusEnd else {
      reason = ""
      return
    }
    guard bytes[statusEnd] == HTTPByte.space else { throw .malformedStatus }
    let reasonStart = statusEnd + 1
    // What nearly every reply says; a literal costs nothing.
    let isOK =
      byteCount == reasonStart + 2 && bytes[reasonStart] == UInt8(ascii: "O")
      && bytes[reasonStart + 1] == UInt8(ascii: "K")
    reason = isOK ? "OK" : bytes.text(reasonStart..<byteCount)
  }
}
