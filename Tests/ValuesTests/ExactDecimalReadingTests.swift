import Testing
import Values

@Suite struct `Reading an exact decimal` {
  @Test(arguments: [
    "0", "0.10", "1", "-1", "00.50", "27123.45000000", "0.00000001", "-0.5", "922327.00000000",
    "170141183460469231731687303715884105727", "-170141183460469231731687303715884105727",
    "0.000000000000000000000000000001", "99999999.123456789012345678901234567890",
  ])
  func `plain notation is read and printed back`(text: String) throws {
    let printed = try ExactDecimal(text).description
    #expect(printed == (text == "00.50" ? "0.50" : text))
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "-.5", "+1", " 1", "1 ", "1e3", "0x10", "1,5", "0.1abc", "--1", "1.2.3",
    "1_000", "NaN",
    "Infinity", "１", "1\u{0}", "\u{2212}1", "1/2", "1:0",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: ExactDecimal.Failure.malformed) { try ExactDecimal(text) }
  }

  @Test func `more than fits is refused and never cut`() {
    #expect(throws: ExactDecimal.Failure.overflow) {
      try ExactDecimal("170141183460469231731687303715884105728")
    }
    #expect(throws: ExactDecimal.Failure.overflow) {
      try ExactDecimal("-170141183460469231731687303715884105728")
    }
    #expect(throws: ExactDecimal.Failure.overflow) { try ExactDecimal(String(repeating: "9", count: 60)) }
    #expect(throws: ExactDecimal.Failure.tooLong) {
      try ExactDecimal("0." + String(repeating: "1", count: 31))
    }
    #expect(throws: ExactDecimal.Failure.tooLong) { try ExactDecimal(String(repeating: "0", count: 97)) }
  }

  @Test(arguments: [
    ("1E-8", "0.00000001"), ("1.5e3", "1500"), ("1.50e1", "15.0"), ("-2.5E+2", "-250"), ("0e99", "0"),
    ("0e-999999999999999999999", "0.000000000000000000000000000000"),
    ("1e38", "1" + String(repeating: "0", count: 38)),
    ("10000e-34", "0." + String(repeating: "0", count: 29) + "1"), ("0.1", "0.1"), ("-0", "0"), ("12", "12"),
  ])
  func `a JSON number is read exactly, exponent included`(text: String, plain: String) throws {
    let number = try ExactDecimal(jsonNumber: text)
    #expect(number.description == plain)
  }

  @Test(arguments: [
    "", "01", "1.", ".1", "1e", "1e+", "+1", "1 ", "e5", "1e5.0", "0x1", "-", "1ee5", "00", "-01",
  ])
  func `what JSON does not call a number is refused`(text: String) {
    #expect(throws: ExactDecimal.Failure.malformed) { try ExactDecimal(jsonNumber: text) }
  }

  @Test(arguments: ["1e39", "1e999999999999999999999", "1e-31", "-3e-400", "2e38"])
  func `an exponent that leaves the range is refused`(text: String) {
    #expect(throws: ExactDecimal.Failure.overflow) { try ExactDecimal(jsonNumber: text) }
  }

  @Test func `equality, order and hash are those of the number`() throws {
    let short = try ExactDecimal("0.1")
    let long = try ExactDecimal("0.1000000")
    #expect(short == long)
    #expect(short.hashValue == long.hashValue)
    #expect(Set([short, long, try ExactDecimal("0.10")]).count == 1)
    #expect(!(short < long) && !(long < short))
    #expect(try ExactDecimal("-0.2") < short)
    #expect(try ExactDecimal("0.09999") < short)
    let huge = try ExactDecimal("170141183460469231731687303715884105727")
    let tiny = try ExactDecimal("0.000000000000000000000000000001")
    #expect(tiny < huge && huge.negated < tiny && tiny != huge && huge.negated < tiny.negated)
    #expect(try ExactDecimal("-0.0").isZero)
    #expect(try !ExactDecimal("-0.0").isNegative)
  }

  @Test func `text has exactly the decimals asked for`() throws {
    #expect(try ExactDecimal("1.5").text(decimals: 3) == "1.500")
    #expect(try ExactDecimal("7").text(decimals: 2) == "7.00")
    #expect(try ExactDecimal("7").text(decimals: 0) == "7")
    #expect(try ExactDecimal("-1.999").text(decimals: 2) == "-1.99")
    #expect(try ExactDecimal("-0.001").text(decimals: 2) == "0.00")
    #expect(ExactDecimal(-42).description == "-42")
    #expect(ExactDecimal(Int.min).description == "-9223372036854775808")
    #expect(try ExactDecimal("100.2500").withoutTrailingZeros.description == "100.25")
    #expect(try ExactDecimal("100").withoutTrailingZeros.description == "100")
    #expect(try ExactDecimal("0.000").withoutTrailingZeros.description == "0")
  }
}
