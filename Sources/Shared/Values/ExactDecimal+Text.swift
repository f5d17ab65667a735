extension ExactDecimal: CustomStringConvertible {
  /// Plain notation with the scale the number was read with: "0.10" stays "0.10". Never an exponent.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Plain notation with exactly `decimals` decimals: zeros are added, and digits beyond are cut (toward
  /// zero, so that a text never claims more than there is). Round first where another rule is wanted.
  ///
  /// - Precondition: `decimals` is 0 … `scaleMax`.
  public func text(decimals: Int) -> String {
    precondition(decimals >= 0 && decimals <= Self.scaleMax, "a count of decimals is 0 to 30")
    let cut = rounded(decimals: decimals, rounding: .down)
    var bytes: [UInt8] = []
    cut.append(to: &bytes)
    if cut.scale < decimals {
      if cut.scale == 0 { bytes.append(UInt8(ascii: ".")) }
      for _ in cut.scale..<decimals { bytes.append(UInt8(ascii: "0")) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the ASCII bytes of `description`.
  public func append(to bytes: inout [UInt8]) {
    // Digits from the last to the first: 39 of them at most, and `scaleMax` + 1 when there are leading zeros.
    var digits = InlineArray<40, UInt8>(repeating: UInt8(ascii: "0"))
    var count = 0
    var rest = significand.magnitude
    while rest > UInt128(UInt64.max) {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder)
      (rest, count) = (quotient, count + 1)
    }
    var low = UInt64(truncatingIfNeeded: rest)
    while low != 0 {
      let (quotient, remainder) = low.quotientAndRemainder(dividingBy: 10)
      digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder)
      (low, count) = (quotient, count + 1)
    }
    count = max(count, scale + 1)
    // A sign and a point at most besides the digits.
    bytes.append(addingCapacity: count + 2) { output in
      if isNegative { output.append(UInt8(ascii: "-")) }
      while count > 0 {
        count &-= 1
        output.append(digits[count])
        if count == scale, scale > 0 { output.append(UInt8(ascii: ".")) }
      }
    }
  }
}
