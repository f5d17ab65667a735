internal import Values

/// The values that a filter lets a price or a quantity have: whole steps between two bounds.
///
/// "Filters" of the exchange's documents: `price % tickSize == 0`, `quantity % stepSize == 0`, and the bounds
/// inclusive. A bound or step of zero is switched off, which is `nil` here.
struct ValueGrid: Sendable, Equatable {
  /// What a value has against it.
  enum Problem: Equatable {
    /// Less than the lower bound.
    case tooSmall(ExactDecimal)
    /// More than the upper bound.
    case tooLarge(ExactDecimal)
    /// Not a whole number of steps.
    case tooFine(ExactDecimal)
  }

  /// A grid that lets everything pass.
  static let everything = ValueGrid(minimum: nil, maximum: nil, step: nil)

  let minimum: ExactDecimal?
  let maximum: ExactDecimal?
  let step: ExactDecimal?

  /// What is wrong with a value, bounds first: a value far too small is not helped by finer steps.
  func problem(_ value: ExactDecimal) -> Problem? {
    if let minimum, value < minimum { return .tooSmall(minimum) }
    if let maximum, value > maximum { return .tooLarge(maximum) }
    if let step, !value.isMultiple(of: step) { return .tooFine(step) }
    return nil
  }

  /// The greatest value of the grid that is not more than `value`; `nil` when there is none above zero.
  func nearest(notAbove value: ExactDecimal) -> ExactDecimal? {
    let bounded = maximum.map { min($0, value) } ?? value
    guard let found = onStep(notAbove: bounded), !found.isZero, !found.isNegative else { return nil }
    if let minimum, found < minimum { return nil }
    return found
  }

  /// The least value of the grid that is not less than `value`; `nil` when there is none.
  func nearest(notBelow value: ExactDecimal) -> ExactDecimal? {
    let bounded = minimum.map { max($0, value) } ?? value
    guard let found = onStep(notBelow: bounded), !found.isZero, !found.isNegative else { return nil }
    if let maximum, found > maximum { return nil }
    return found
  }

  /// The greatest whole number of steps that is not more than a positive value; the bounds play no part.
  func onStep(notAbove value: ExactDecimal) -> ExactDecimal? {
    guard let step else { return value.withoutTrailingZeros }
    return value.roundedDown(toStep: step)?.value
  }

  /// The least whole number of steps that is not less than a positive value; the bounds play no part.
  func onStep(notBelow value: ExactDecimal) -> ExactDecimal? {
    guard let step else { return value.withoutTrailingZeros }
    guard let below = value.roundedDown(toStep: step) else {
      // Less than one step is left, or the value has too many digits: only the first is helped by a step.
      return value < step ? step.withoutTrailingZeros : nil
    }
    if below.isExact { return below.value }
    do throws(ExactDecimal.Failure) {
      return try below.value.adding(step).withoutTrailingZeros
    } catch {
      return nil
    }
  }

  /// The grid of what both let pass.
  ///
  /// Of two steps the one is a whole number of the other at every symbol there is; then the coarser is the
  /// step of both. Where it is not, the coarser is taken too: it is only for the values that are suggested,
  /// and a suggestion that the other filter refuses is told so by that filter.
  func intersected(with other: ValueGrid) -> ValueGrid {
    func both(
      _ one: ExactDecimal?, _ two: ExactDecimal?, _ pick: (ExactDecimal, ExactDecimal) -> ExactDecimal
    ) -> ExactDecimal? {
      guard let one, let two else { return one ?? two }
      return pick(one, two)
    }
    return ValueGrid(
      minimum: both(minimum, other.minimum, max), maximum: both(maximum, other.maximum, min),
      step: both(step, other.step, max))
  }
}
