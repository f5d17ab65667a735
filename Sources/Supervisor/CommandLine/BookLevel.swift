internal import Values

/// One level of an order book.
struct BookLevel: Equatable {
  let price: ExactDecimal
  let quantity: ExactDecimal

  init(price: ExactDecimal, quantity: ExactDecimal) {
    self.price = price
    self.quantity = quantity
  }

  /// The levels of a list of `[price, quantity]`; rows of another shape are left out.
  static func list(_ value: JSONValue?) -> [BookLevel] {
    (value?.elements).map { elements in
      elements.compactMap { row in
        guard let price = row[0]?.decimal, let quantity = row[1]?.decimal else { return nil }
        return BookLevel(price: price, quantity: quantity)
      }
    } ?? []
  }
}
