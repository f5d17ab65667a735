/// The two versions of HTTP that share this message format (RFC 9112 §2.3).
public enum HTTPVersion: Sendable, Hashable {
  /// HTTP/1.0: a connection ends after its message unless both sides say `keep-alive`.
  case http10
  /// HTTP/1.1: a connection stays open unless one side says `close`.
  case http11

  /// Bytes of a version as written: `HTTP/1.1`.
  static let byteCount = 8

  /// Reads exactly one version, as the whole of `range`.
  ///
  /// - Throws: `unsupportedVersion` for any other pair of digits, `malformedStartLine` for anything else; the
  ///   name is case-sensitive.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HTTPFailure) {
    let name = "HTTP/".utf8.span
    guard range.count == HTTPVersion.byteCount else { throw .malformedStartLine }
    for offset in name.indices where bytes[range.lowerBound + offset] != name[offset] {
      throw .malformedStartLine
    }
    let major = bytes[range.lowerBound + 5]
    let minor = bytes[range.lowerBound + 7]
    guard HTTPByte.isDigit(major), bytes[range.lowerBound + 6] == 0x2E, HTTPByte.isDigit(minor) else {
      throw .malformedStartLine
    }
    guard major == HTTPByte.zero + 1, minor <= HTTPByte.zero + 1 else { throw .unsupportedVersion }
    self = minor == HTTPByte.zero ? .http10 : .http11
  }
}
