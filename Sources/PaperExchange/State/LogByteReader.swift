/// Reads what `LogBytes` wrote; `nil` for what is too short or no text.
struct LogByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
    guard let bytes = raw(Number.bitWidth / 8) else { return nil }
    return bytes.reversed().reduce(Number(0)) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  mutating func raw(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func text() -> String? {
    guard let count = number(UInt32.self), let bytes = raw(Int(count)) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
