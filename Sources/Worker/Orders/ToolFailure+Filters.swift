internal import Catalog
internal import Values

/// An order that a filter of its symbol refuses: the value, the limit, and the nearest values that pass.
extension ToolFailure {
  /// - Parameters:
  ///   - filter: the filter's own name, such as `LOT_SIZE`.
  ///   - argument: the argument that holds the value.
  ///   - value: as it was given.
  ///   - problem: the message is "ARGUMENT VALUE PROBLEM".
  ///   - bound: what would be accepted.
  ///   - below: the nearest valid value that is less.
  ///   - above: the nearest valid value that is more.
  ///   - otherwise: the next step where there is neither.
  static func filter(
    _ filter: String, argument: String, value: ExactDecimal, problem: String, bound: String,
    below: ExactDecimal?, above: ExactDecimal?, otherwise: String? = nil
  ) -> ToolFailure {
    let near = [below, above].compactMap { $0?.withoutTrailingZeros.description }
    let suggestion = near.isEmpty ? otherwise : "Use \(near.joined(separator: " or "))."
    var failure = ToolFailure.argument(
      argument, value: ShownValue.clipped(value.withoutTrailingZeros.description), problem: problem,
      bound: bound, suggestion: suggestion)
    failure.details.append(("filter", .string(filter)))
    if let below { failure.details.append(("nearest_below", .decimal(below.withoutTrailingZeros))) }
    if let above { failure.details.append(("nearest_above", .decimal(above.withoutTrailingZeros))) }
    return failure
  }

  /// A value that is not on its grid.
  static func grid(
    _ filter: String, argument: String, value: ExactDecimal, _ grid: ValueGrid, _ problem: ValueGrid.Problem,
    of symbol: String
  ) -> ToolFailure {
    let words: String
    let bound: String
    switch problem {
    case .tooSmall(let minimum):
      (words, bound) = ("is less than the minimum \(minimum) of \(symbol)", "at least \(minimum)")
    case .tooLarge(let maximum):
      (words, bound) = ("is more than the maximum \(maximum) of \(symbol)", "at most \(maximum)")
    case .tooFine(let step):
      (words, bound) = ("is finer than the step \(step) of \(symbol)", "a whole number of steps of \(step)")
    }
    return .filter(
      filter, argument: argument, value: value, problem: words, bound: bound,
      below: grid.nearest(notAbove: value), above: grid.nearest(notBelow: value),
      otherwise: "No value of \(symbol) comes near it; get_symbol_rules shows its rules.")
  }

  /// What a symbol does not do at all.
  static func notOffered(_ what: String, by symbol: String, _ next: String) -> ToolFailure {
    ToolFailure(
      kind: .validationError, message: "\(symbol) does not take \(what)", suggestion: next,
      details: [("symbol", .string(symbol))])
  }
}
