internal import Catalog

/// Takes fields off a payload, front to back; every length is checked against what is left.
struct PayloadReader {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private let type: UInt8

  init(_ bytes: ArraySlice<UInt8>, type: UInt8) {
    self.bytes = bytes
    index = bytes.startIndex
    self.type = type
  }

  init(_ frame: Frame) {
    self.init(frame.payload, type: frame.type)
  }

  private var restByteCount: Int { bytes.endIndex - index }

  mutating func u8() throws(WireFailure) -> UInt8 { UInt8(truncatingIfNeeded: try number(byteCount: 1)) }
  mutating func u16() throws(WireFailure) -> UInt16 { UInt16(truncatingIfNeeded: try number(byteCount: 2)) }
  mutating func u32() throws(WireFailure) -> UInt32 { UInt32(truncatingIfNeeded: try number(byteCount: 4)) }
  mutating func u64() throws(WireFailure) -> UInt64 { try number(byteCount: 8) }

  @inline(__always)
  private mutating func number(byteCount: Int) throws(WireFailure) -> UInt64 {
    guard restByteCount >= byteCount else { throw .malformed(type: type) }
    var value: UInt64 = 0
    for offset in 0..<byteCount { value |= UInt64(bytes[index + offset]) &<< UInt64(offset &* 8) }
    index += byteCount
    return value
  }

  /// A text behind its u16 length.
  mutating func text() throws(WireFailure) -> String {
    let byteCount = Int(try u16())
    guard restByteCount >= byteCount else { throw .malformed(type: type) }
    guard let text = String(validating: bytes[index..<index + byteCount], as: UTF8.self) else {
      throw .malformed(type: type)
    }
    index += byteCount
    return text
  }

  /// A text behind its u16 length that is most likely a tool's name: then it is the table's own `String`, and
  /// none is made.
  mutating func toolName() throws(WireFailure) -> String {
    let start = index
    let byteCount = Int(try u16())
    guard restByteCount >= byteCount else { throw .malformed(type: type) }
    if let tool = Catalog.tool(utf8: bytes[index..<index + byteCount].span) {
      index += byteCount
      return tool.name
    }
    index = start
    return try text()
  }

  /// Bytes behind their u32 length.
  mutating func block(byteCountMax: Int) throws(WireFailure) -> [UInt8] {
    let byteCount = Int(try u32())
    guard byteCount <= byteCountMax, byteCount <= restByteCount else { throw .malformed(type: type) }
    defer { index += byteCount }
    return Array(bytes[index..<index + byteCount])
  }

  /// Who asks: his scopes, and his name behind its length. Without a name it is the local client, who has all
  /// scopes.
  mutating func principal() throws(WireFailure) -> Principal {
    let scopes = ScopeSet(rawValue: try u8())
    let byteCount = Int(try u8())
    guard scopes.isSubset(of: .all), byteCount <= restByteCount else { throw .malformed(type: type) }
    if byteCount == 0 {
      guard scopes == .all else { throw .malformed(type: type) }
      return .local
    }
    let name = bytes[index..<index + byteCount]
    index += byteCount
    guard let principal = Principal(name: String(decoding: name, as: UTF8.self), scopes: scopes) else {
      throw .malformed(type: type)
    }
    return principal
  }

  /// Everything that is left.
  mutating func remainder() -> ArraySlice<UInt8> {
    let rest = bytes[index...]
    index = bytes.endIndex
    return rest
  }

  /// Refuses fields that nobody asked for.
  func finish() throws(WireFailure) {
    guard restByteCount == 0 else { throw .malformed(type: type) }
  }
}

extension [UInt8] {
  mutating func append(u16 value: UInt16) { appendLittleEndian(UInt64(value), byteCount: 2) }
  mutating func append(u32 value: UInt32) { appendLittleEndian(UInt64(value), byteCount: 4) }
  mutating func append(u64 value: UInt64) { appendLittleEndian(value, byteCount: 8) }

  @inline(__always)
  private mutating func appendLittleEndian(_ value: UInt64, byteCount: Int) {
    append(addingCapacity: byteCount) { (output: inout OutputSpan<UInt8>) in
      for index in 0..<byteCount { output.append(UInt8(truncatingIfNeeded: value &>> UInt64(index &* 8))) }
    }
  }

  /// A text behind its u16 length, cut between two scalars when it is longer than `byteCountMax`.
  ///
  /// Counted in bytes and not in characters: one character may carry any number of combining marks, and a
  /// peer that was taken over would send them.
  mutating func append(text: String, byteCountMax: Int = Int(UInt16.max)) {
    var end = text.utf8.startIndex
    var byteCount = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if byteCount + width > byteCountMax { break }
      byteCount += width
      end = text.utf8.index(end, offsetBy: width)
    }
    append(u16: UInt16(byteCount))
    append(contentsOf: text.utf8[..<end])
  }
}
