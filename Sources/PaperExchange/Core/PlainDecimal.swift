/// A plain decimal, read to its last digit: 1 to 20 digits, with or without a point and 1 to 20 more; neither
/// sign nor exponent. The exchange's own expression for an amount is the same,
/// `^([0-9]{1,20})(\.[0-9]{1,20})?$`.
///
/// The one reader of amounts of this program, of recordings as of requests and of the command line. What is
/// wrong with a number that can be read (too fine, too large, zero) each of them says in its own words.
public struct PlainDecimal: Sendable, Hashable {
  /// Digits before the point, and after it.
  public static let digitCountMax = 20
  private static let unitDecimals = 8

  /// The value in units of 10⁻⁸, cut after the eighth decimal.
  public let units: Int128
  /// Decimals up to the last one that is not zero.
  public let decimalCount: Int
  /// Decimals as they were written, zeros at the end included.
  public let writtenDecimalCount: Int

  /// Reads a text; `nil` for anything else than a plain decimal.
  public init?(_ text: some Sequence<UInt8>) {
    var units: Int128 = 0
    var digitCount = 0
    var decimalCount = 0
    var written: Int?
    for byte in text {
      if byte == 0x2E, written == nil, digitCount > 0 {
        written = 0
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      if let passed = written {
        guard passed < Self.digitCountMax else { return nil }
        written = passed + 1
        if byte != 0x30 { decimalCount = passed + 1 }
        guard passed < Self.unitDecimals else { continue }
      } else {
        guard digitCount < Self.digitCountMax else { return nil }
        digitCount += 1
      }
      units = units * 10 + Int128(byte - 0x30)
    }
    guard digitCount > 0, written != 0 else { return nil }
    for _ in min(Self.unitDecimals, written ?? 0)..<Self.unitDecimals { units *= 10 }
    self.units = units
    self.decimalCount = decimalCount
    writtenDecimalCount = written ?? 0
  }

  /// The units of a number with at most eight decimals that count, in 64 bits; `nil` for others.
  public var exactUnits: Int? { decimalCount <= Self.unitDecimals ? Int(exactly: units) : nil }
}
