/// A decimal number held exactly: a whole significand times ten to the power of minus `scale`.
///
/// Prices, quantities and balances are this and never binary floating point: 0.1 has no exact `Double`, and
/// an exchange refuses or, worse, accepts the difference. A scale is kept as it was read ("0.10" prints as
/// "0.10"), since the exchange's own text shows the precision it uses, while equality, order and hash are
/// those of the number (0.10 == 0.1).
///
/// Holds up to 38 digits, of which up to `scaleMax` are decimals. Whatever does not fit throws; nothing is
/// cut silently.
public struct ExactDecimal: Sendable {
  /// The most decimals a value may have.
  public static let scaleMax = 30

  /// The most bytes of text that are read as one number, signs and leading zeros included.
  public static let textByteCountMax = 96

  /// Zero, without decimals.
  public static let zero = ExactDecimal(unchecked: 0, scale: 0)

  /// The number without its decimal point.
  public let significand: Int128

  let storedScale: UInt8

  /// How many of the significand's digits are decimals, 0 … `scaleMax`.
  public var scale: Int { Int(storedScale) }

  /// A whole number.
  public init(_ integer: Int) {
    self.significand = Int128(integer)
    self.storedScale = 0
  }

  /// A value from its parts, trusted.
  ///
  /// - Precondition: `scale` is 0 … `scaleMax`, and the significand is not `Int128.min`, which has no
  ///   positive counterpart.
  public init(unchecked significand: Int128, scale: Int) {
    precondition(scale >= 0 && scale <= Self.scaleMax && significand != .min, "not an ExactDecimal")
    self.significand = significand
    self.storedScale = UInt8(truncatingIfNeeded: scale)
  }

  /// Whether the number is zero, with any count of decimals.
  public var isZero: Bool { significand == 0 }

  /// Whether the number is less than zero.
  public var isNegative: Bool { significand < 0 }

  /// The number with the opposite sign.
  public var negated: ExactDecimal { ExactDecimal(unchecked: -significand, scale: scale) }

  /// The number without its sign.
  public var magnitude: ExactDecimal { isNegative ? negated : self }

  /// The same number with as few decimals as it needs.
  public var withoutTrailingZeros: ExactDecimal {
    if significand == 0 { return .zero }
    var (value, decimals) = (significand, scale)
    while decimals > 0 {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      (value, decimals) = (quotient, decimals - 1)
    }
    return ExactDecimal(unchecked: value, scale: decimals)
  }
}
