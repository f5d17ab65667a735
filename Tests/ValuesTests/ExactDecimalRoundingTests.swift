import TestSupport
import Testing
import Values

@Suite struct `Rounding to steps` {
  @Test(arguments: [
    ("0.0012345", "0.00001000", "0.00123", false), ("1.5", "0.5", "1.5", true),
    ("1.50000000", "0.1", "1.5", true),
    ("100", "1", "100", true), ("199.99", "100", "100", false), ("-0.0012345", "0.00001", "-0.00123", false),
    ("7", "0.3", "6.9", false), ("0.00001000", "0.00001", "0.00001", true), ("12.5", "2.50", "12.5", true),
    ("170141183460469231731687303715884105727", "2", "170141183460469231731687303715884105726", false),
  ])
  func `an amount goes down to a whole number of steps`(
    amount: String, step: String, expected: String, isExact: Bool
  ) throws {
    let rounded = try ExactDecimal(amount).roundedDown(toStep: try ExactDecimal(step))
    #expect(rounded?.value.description == expected)
    #expect(rounded?.isExact == isExact)
    #expect(try ExactDecimal(amount).isMultiple(of: ExactDecimal(step)) == isExact)
  }

  @Test(arguments: [
    ("0.000009", "0.00001"), ("0", "1"), ("-0.4", "0.5"), ("0.000000000000000000000000000001", "1"),
    ("170141183460469231731687303715884105727", "0.03"),
  ])
  func `less than one step, or more than fits, is no amount`(amount: String, step: String) throws {
    #expect(try ExactDecimal(amount).roundedDown(toStep: ExactDecimal(step)) == nil)
  }

  @Test func `multiples of zero and of negative steps`() throws {
    #expect(ExactDecimal.zero.isMultiple(of: .zero))
    #expect(!ExactDecimal(1).isMultiple(of: .zero))
    #expect(try ExactDecimal("-1.5").isMultiple(of: ExactDecimal("-0.5")))
    #expect(try !ExactDecimal("1.6").isMultiple(of: ExactDecimal("-0.5")))
  }

  @Test(arguments: [UInt64(5), 314_159])
  func `a rounded amount is a multiple, not more, and less than a step away`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let amount = ExactDecimal(
        unchecked: Int128(Int64.random(in: 1...Int64.max, using: &generator)),
        scale: Int.random(in: 0...18, using: &generator))
      let step = ExactDecimal(
        unchecked: Int128(Int64.random(in: 1...5_000, using: &generator)),
        scale: Int.random(in: 0...12, using: &generator))
      guard let rounded = amount.roundedDown(toStep: step) else {
        #expect(amount < step)
        continue
      }
      #expect(rounded.value.isMultiple(of: step))
      #expect(rounded.value <= amount && rounded.isExact == (rounded.value == amount))
      #expect(try amount.subtracting(rounded.value) < step)
    }
  }

  @Test(arguments: [
    ("1.2345", 2, ExactDecimal.Rounding.down, "1.23"), ("1.2345", 2, .up, "1.24"),
    ("1.2345", 3, .halfUp, "1.235"),
    ("-1.2345", 3, .halfUp, "-1.235"), ("-1.2345", 3, .down, "-1.234"), ("-1.2301", 2, .up, "-1.24"),
    ("1.2300", 2, .up, "1.23"), ("9.99", 1, .halfUp, "10.0"), ("0.5", 0, .halfUp, "1"),
    ("0.49", 0, .halfUp, "0"),
    ("1.5", 4, .down, "1.5"),
  ])
  func `rounding to decimals`(text: String, decimals: Int, rounding: ExactDecimal.Rounding, expected: String)
    throws
  {
    #expect(try ExactDecimal(text).rounded(decimals: decimals, rounding: rounding).description == expected)
  }
}
