/// What the fields of a head say about the framing of its message and the life of its connection.
struct HeadFacts: Sendable {
  private(set) var contentLength: Int?
  private(set) var isChunked = false
  private(set) var hasHost = false
  private(set) var expectsContinue = false
  private(set) var expectsOther = false
  private var closes = false
  private var staysOpen = false

  /// Takes note of one field.
  ///
  /// - Throws: when it is a second one of a name that must be alone, when it contradicts another, or when its
  ///   value is none that such a field may have.
  @inline(__always)
  mutating func note(_ bytes: Span<UInt8>, _ field: HTTPField) throws(HTTPFailure) {
    // The lengths of the names below, as bits: most fields are none of them.
    let isKnownLength = (0b10_0100_0100_0101_0000 as UInt64) &>> UInt64(min(field.nameByteCount, 63)) & 1 == 1
    if isKnownLength { try noteKnown(bytes, field) }
  }

  @inline(never)
  private mutating func noteKnown(_ bytes: Span<UInt8>, _ field: HTTPField) throws(HTTPFailure) {
    // The first letter, in lower case, spares nearly every field the comparison.
    let first = bytes[field.nameOffset] | 0x20
    switch field.nameByteCount {
    case 4 where first == UInt8(ascii: "h") && bytes.isSame(field.name, as: "host".utf8.span):
      try noteHost(bytes, field.value)
    case 6 where first == UInt8(ascii: "e") && bytes.isSame(field.name, as: "expect".utf8.span):
      if bytes.isSame(field.value, as: "100-continue".utf8.span) {
        expectsContinue = true
      } else {
        expectsOther = true
      }
    case 10 where first == UInt8(ascii: "c") && bytes.isSame(field.name, as: "connection".utf8.span):
      if bytes.hasListMember(field.value, "close".utf8.span) { closes = true }
      if bytes.hasListMember(field.value, "keep-alive".utf8.span) { staysOpen = true }
    case 14 where first == UInt8(ascii: "c") && bytes.isSame(field.name, as: "content-length".utf8.span):
      guard contentLength == nil else { throw .repeatedContentLength }
      guard !isChunked else { throw .contentLengthWithTransferEncoding }
      guard let length = bytes.decimal(field.value) else { throw .malformedContentLength }
      contentLength = length
    case 17 where first == UInt8(ascii: "t") && bytes.isSame(field.name, as: "transfer-encoding".utf8.span):
      guard contentLength == nil else { throw .contentLengthWithTransferEncoding }
      guard !isChunked else { throw .repeatedTransferEncoding }
      // The name of a coding has no case (RFC 9112 §7). Nothing else is forgiven: no list, no quotes, no
      // parameter.
      guard bytes.isSame(field.value, as: "chunked".utf8.span) else { throw .unsupportedTransferEncoding }
      isChunked = true
    default:
      break
    }
  }

  /// Whether the connection outlives the message (RFC 9112 §9.3): `close` wins over everything, then the
  /// version decides.
  func keepsAlive(_ version: HTTPVersion) -> Bool {
    switch version {
    case .http11: !closes
    case .http10: !closes && staysOpen
    }
  }

  private mutating func noteHost(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(HTTPFailure) {
    guard !hasHost else { throw .repeatedHost }
    guard Self.isHostAndPort(bytes, value) else { throw .malformedHost }
    hasHost = true
  }

  /// Whether bytes are a host, with a port or without (`uri-host [ ":" port ]`, RFC 9110 §7.2): one colon at
  /// the most outside of brackets, and figures behind it. Nothing at all is a host too.
  static func isHostAndPort(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
    for index in value where !HTTPByte.isHost(bytes[index]) { return false }
    var end = value.lowerBound
    if end < value.upperBound, bytes[end] == UInt8(ascii: "[") {
      while end < value.upperBound, bytes[end] != UInt8(ascii: "]") { end += 1 }
      guard end < value.upperBound else { return false }
      end += 1
    } else {
      while end < value.upperBound, bytes[end] != HTTPByte.colon {
        if bytes[end] == UInt8(ascii: "[") || bytes[end] == UInt8(ascii: "]") { return false }
        end += 1
      }
    }
    guard end < value.upperBound else { return true }
    guard bytes[end] == HTTPByte.colon else { return false }
    for index in (end + 1)..<value.upperBound where !(0x30...0x39).contains(bytes[index]) { return false }
    return true
  }
}
