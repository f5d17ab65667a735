/// A factor of PERCENT_PRICE or PERCENT_PRICE_BY_SIDE: a plain decimal such as `1.3000` or `5`.
///
/// Kept twice: as the exchange writes it, because `exchangeInfo` shows "5" and not "5.00000000", and as a
/// whole number, because a price is compared with a product and not with a rounded quotient.
public struct PriceMultiplier: Sendable, Hashable {
  /// As it is written.
  public let text: String
  /// In units of 10⁻⁸.
  public let units: Int

  /// Reads a plain decimal with at most eight decimals that count; `nil` for anything else.
  public init?(_ text: String) {
    guard let units = AmountText.units(Array(text.utf8)[...]) else { return nil }
    self.text = text
    self.units = units
  }

  /// A factor that is known to be one.
  public init(unchecked text: String) {
    guard let known = PriceMultiplier(text) else { preconditionFailure("not a plain decimal: \(text)") }
    self = known
  }

  /// Whether `price` is more than this many times `average`; exact.
  public func isExceeded(by price: Int, average: Int) -> Bool {
    Int128(price) * Int128(AmountScale.unitsPerWhole) > Int128(average) * Int128(units)
  }

  /// Whether `price` is less than this many times `average`; exact.
  public func isUndercut(by price: Int, average: Int) -> Bool {
    Int128(price) * Int128(AmountScale.unitsPerWhole) < Int128(average) * Int128(units)
  }
}
