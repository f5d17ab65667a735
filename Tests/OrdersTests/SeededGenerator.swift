import Values

/// SplitMix64 (Steele, Lea, Flood): the same numbers from the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// An amount of up to so many whole digits and decimals, never zero.
  mutating func amount(digits: Int, decimals: Int) -> ExactDecimal {
    let scale = Int.random(in: 0...decimals, using: &self)
    let count = Int.random(in: 1...(digits + scale), using: &self)
    var significand: Int128 = 0
    for _ in 0..<count { significand = significand * 10 + Int128(Int.random(in: 0...9, using: &self)) }
    return ExactDecimal(unchecked: max(1, significand), scale: scale)
  }
}
