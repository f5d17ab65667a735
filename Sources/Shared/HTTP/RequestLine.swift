/// The start line of a request (RFC 9112 §3).
struct RequestLine: Sendable {
  let method: String
  let target: String
  let version: HTTPVersion

  /// Reads the first `byteCount` bytes: method, target and version with exactly one space between them.
  ///
  /// The target must be a path, or `*` of OPTIONS. Absolute form (`GET http://host/path`), which only a
  /// client that takes us for a proxy sends, is refused, so that the Host header stays the one place that
  /// names a host: a check of Host that a second name could get around would be no defence against DNS
  /// rebinding. CONNECT's authority form is refused as well. Characters that a URI should have encoded (`"`,
  /// `[`, `{`) are let through, since clients of the exchange send them.
  init(_ bytes: Span<UInt8>, byteCount: Int) throws(HTTPFailure) {
    var methodEnd = 0
    while methodEnd < byteCount, HTTPByte.isToken(bytes[methodEnd]) { methodEnd += 1 }
    guard methodEnd < byteCount else { throw .malformedStartLine }
    guard methodEnd > 0, bytes[methodEnd] == HTTPByte.space else { throw .malformedMethod }

    let targetStart = methodEnd + 1
    var targetEnd = targetStart
    while targetEnd < byteCount, HTTPByte.isVisible(bytes[targetEnd]), bytes[targetEnd] != 0x23 {
      targetEnd += 1
    }
    guard targetEnd > targetStart else { throw .malformedTarget }
    guard targetEnd < byteCount else { throw .malformedStartLine }
    guard bytes[targetEnd] == HTTPByte.space else { throw .malformedTarget }

    version = try HTTPVersion(bytes, (targetEnd + 1)..<byteCount)
    method = bytes.text(0..<methodEnd)
    // Methods are case-sensitive (RFC 9110 §9.1): `options` is some other one.
    let isAsterisk = targetEnd == targetStart + 1 && bytes[targetStart] == HTTPByte.asterisk
    guard bytes[targetStart] == HTTPByte.slash || (isAsterisk && method == "OPTIONS") else {
      throw .unsupportedTarget
    }
    target = bytes.text(targetStart..<targetEnd)
  }
}
