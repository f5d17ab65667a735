extension NewOrder {
  /// What is wrong with it whatever the market does; `nil` when nothing is.
  ///
  /// - Parameter mayLackQuantity: it is a pending order of an OPO list.
  func refusal(mayLackQuantity: Bool) -> OrderRefusal? {
    if let peg, let refusal = refusal(of: peg) { return refusal }
    let hasLimit = type != .market && type != .stopLoss && type != .takeProfit
    guard hasLimit ? price != nil || peg != nil : price == nil else { return Self.unsupported }
    guard
      type.isContingent ? stopPrice != nil || trailingDelta != nil : stopPrice == nil && trailingDelta == nil
    else { return Self.unsupported }
    if mayLackQuantity {
      guard quantity == nil, quoteQuantity == nil else { return Self.unsupported }
    } else {
      guard (quantity == nil) != (quoteQuantity == nil), quoteQuantity == nil || type == .market else {
        return Self.unsupported
      }
    }
    for amount in [quantity, quoteQuantity, price, stopPrice] {
      guard amount.map({ (1...Amount.unitsMax).contains($0) }) ?? true else {
        return .invalidMessage("Price * QTY is zero or less.")
      }
    }
    guard trailingDelta.map({ (1..<10_000).contains($0) }) ?? true else { return .filter("TRAILING_DELTA") }
    guard let icebergQuantity else { return nil }
    let mayBeIceberg = hasLimit && (timeInForce ?? .goodTillCanceled) == .goodTillCanceled
    guard mayBeIceberg, icebergQuantity > 0 else { return Self.unsupported }
    if let quantity, icebergQuantity > quantity { return .invalidMessage("IcebergQty exceeds QTY.") }
    return nil
  }

  /// Which orders may be pegged to what: faqs/pegged_orders.md.
  private func refusal(of peg: Peg) -> OrderRefusal? {
    switch type {
    case .market, .stopLoss, .takeProfit: return .rejected("This order type may not use pegged price.")
    case .limitMaker where peg.priceType == .market:
      return .rejected("This price peg cannot be used with this order type.")
    case .limit where peg.priceType == .primary && timeInForce != .goodTillCanceled: return Self.unsupported
    case .limit, .limitMaker, .stopLossLimit, .takeProfitLimit: break
    }
    return (0...Peg.offsetLevelsMax).contains(peg.offsetLevels ?? 0) ? nil : Self.unsupported
  }

  private static let unsupported = OrderRefusal.rejected("Unsupported order combination")
}
