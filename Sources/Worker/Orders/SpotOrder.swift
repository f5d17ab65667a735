internal import Values

/// One spot order while it is put together: read from a call's arguments, what they do not say filled in.
struct SpotOrder: Sendable {
  /// A price that the exchange takes from the book.
  struct Peg: Sendable, Equatable {
    /// `PRIMARY_PEG`: the best of its own side; `MARKET_PEG`: of the other one.
    var priceType: String
    /// How many levels behind that.
    var levels: Int?
  }

  let names: LegNames
  let side: OrderSide
  let type: SpotOrderType
  var timeInForce: String?
  var quantity: ExactDecimal?
  var quoteQuantity: ExactDecimal?
  var price: ExactDecimal?
  var stopPrice: ExactDecimal?
  var trailingDelta: Int?
  var icebergQuantity: ExactDecimal?
  var peg: Peg?
  var selfTradePrevention: String?

  init(_ side: OrderSide, _ type: SpotOrderType, names: LegNames) {
    self.side = side
    self.type = type
    self.names = names
  }

  /// The amounts by their fields.
  func amount(_ field: OrderField) -> ExactDecimal? {
    switch field {
    case .quantity: quantity
    case .quoteQuantity: quoteQuantity
    case .price: price
    case .stopPrice: stopPrice
    case .icebergQuantity: icebergQuantity
    case .side, .type, .timeInForce, .trailingDelta, .pegPriceType, .pegOffset: nil
    }
  }

  /// Whether it has no limit price when it works: to the filters a market order.
  var isMarketWhenWorking: Bool { !type.hasPrice }
}
