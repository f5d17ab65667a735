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
    guard range.count == HTTPVersion.byteCount else { throw .malformedStartLine }
    let word = bytes.word(at: range.lowerBound)
    let major = UInt8(truncatingIfNeeded: word &>> 40)
    let minor = UInt8(truncatingIfNeeded: word &>> 56)
    // "HTTP/" from the lowest byte up, then a digit, a dot and a digit.
    guard word & 0x00FF_00FF_FFFF_FFFF == 0x002E_002F_5054_5448, HTTPByte.isDigit(major),
      HTTPByte.isDigit(minor)
    else {
      throw .malformedStartLine
    }
    guard major == HTTPByte.zero + 1, minor <= HTTPByte.zero + 1 else { throw .unsupportedVersion }
    self = minor == HTTPByte.zero ? .http10 : .http11
  }
}
