/// Reads the exchange's amounts into units of 10⁻⁸, straight from the bytes of a recording.
enum AmountText {
  /// No recorded price, and no recorded quantity of a trade or a level, may be more: what is made of a few of
  /// them then fits.
  static let unitsMax = 1 << 60

  /// A recorded price: more than zero. Nobody buys or sells for nothing, so such a recording is damaged.
  static func price(_ text: ArraySlice<UInt8>) -> Int? {
    units(text).flatMap { (1...unitsMax).contains($0) ? $0 : nil }
  }

  /// A recorded quantity; zero takes a level away.
  static func quantity(_ text: ArraySlice<UInt8>) -> Int? {
    units(text).flatMap { $0 <= unitsMax ? $0 : nil }
  }

  /// The units of a plain decimal with at most eight decimals that count, with or without quotes; `nil` for
  /// anything else or what does not fit 64 bits.
  static func units(_ text: ArraySlice<UInt8>) -> Int? {
    var bytes = text
    if bytes.first == 0x22, bytes.last == 0x22, bytes.count >= 2 { bytes = bytes.dropFirst().dropLast() }
    var value = 0
    var decimals = -1
    var digits = 0
    for byte in bytes {
      if byte == 0x2E, decimals < 0, digits > 0 {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      digits += 1
      if decimals >= 8 {
        guard byte == 0x30 else { return nil }
        continue
      }
      if decimals >= 0 { decimals += 1 }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow, product <= Int.max - 9 else { return nil }
      value = product + Int(byte - 0x30)
    }
    guard digits > 0, decimals != 0 else { return nil }
    for _ in max(0, decimals)..<8 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product
    }
    return value
  }
}
