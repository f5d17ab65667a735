/// Plain decimals as whole numbers of 10⁻⁸.
public enum ExactUnits {
  /// The units of a decimal such as `0.385`; `nil` for a sign, an exponent, more than eight decimals that
  /// count, or what does not fit 64 bits.
  public static func parse(_ text: some StringProtocol) -> Int? {
    var value = 0
    var decimals: Int?
    var digits = 0
    for byte in text.utf8 {
      if byte == 0x2E, decimals == nil, digits > 0 {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      digits += 1
      if let count = decimals {
        guard count < 8 else {
          guard byte == 0x30 else { return nil }
          continue
        }
        decimals = count + 1
      }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow, product <= Int.max - 9 else { return nil }
      value = product + Int(byte - 0x30)
    }
    guard digits > 0, decimals != 0 else { return nil }
    for _ in (decimals ?? 0)..<8 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product
    }
    return value
  }
}
