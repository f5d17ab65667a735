import PaperCore

extension SpotFilters {
  /// The symbol's MAX_NUM_….
  static func failsCount(_ filter: SymbolFilter, _ question: FilterQuestion) -> Bool {
    guard question.occasion == .placement else { return false }
    let open = question.onSymbol
    let added = question.added
    return switch filter {
    case .orderCount(let maximum): exceeds(maximum, open.orders, added.orders)
    case .algorithmicOrderCount(let maximum):
      exceeds(maximum, open.algorithmicOrders, added.algorithmicOrders)
    case .icebergOrderCount(let maximum): exceeds(maximum, open.icebergOrders, added.icebergOrders)
    case .orderListCount(let maximum): exceeds(maximum, open.lists, added.lists)
    default: false
    }
  }

  /// The exchange's EXCHANGE_MAX_NUM_….
  static func fails(_ filter: ExchangeFilter, _ question: FilterQuestion) -> Bool {
    let open = question.onExchange
    let added = question.added
    return switch filter {
    case .orderCount(let maximum): exceeds(maximum, open.orders, added.orders)
    case .algorithmicOrderCount(let maximum):
      exceeds(maximum, open.algorithmicOrders, added.algorithmicOrders)
    case .icebergOrderCount(let maximum): exceeds(maximum, open.icebergOrders, added.icebergOrders)
    case .orderListCount(let maximum): exceeds(maximum, open.lists, added.lists)
    }
  }

  /// An order of a kind that is not counted is never too many.
  private static func exceeds(_ maximum: Int, _ open: Int, _ added: Int) -> Bool {
    added > 0 && open + added > maximum
  }

  /// MAX_POSITION: what the account has, what it is buying already, and what it would buy now.
  static func failsPosition(_ question: FilterQuestion, maximum: Int) -> Bool {
    guard question.occasion == .placement, question.order.side == .buy else { return false }
    let bought = question.quantity.map { Int128($0) } ?? question.estimatedQuantity ?? 0
    return question.position + bought > Int128(maximum)
  }

  /// MAX_ASSET: of a base asset the quantity counts, of a quote asset the value. An asset that is bought and
  /// paid with is none, so that at most one applies.
  static func fails(_ filter: AssetFilter, _ question: FilterQuestion) -> Bool {
    guard question.occasion != .amendment else { return false }
    switch filter {
    case .maximum(question.symbol.listing.baseAsset, let limit):
      return (question.quantity.map { Int128($0) } ?? question.estimatedQuantity ?? 0) > Int128(limit)
    case .maximum(question.symbol.listing.quoteAsset, let limit):
      return notionals(question, minutes: 5).contains { $0 > squared(limit) }
    case .maximum: return false
    }
  }
}
