internal import Catalog
internal import Values

/// Checks what an order is worth, and says with which quantity it would be worth enough, or not too much.
struct NotionalCheck {
  let rules: SymbolRules
  /// The filter's name.
  let filter: String
  /// Whether it has no limit price when it works.
  let isMarket: Bool
  /// What one unit is worth; 1 for an order by its value.
  let price: ExactDecimal
  /// The argument that holds the quantity.
  let argument: String

  private var isByValue: Bool { argument.hasSuffix(OrderField.quoteQuantity.rawValue) }

  /// - Throws: `validationError` with the nearest quantity that passes.
  func check(
    _ quantity: ExactDecimal?, minimum: ExactDecimal?, maximum: ExactDecimal?
  ) throws(ToolFailure) {
    guard let quantity else { return }
    let worth: ExactDecimal?
    do throws(ExactDecimal.Failure) {
      worth = try quantity.multiplied(by: price).withoutTrailingZeros
    } catch {
      // More than 38 digits: beyond any maximum, and no minimum is missed.
      worth = nil
    }
    if let minimum, let worth, worth < minimum {
      throw failure(
        quantity, worth, "less than the minimum \(minimum)", "worth at least \(minimum) \(rules.quote)",
        below: nil, above: nearest(minimum, .up))
    }
    if let maximum, worth.map({ $0 > maximum }) ?? true {
      throw failure(
        quantity, worth, "more than the maximum \(maximum)", "worth at most \(maximum) \(rules.quote)",
        below: nearest(maximum, .down), above: nil)
    }
  }

  private func failure(
    _ quantity: ExactDecimal, _ worth: ExactDecimal?, _ problem: String, _ bound: String,
    below: ExactDecimal?, above: ExactDecimal?
  ) -> ToolFailure {
    let amount = worth.map { "\($0) \(rules.quote), " } ?? ""
    let subject =
      isByValue ? "is \(problem) of \(rules.symbol)" : "is worth \(amount)\(problem) of \(rules.symbol)"
    return .filter(
      filter, argument: argument, value: quantity, problem: subject, bound: bound, below: below, above: above)
  }

  /// The quantity that is worth this much, on the grid.
  private func nearest(_ worth: ExactDecimal, _ rounding: ExactDecimal.Rounding) -> ExactDecimal? {
    if isByValue { return worth }
    let quantity: ExactDecimal
    do throws(ExactDecimal.Failure) {
      quantity = try worth.divided(by: price, decimals: rules.baseDecimals + 2, rounding: rounding)
    } catch {
      return nil
    }
    let grid = rules.quantities(isMarket: isMarket)
    return rounding == .up ? grid.nearest(notBelow: quantity) : grid.nearest(notAbove: quantity)
  }
}
