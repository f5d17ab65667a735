import Values

/// A decimal number of any length, computed digit by digit as at school: slow, and nothing like what it
/// judges.
struct SchoolbookNumber: Equatable {
  /// The lowest digit first, no zeros at the high end.
  var digits: [Int]
  var isNegative: Bool
  var scale: Int

  init(digits: [Int], isNegative: Bool, scale: Int) {
    var short = digits
    while short.last == 0 { short.removeLast() }
    self.digits = short
    self.isNegative = isNegative && !short.isEmpty
    self.scale = scale
  }

  init(_ text: String) {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    let digits = parts.joined().reversed().compactMap { $0.wholeNumberValue }
    self.init(digits: digits, isNegative: isNegative, scale: parts.count > 1 ? parts[1].count : 0)
  }

  /// Without zeros at the end of the decimals.
  var trimmed: SchoolbookNumber {
    var copy = self
    while copy.scale > 0, copy.digits.first == 0 || copy.digits.isEmpty {
      if !copy.digits.isEmpty { copy.digits.removeFirst() }
      copy.scale -= 1
    }
    return copy
  }

  /// The same number with more decimals.
  func aligned(to newScale: Int) -> SchoolbookNumber {
    let zeros = [Int](repeating: 0, count: newScale - scale)
    return SchoolbookNumber(digits: zeros + digits, isNegative: isNegative, scale: newScale)
  }

  func plus(_ other: SchoolbookNumber) -> SchoolbookNumber {
    let common = max(scale, other.scale)
    let (left, right) = (aligned(to: common), other.aligned(to: common))
    if left.isNegative == right.isNegative {
      return SchoolbookNumber(
        digits: Self.sum(left.digits, right.digits), isNegative: left.isNegative, scale: common)
    }
    let leftIsLarger = !Self.isLess(left.digits, right.digits)
    let (large, small) = leftIsLarger ? (left, right) : (right, left)
    return SchoolbookNumber(
      digits: Self.difference(large.digits, small.digits), isNegative: large.isNegative, scale: common)
  }

  func times(_ other: SchoolbookNumber) -> SchoolbookNumber {
    var product = [Int](repeating: 0, count: digits.count + other.digits.count + 1)
    for (place, digit) in digits.enumerated() {
      for (otherPlace, otherDigit) in other.digits.enumerated() {
        product[place + otherPlace] += digit * otherDigit
      }
    }
    for place in 0..<product.count - 1 {
      product[place + 1] += product[place] / 10
      product[place] %= 10
    }
    return SchoolbookNumber(
      digits: product, isNegative: isNegative != other.isNegative, scale: scale + other.scale)
  }

  /// Long division to `decimals` decimals, rounded.
  func over(_ other: SchoolbookNumber, decimals: Int, rounding: ExactDecimal.Rounding) -> SchoolbookNumber {
    let shift = decimals + other.scale - scale
    let numerator = [Int](repeating: 0, count: max(0, shift)) + digits
    let divisor = [Int](repeating: 0, count: max(0, -shift)) + other.digits
    var quotient: [Int] = []
    var remainder: [Int] = []
    for digit in numerator.reversed() {
      remainder = Self.trim([digit] + remainder)
      var count = 0
      while !Self.isLess(remainder, divisor) {
        remainder = Self.difference(remainder, divisor)
        count += 1
      }
      quotient.insert(count, at: 0)
    }
    let grows =
      switch rounding {
      case .down: false
      case .up: !remainder.isEmpty
      case .halfUp: !Self.isLess(Self.sum(remainder, remainder), divisor)
      }
    return SchoolbookNumber(
      digits: grows ? Self.sum(quotient, [1]) : quotient, isNegative: isNegative != other.isNegative,
      scale: decimals)
  }

  private static func trim(_ digits: [Int]) -> [Int] {
    var short = digits
    while short.last == 0 { short.removeLast() }
    return short
  }

  static func isLess(_ left: [Int], _ right: [Int]) -> Bool {
    let (left, right) = (trim(left), trim(right))
    if left.count != right.count { return left.count < right.count }
    return left.reversed().lexicographicallyPrecedes(right.reversed())
  }

  private static func sum(_ left: [Int], _ right: [Int]) -> [Int] {
    var result: [Int] = []
    var carry = 0
    for place in 0..<max(left.count, right.count) {
      let digit = carry + (place < left.count ? left[place] : 0) + (place < right.count ? right[place] : 0)
      result.append(digit % 10)
      carry = digit / 10
    }
    return trim(result + [carry])
  }

  private static func difference(_ left: [Int], _ right: [Int]) -> [Int] {
    var result = left
    for place in result.indices {
      result[place] -= place < right.count ? right[place] : 0
      if result[place] < 0 {
        result[place] += 10
        result[place + 1] -= 1
      }
    }
    return trim(result)
  }
}
