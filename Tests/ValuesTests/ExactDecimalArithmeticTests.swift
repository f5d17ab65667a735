import TestSupport
import Testing
import Values

@Suite struct `Arithmetic on exact decimals, against schoolbook arithmetic` {
  /// A number text with up to 39 digits, often short, often with zeros at the end.
  static func text(_ generator: inout SeededGenerator) -> String {
    let digitCount =
      Bool.random(using: &generator)
      ? Int.random(in: 1...12, using: &generator)
      : Int.random(in: 1...38, using: &generator)
    var digits = ""
    for _ in 0..<digitCount { digits.append(String(Int.random(in: 0...9, using: &generator))) }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      let zeroCount = Int.random(in: 0...min(8, digitCount - 1), using: &generator)
      digits = digits.dropLast(zeroCount) + String(repeating: "0", count: zeroCount)
    }
    let decimals = Int.random(in: 0...min(30, digitCount - 1), using: &generator)
    let sign = Bool.random(using: &generator) ? "-" : ""
    if decimals == 0 { return sign + digits }
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  @Test(arguments: [UInt64(1), 20_240_808, 0xB01D])
  func `sums, differences and products are exact or refused`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var refusedCount = 0
    for _ in 0..<1_500 {
      let (leftText, rightText) = (Self.text(&generator), Self.text(&generator))
      let (left, right) = (try ExactDecimal(leftText), try ExactDecimal(rightText))
      let (leftBook, rightBook) = (SchoolbookNumber(leftText), SchoolbookNumber(rightText))
      var otherBook = rightBook
      otherBook.isNegative = !rightBook.isNegative && !rightBook.digits.isEmpty
      let sums = [
        (Result { () throws(ExactDecimal.Failure) in try left.adding(right) }, leftBook.plus(rightBook)),
        (Result { () throws(ExactDecimal.Failure) in try left.subtracting(right) }, leftBook.plus(otherBook)),
      ]
      for (result, expected) in sums {
        switch result {
        case .success(let value):
          #expect(SchoolbookNumber(value.description).trimmed == expected.trimmed, "\(leftText) \(rightText)")
        case .failure(let failure):
          refusedCount += 1
          let common = max(leftBook.trimmed.scale, rightBook.trimmed.scale)
          let longest = [
            leftBook.trimmed.aligned(to: common), rightBook.trimmed.aligned(to: common), expected.trimmed,
          ]
          #expect(
            failure == .overflow && longest.contains { $0.digits.count >= 39 }, "\(leftText) \(rightText)")
        }
      }
      let product = leftBook.times(rightBook).trimmed
      do throws(ExactDecimal.Failure) {
        let value = try left.multiplied(by: right)
        #expect(SchoolbookNumber(value.description).trimmed == product, "\(leftText) * \(rightText)")
      } catch {
        refusedCount += 1
        #expect(
          error == .overflow && (product.digits.count >= 39 || product.scale > 30),
          "\(leftText) * \(rightText)")
      }
    }
    #expect(refusedCount > 0 && refusedCount < 3_000, "the range of the numbers tests neither side")
  }

  @Test(arguments: [UInt64(2), 77_000_111])
  func `quotients are rounded as asked`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var refusedCount = 0
    for _ in 0..<1_500 {
      let (leftText, rightText) = (Self.text(&generator), Self.text(&generator))
      let (left, right) = (try ExactDecimal(leftText), try ExactDecimal(rightText))
      if right.isZero { continue }
      let decimals = Int.random(in: 0...30, using: &generator)
      let rounding = ExactDecimal.Rounding.allCases.randomElement(using: &generator) ?? .down
      let expected = SchoolbookNumber(leftText)
        .over(SchoolbookNumber(rightText), decimals: decimals, rounding: rounding)
      do throws(ExactDecimal.Failure) {
        let value = try left.divided(by: right, decimals: decimals, rounding: rounding)
        #expect(value.scale == decimals)
        #expect(
          SchoolbookNumber(value.description).trimmed == expected.trimmed,
          "\(leftText) / \(rightText), \(decimals) decimals, \(rounding)")
      } catch {
        refusedCount += 1
        #expect(error == .overflow && expected.digits.count >= 39, "\(leftText) / \(rightText) \(decimals)")
      }
    }
    #expect(refusedCount > 0 && refusedCount < 1_000, "the range of the numbers tests neither side")
  }

  @Test(arguments: [UInt64(3), 9_001])
  func `order and equality agree with the sign of the difference`(seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let (leftText, rightText) = (Self.text(&generator), Self.text(&generator))
      let (left, right) = (try ExactDecimal(leftText), try ExactDecimal(rightText))
      var negated = SchoolbookNumber(rightText)
      negated.isNegative = !negated.isNegative && !negated.digits.isEmpty
      let difference = SchoolbookNumber(leftText).plus(negated)
      #expect((left < right) == difference.isNegative, "\(leftText) \(rightText)")
      #expect((left == right) == difference.digits.isEmpty, "\(leftText) \(rightText)")
    }
  }

  @Test func `the edges of the range are met exactly`() throws {
    let largest = try ExactDecimal("170141183460469231731687303715884105727")
    #expect(try largest.subtracting(ExactDecimal(1)).adding(ExactDecimal(1)) == largest)
    #expect(throws: ExactDecimal.Failure.overflow) { try largest.adding(ExactDecimal(1)) }
    #expect(throws: ExactDecimal.Failure.overflow) { try largest.negated.subtracting(ExactDecimal(1)) }
    #expect(
      try largest.divided(by: largest, decimals: 30, rounding: .up).withoutTrailingZeros == ExactDecimal(1))
    #expect(throws: ExactDecimal.Failure.divisionByZero) {
      try largest.divided(by: .zero, decimals: 2, rounding: .down)
    }
    let small = try ExactDecimal("0.0000000000000002")
    #expect(
      try small.multiplied(by: ExactDecimal("0.000000000000005")).description
        == "0.000000000000000000000000000001")
    #expect(throws: ExactDecimal.Failure.overflow) {
      try small.multiplied(by: ExactDecimal("0.000000000000003"))
    }
  }
}
