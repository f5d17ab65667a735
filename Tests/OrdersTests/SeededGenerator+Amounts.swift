import TestSupport
import Values

extension SeededGenerator {
  /// An amount of up to so many whole digits and decimals, never zero.
  mutating func amount(digits: Int, decimals: Int) -> ExactDecimal {
    let scale = Int.random(in: 0...decimals, using: &self)
    let count = Int.random(in: 1...(digits + scale), using: &self)
    var significand: Int128 = 0
    for _ in 0..<count { significand = significand * 10 + Int128(Int.random(in: 0...9, using: &self)) }
    return ExactDecimal(unchecked: max(1, significand), scale: scale)
  }
}
