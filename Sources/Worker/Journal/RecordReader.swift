internal import Values

/// Takes the fields off a record's bytes, front to back; every length is checked against what is left.
struct RecordReader {
  /// The bytes are none that `RecordBytes` writes.
  struct Fault: Error {}

  private let bytes: [UInt8]
  private var index: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  var isAtEnd: Bool { index == end }

  private mutating func take(_ count: Int) throws(Fault) -> Range<Int> {
    guard count >= 0, count <= end - index else { throw Fault() }
    defer { index += count }
    return index..<index + count
  }

  mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(Fault) -> Number {
    let range = try take(Number.bitWidth / 8)
    let parts = bytes.span.extracting(range)
    var value: Number = 0
    for place in parts.indices.reversed() {
      value = value &<< 8 | Number(truncatingIfNeeded: parts[place])
    }
    return value
  }

  /// The greatest time, window or day that a record may name: nothing that is computed from one overflows.
  static let timeMax = 1 << 53

  mutating func time() throws(Fault) -> Int {
    let time = Int(try number(Int64.self))
    guard time.magnitude <= Self.timeMax else { throw Fault() }
    return time
  }

  mutating func flag() throws(Fault) -> Bool {
    let byte = try number(UInt8.self)
    guard byte <= 1 else { throw Fault() }
    return byte == 1
  }

  mutating func text(byteCountMax: Int) throws(Fault) -> String {
    let count = Int(try number(UInt32.self))
    guard count <= byteCountMax else { throw Fault() }
    let range = try take(count)
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
    } catch {
      throw Fault()
    }
  }

  mutating func name() throws(Fault) -> String { try text(byteCountMax: RecordBounds.nameByteCountMax) }
  mutating func words() throws(Fault) -> String { try text(byteCountMax: RecordBounds.wordsByteCountMax) }
  mutating func reason() throws(Fault) -> String { try text(byteCountMax: RecordBounds.reasonByteCountMax) }
  mutating func report() throws(Fault) -> String { try text(byteCountMax: RecordBounds.reportByteCountMax) }

  mutating func raw(_ count: Int) throws(Fault) -> [UInt8] { Array(bytes[try take(count)]) }

  mutating func digest() throws(Fault) -> [UInt8] {
    let count = Int(try number(UInt8.self))
    guard count <= RecordBounds.digestByteCountMax else { throw Fault() }
    return try raw(count)
  }

  mutating func decimal() throws(Fault) -> ExactDecimal {
    let scale = Int(try number(UInt8.self))
    let count = Int(try number(UInt8.self))
    guard scale <= ExactDecimal.scaleMax, (1...16).contains(count) else { throw Fault() }
    let range = try take(count)
    var significand: Int128 = bytes[range.upperBound - 1] >= 0x80 ? -1 : 0
    for place in range.reversed() { significand = significand << 8 | Int128(bytes[place]) }
    guard significand != .min else { throw Fault() }
    return ExactDecimal(unchecked: significand, scale: scale)
  }

  mutating func optional<Value>(
    _ body: (inout RecordReader) throws(Fault) -> Value
  ) throws(Fault) -> Value? {
    try flag() ? try body(&self) : nil
  }
}
