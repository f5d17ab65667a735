internal import Catalog
internal import Values

/// Checks a limit price against factors of a price of the market.
struct PriceBandCheck {
  let rules: SymbolRules
  /// The filter's name.
  let filter: String
  /// The argument that holds the price.
  let argument: String
  /// What the factors are of, in words and as a number.
  let reference: (name: String, price: ExactDecimal)

  /// - Throws: `validationError` with the nearest price within the band.
  func check(
    _ price: ExactDecimal, minimum: ExactDecimal?, maximum: ExactDecimal?
  ) throws(ToolFailure) {
    let low = try bound(minimum)
    let high = try bound(maximum)
    if let low, let minimum, price < low {
      throw failure(
        price, "is below \(minimum) times \(reference.name) (\(reference.price.withoutTrailingZeros))",
        "a price of at least \(low)", below: nil, above: rules.prices.nearest(notBelow: low))
    }
    if let high, let maximum, price > high {
      throw failure(
        price, "is above \(maximum) times \(reference.name) (\(reference.price.withoutTrailingZeros))",
        "a price of at most \(high)", below: rules.prices.nearest(notAbove: high), above: nil)
    }
  }

  private func bound(_ factor: ExactDecimal?) throws(ToolFailure) -> ExactDecimal? {
    guard let factor else { return nil }
    do throws(ExactDecimal.Failure) {
      return try reference.price.multiplied(by: factor).withoutTrailingZeros
    } catch {
      throw ToolFailure(
        kind: .binanceAPIError, message: "\(filter) of \(rules.symbol) has too many digits to be computed",
        isRetryable: true, suggestion: "Try again; if it stays so, check that the base URL is the exchange's."
      )
    }
  }

  private func failure(
    _ price: ExactDecimal, _ problem: String, _ bound: String, below: ExactDecimal?, above: ExactDecimal?
  ) -> ToolFailure {
    .filter(
      filter, argument: argument, value: price, problem: problem, bound: bound, below: below, above: above)
  }
}
