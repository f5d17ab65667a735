import Answers
import Catalog
import Values

/// The bids or the asks of a book, best first.
struct BookSide {
  /// Which of the two.
  enum Kind { case bids, asks }

  let kind: Kind
  let levels: [BookLevel]

  /// Reads and checks one side.
  ///
  /// - Throws: `binanceAPIError` for a level that is not a pair of amounts, a price of zero or less, or a
  ///   level that is not worse than the one before: sums over such a book would be plausible nonsense.
  init(_ kind: Kind, _ value: JSONValue?, reader: ReplyReader) throws(ToolFailure) {
    self.kind = kind
    let place = kind == .bids ? "bids" : "asks"
    let list = try reader.array(value, place)
    var levels: [BookLevel] = []
    levels.reserveCapacity(list.count)
    for (index, pair) in list.elements.enumerated() {
      guard pair.kind == .array, pair.count == 2 else {
        throw reader.unexpected("\(place)[\(index)]", "a pair")
      }
      let price = try reader.decimal(pair[0], "the price of \(place)[\(index)]")
      let quantity = try reader.decimal(pair[1], "the quantity of \(place)[\(index)]")
      guard price > .zero, !quantity.isNegative else {
        throw reader.unexpected("\(place)[\(index)]", "a price and a quantity")
      }
      if let before = levels.last?.price, kind == .bids ? price >= before : price <= before {
        throw reader.unexpected("\(place)[\(index)]", "worse than the level before")
      }
      levels.append(BookLevel(price: price, quantity: quantity))
    }
    self.levels = levels
  }

  /// The sum of the quantities of the first `count` levels.
  func quantity(levelCount count: Int) throws(ExactDecimal.Failure) -> ExactDecimal {
    var sum = ExactDecimal.zero
    for level in levels.prefix(count) { sum = try sum.adding(level.quantity) }
    return sum
  }

  /// What lies between the best price and `limit`, both inclusive: base quantity, and its value in the quote
  /// asset.
  func depth(
    upTo limit: ExactDecimal
  ) throws(ExactDecimal.Failure) -> (quantity: ExactDecimal, value: ExactDecimal, levelCount: Int) {
    var quantity = ExactDecimal.zero
    var value = ExactDecimal.zero
    var count = 0
    for level in levels {
      guard kind == .bids ? level.price >= limit : level.price <= limit else { break }
      quantity = try quantity.adding(level.quantity)
      let product = try level.price.withoutTrailingZeros.multiplied(by: level.quantity.withoutTrailingZeros)
      value = try value.adding(product)
      count += 1
    }
    return (quantity.withoutTrailingZeros, value.withoutTrailingZeros, count)
  }

  /// Whether the levels reach past `limit`, or are all that the side has.
  ///
  /// - Parameter asked: how many levels the exchange was asked for; fewer mean that there are no more.
  func isComplete(upTo limit: ExactDecimal, asked: Int) -> Bool {
    guard levels.count >= asked, let last = levels.last?.price else { return true }
    return kind == .bids ? last < limit : last > limit
  }
}
