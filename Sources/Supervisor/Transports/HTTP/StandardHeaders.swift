internal import HTTP
internal import MCP

/// The headers that repeat parts of a request of 2026-07-28 for those who look at headers only, and whether
/// they say the same as the body ("Streamable HTTP", "Server Validation").
///
/// Whoever routes by a header and whoever acts by the body must not be told two things.
enum StandardHeaders {
  static let version = "MCP-Protocol-Version"
  static let method = "Mcp-Method"
  static let name = "Mcp-Name"

  /// The first of them that is there more than once.
  static func repeated(_ headers: HTTPHeaders) -> String? {
    [version, method, name].first { headers.count(of: $0) > 1 }
  }

  /// The version that header and body agree on, when it is none that we speak.
  static func unknownVersion(_ message: MessageGlance, _ headers: HTTPHeaders) -> String? {
    guard let said = single(version, headers), said == message.version, ProtocolVersion(rawValue: said) == nil
    else { return nil }
    return said
  }

  /// The header that is missing or says something else than the body; `nil` when all are right.
  static func mismatch(_ message: MessageGlance, _ headers: HTTPHeaders) -> String? {
    guard let said = single(version, headers) else { return version }
    // A body without a version is refused for that, and not for the header.
    if let version = message.version, version != said { return Self.version }
    if message.kind == .notification {
      // This revision demands it of requests and leaves notifications open ("Standard Request Headers", and
      // the note to "Sending Messages"): one without it is taken, one that contradicts itself is not.
      let isRight = !headers.contains(method) || single(method, headers) == message.method
      return isRight ? nil : method
    }
    guard message.kind == .request else { return nil }
    guard let saidMethod = single(method, headers), saidMethod == message.method else { return method }
    guard message.hasName else { return nil }
    // A body without a name is refused for that, unless the header has one.
    let saidName = single(name, headers).flatMap { decoded($0) }
    return saidName == message.name ? nil : name
  }

  /// The header that says something else than the argument which it repeats, or is not there; `nil` when all
  /// are right ("Server Behavior for Custom Headers").
  static func mismatch(_ arguments: [MirroredArgument], _ headers: HTTPHeaders) -> String? {
    for argument in arguments {
      let said = single(argument.header, headers).flatMap { decoded($0) }
      // One that is there twice, or says what no header can, is not taken for one that is not there.
      if said == nil, headers.contains(argument.header) { return argument.header }
      if !argument.agrees(with: said) { return argument.header }
    }
    return nil
  }

  private static func single(_ name: String, _ headers: HTTPHeaders) -> String? {
    guard headers.count(of: name) == 1, let value = headers[name], isPlain(value) else { return nil }
    return value
  }

  /// Visible ASCII, blanks and tabs: what a value may hold.
  private static func isPlain(_ value: String) -> Bool {
    value.utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x09 }
  }

  private static let sentinelStart = "=?base64?"
  private static let sentinelEnd = "?="

  /// What a value stands for: itself, or what its Base64 says when it is marked so. `nil` when that is not
  /// Base64 of UTF-8.
  static func decoded(_ value: String) -> String? {
    guard value.hasPrefix(sentinelStart), value.hasSuffix(sentinelEnd),
      value.utf8.count >= sentinelStart.utf8.count + sentinelEnd.utf8.count
    else { return value }
    let inside = value.utf8.dropFirst(sentinelStart.utf8.count).dropLast(sentinelEnd.utf8.count)
    guard let bytes = strictBase64(Array(inside)) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// Base64 with its padding (RFC 4648 §4) and nothing else: two texts must not stand for one value.
  private static func strictBase64(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var word: UInt32 = 0
    for (index, byte) in text.enumerated() {
      let isPadding = index >= text.count - padding
      guard let value = isPadding ? 0 : value(of: byte) else { return nil }
      word = word << 6 | value
      guard index % 4 == 3 else { continue }
      bytes.append(UInt8(truncatingIfNeeded: word >> 16))
      bytes.append(UInt8(truncatingIfNeeded: word >> 8))
      bytes.append(UInt8(truncatingIfNeeded: word))
    }
    // Bits that the padding leaves over must be zero.
    guard bytes.suffix(padding).allSatisfy({ $0 == 0 }) else { return nil }
    bytes.removeLast(padding)
    return bytes
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
