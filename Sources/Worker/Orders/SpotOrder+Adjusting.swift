internal import Values

/// `adjust: "round_down"`.
extension SpotOrder {
  /// Rounds amounts that are too fine to the symbol's steps, toward less money, and says what changed.
  ///
  /// Quantities go down: less is bought or given away, never more. A buyer's prices go down, a seller's up:
  /// the limit is the worst price that the order may have, so a buyer pays no more than was said, and a
  /// seller gets no less. The cost of that direction is an order that fills later or not at all, which is the
  /// mistake that loses no money. Triggers follow the same rule, so that a trigger never leads to a worse
  /// price than the one that was named.
  ///
  /// Only steps are rounded to. A value outside its bounds is no matter of rounding: to make 100 out of
  /// 1,000,000 because that is the maximum would be another order than the one that was asked for.
  mutating func adjust(to rules: SymbolRules) -> [String] {
    var changes: [String] = []
    func round(_ value: inout ExactDecimal?, _ field: OrderField, _ grid: ValueGrid, isDown: Bool) {
      guard let before = value, let step = grid.step, !before.isMultiple(of: step) else { return }
      // Less than one step is left as it is: the filters refuse it, with the smallest that passes.
      guard let after = isDown ? grid.onStep(notAbove: before) : grid.onStep(notBelow: before) else { return }
      value = after
      changes.append(
        "\(names.argument(field)) \(before.withoutTrailingZeros) became \(after.withoutTrailingZeros), "
          + "\(isDown ? "down" : "up") to a step of \(step)")
    }
    let lots = rules.quantities(isMarket: isMarketWhenWorking)
    let decimals = ValueGrid(
      minimum: nil, maximum: nil, step: ExactDecimal(unchecked: 1, scale: rules.quoteDecimals))
    round(&quantity, .quantity, lots, isDown: true)
    round(&quoteQuantity, .quoteQuantity, decimals, isDown: true)
    round(&icebergQuantity, .icebergQuantity, rules.lots, isDown: true)
    round(&price, .price, rules.prices, isDown: side == .buy)
    round(&stopPrice, .stopPrice, rules.prices, isDown: side == .buy)
    return changes
  }
}
