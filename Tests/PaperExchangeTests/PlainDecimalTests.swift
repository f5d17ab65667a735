import PaperCore
import Testing

@Suite struct `Plain decimals` {
  @Test(arguments: [
    ("0", 0, 0, 0), ("1", 100_000_000, 0, 0), ("0.00000001", 1, 8, 8), ("1.50", 150_000_000, 1, 2),
    ("007.000", 700_000_000, 0, 3), ("0.123456789", 12_345_678, 9, 9),
    ("1.00000000000000000000", 100_000_000, 0, 20), ("92233720368.54775807", Int.max, 8, 8),
  ])
  func `are read to the last digit`(_ text: String, units: Int, decimals: Int, written: Int) throws {
    let number = try #require(PlainDecimal(text.utf8))
    #expect(number.units == Int128(units))
    #expect(number.decimalCount == decimals && number.writtenDecimalCount == written)
    #expect(number.exactUnits == (decimals <= 8 ? units : nil))
  }

  @Test func `may be as large as twenty digits`() throws {
    let number = try #require(PlainDecimal("99999999999999999999.99999999999999999999".utf8))
    #expect(number.units == 9_999_999_999_999_999_999_999_999_999)
    #expect(number.exactUnits == nil && number.decimalCount == 20)
    #expect(try #require(PlainDecimal("92233720368.54775808".utf8)).exactUnits == nil)
  }

  @Test(arguments: [
    "", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", " 1", "1 ", "1.2.3", "0x1", "١", "NaN", "\"1\"",
    "100000000000000000000", "1.100000000000000000000",
  ])
  func `are nothing else`(_ text: String) {
    #expect(PlainDecimal(text.utf8) == nil)
  }
}
