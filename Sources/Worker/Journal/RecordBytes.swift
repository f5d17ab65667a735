internal import Values

/// The fields of a record as bytes: numbers little-endian, texts and digests behind their length, what may be
/// missing behind a byte that says whether it is there.
struct RecordBytes {
  private(set) var bytes: [UInt8] = []

  /// No bytes, with room for so many.
  init(reservingByteCount byteCount: Int = 0) {
    bytes.reserveCapacity(byteCount)
  }

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    Self.append(number, to: &bytes)
  }

  /// Appends a number to bytes that are no record's.
  @inline(__always)
  static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: Number.bitWidth / 8) { (output: inout OutputSpan<UInt8>) in
      var rest = number
      for _ in 0..<(Number.bitWidth / 8) {
        output.append(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
  }

  mutating func append(raw: [UInt8]) {
    bytes.append(contentsOf: raw)
  }

  mutating func append(time: Int) { append(Int64(time)) }

  /// A text that means something only as a whole: one that is over its bound is refused.
  mutating func append(
    _ text: String, byteCountMax: Int, _ name: StaticString
  ) throws(JournalFailure) {
    let count = text.utf8.count
    guard count <= byteCountMax else {
      throw .notRecordable("\(name) has \(count) bytes, of at most \(byteCountMax)")
    }
    append(UInt32(count))
    bytes.append(contentsOf: text.utf8)
  }

  /// A text for people: what is over its bound is left out at the end.
  mutating func append(clipped text: String, byteCountMax: Int) {
    let clipped = text.clipped(byteCountMax: byteCountMax)
    append(UInt32(clipped.utf8.count))
    bytes.append(contentsOf: clipped.utf8)
  }

  mutating func append(digest: [UInt8], _ name: StaticString) throws(JournalFailure) {
    guard digest.count <= RecordBounds.digestByteCountMax else {
      throw .notRecordable("\(name) has \(digest.count) bytes, of at most \(RecordBounds.digestByteCountMax)")
    }
    append(UInt8(digest.count))
    append(raw: digest)
  }

  /// Decimals, then the significand in as few bytes as hold it with its sign.
  mutating func append(_ decimal: ExactDecimal) {
    append(UInt8(decimal.scale))
    var rest = decimal.significand
    var digits: [UInt8] = []
    repeat {
      digits.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    } while !(rest == 0 && digits[digits.count - 1] < 0x80)
      && !(rest == -1 && digits[digits.count - 1] >= 0x80)
    append(UInt8(digits.count))
    append(raw: digits)
  }

  /// Something that may be missing.
  mutating func append<Value>(
    optional value: Value?, _ body: (inout RecordBytes, Value) throws(JournalFailure) -> Void
  ) throws(JournalFailure) {
    append(UInt8(value == nil ? 0 : 1))
    if let value { try body(&self, value) }
  }
}
