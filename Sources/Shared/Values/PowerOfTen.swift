/// The powers of ten that fit into 128 bits.
enum PowerOfTen {
  /// The largest exponent that `signed` and `unsigned` take.
  static let exponentMax = 38

  private static let table: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 0..<exponentMax { powers.append(powers[powers.count - 1] * 10) }
    return powers
  }()

  /// Ten to the power of `exponent`, 0 … `exponentMax`.
  static func signed(_ exponent: Int) -> Int128 { table[exponent] }

  /// Ten to the power of `exponent`, 0 … `exponentMax`.
  static func unsigned(_ exponent: Int) -> UInt128 { UInt128(truncatingIfNeeded: table[exponent]) }
}
