/// Where one field line lies in the bytes of its head.
///
/// Offsets instead of strings: a reply has a dozen fields of which two or three are ever looked at.
/// Thirty-two bits suffice because `HTTPLimits` keeps a head under 1 GiB.
struct HTTPField: Sendable {
  private let nameStart: UInt32
  private let nameEnd: UInt32
  private let valueStart: UInt32
  private let valueEnd: UInt32

  init(name: Range<Int>, value: Range<Int>) {
    nameStart = UInt32(name.lowerBound)
    nameEnd = UInt32(name.upperBound)
    valueStart = UInt32(value.lowerBound)
    valueEnd = UInt32(value.upperBound)
  }

  /// For offsets that are known to be in order and within the bounds of a head.
  @inline(__always)
  init(nameStart: Int, nameEnd: Int, valueStart: Int, valueEnd: Int) {
    self.nameStart = UInt32(truncatingIfNeeded: nameStart)
    self.nameEnd = UInt32(truncatingIfNeeded: nameEnd)
    self.valueStart = UInt32(truncatingIfNeeded: valueStart)
    self.valueEnd = UInt32(truncatingIfNeeded: valueEnd)
  }

  var nameByteCount: Int { Int(nameEnd &- nameStart) }
  var nameOffset: Int { Int(nameStart) }

  var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
  var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
}
