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
    let isQuoted = text.count >= 2 && text.first == 0x22 && text.last == 0x22
    return PlainDecimal(isQuoted ? text.dropFirst().dropLast() : text)?.exactUnits
  }
}
