extension ExactDecimal {
  /// Reads plain notation: `-?digits[.digits]`.
  ///
  /// No exponent, no plus sign, no space, no digit grouping, and digits on both sides of a point. `Decimal`
  /// of Foundation takes "0.1abc" and "1,5" and cuts long values silently; an amount that is not understood
  /// entirely has to be refused.
  ///
  /// - Throws: `malformed`; `tooLong` for more than `textByteCountMax` bytes or `scaleMax` decimals;
  ///   `overflow` for more than 38 digits.
  public init(_ text: String) throws(Failure) {
    try self.init(utf8: text.utf8Span.span)
  }

  /// Reads plain notation, `-?digits[.digits]`, from bytes.
  ///
  /// - Throws: as `init(_:)` for text.
  public init(utf8 span: Span<UInt8>) throws(Failure) {
    if span.count > Self.textByteCountMax { throw .tooLong }
    var position = 0
    let isNegative = span.count > 0 && span[0] == UInt8(ascii: "-")
    if isNegative { position = 1 }
    var digits = DigitAccumulator()
    guard try Self.digits(of: span, from: &position, into: &digits) > 0 else { throw .malformed }
    var decimals = 0
    if position < span.count {
      guard span[position] == UInt8(ascii: ".") else { throw .malformed }
      position += 1
      decimals = try Self.digits(of: span, from: &position, into: &digits)
      guard decimals > 0, position == span.count else { throw .malformed }
      if decimals > Self.scaleMax { throw .tooLong }
    }
    self.init(unchecked: try digits.finish(isNegative: isNegative), scale: decimals)
  }

  /// Reads a number as JSON writes it (RFC 8259 section 6), exponent included, exactly.
  ///
  /// "1.5e3" is 1500 and "1E-8" is 0.00000001: an exponent is another spelling, never a reason to go through
  /// floating point.
  ///
  /// - Throws: as `init(_:)` for text; `overflow` also for an exponent that leaves the range.
  public init(jsonNumber text: String) throws(Failure) {
    try self.init(jsonNumberUTF8: text.utf8Span.span)
  }

  /// Reads a number as JSON writes it from bytes.
  ///
  /// - Throws: as `init(jsonNumber:)` for text.
  public init(jsonNumberUTF8 span: Span<UInt8>) throws(Failure) {
    if span.count > Self.textByteCountMax { throw .tooLong }
    var position = 0
    let isNegative = span.count > 0 && span[0] == UInt8(ascii: "-")
    if isNegative { position = 1 }
    let first = position
    var digits = DigitAccumulator()
    let wholeCount = try Self.digits(of: span, from: &position, into: &digits)
    guard wholeCount > 0, wholeCount == 1 || span[first] != UInt8(ascii: "0") else { throw .malformed }
    var decimals = 0
    if position < span.count, span[position] == UInt8(ascii: ".") {
      position += 1
      decimals = try Self.digits(of: span, from: &position, into: &digits)
      guard decimals > 0 else { throw .malformed }
    }
    let exponent = try Self.exponent(of: span, from: &position)
    guard position == span.count else { throw .malformed }
    try self.init(try digits.finish(isNegative: isNegative), scale: decimals - exponent)
  }

  /// A value whose scale may be out of range: zeros are added or taken off to bring it in.
  private init(_ significand: Int128, scale: Int) throws(Failure) {
    if significand == 0 {
      self.init(unchecked: 0, scale: max(0, min(scale, Self.scaleMax)))
      return
    }
    if scale < 0 {
      guard -scale <= PowerOfTen.exponentMax else { throw .overflow }
      let (grown, overflow) = significand.multipliedReportingOverflow(by: PowerOfTen.signed(-scale))
      guard !overflow, grown != .min else { throw .overflow }
      self.init(unchecked: grown, scale: 0)
      return
    }
    var (value, decimals) = (significand, scale)
    while decimals > Self.scaleMax {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { throw .overflow }
      (value, decimals) = (quotient, decimals - 1)
    }
    self.init(unchecked: value, scale: decimals)
  }

  /// Takes the digits from `position` on; returns how many there were.
  private static func digits(
    of span: Span<UInt8>, from position: inout Int, into digits: inout DigitAccumulator
  ) throws(Failure) -> Int {
    let first = position
    while position < span.count {
      let digit = span[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      try digits.append(digit)
      position += 1
    }
    return position - first
  }

  /// Reads `e`, an optional sign and digits, if they are there. An exponent too large to matter is cut to one
  /// that overflows.
  private static func exponent(of span: Span<UInt8>, from position: inout Int) throws(Failure) -> Int {
    guard position < span.count, span[position] | 0x20 == UInt8(ascii: "e") else { return 0 }
    position += 1
    guard position < span.count else { throw .malformed }
    let isNegative = span[position] == UInt8(ascii: "-")
    if isNegative || span[position] == UInt8(ascii: "+") { position += 1 }
    let first = position
    var exponent = 0
    while position < span.count, case let digit = span[position] &- UInt8(ascii: "0"), digit < 10 {
      exponent = min(exponent * 10 + Int(digit), 1_000_000)
      position += 1
    }
    guard position > first else { throw .malformed }
    return isNegative ? -exponent : exponent
  }
}
