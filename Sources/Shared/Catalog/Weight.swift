/// The documented weight of a request: what it takes of the 6,000 a minute that the exchange grants an
/// address.
///
/// It is only an estimate made before sending; the truth is in the headers of the answer
/// (`X-MBX-USED-WEIGHT-1M`).
public enum Weight: Sendable, Hashable {
  /// The same for every request.
  case fixed(Int)
  /// By how many symbols are asked for: one with `symbol`, a list with `symbols` (steps), or none, which
  /// means all.
  case bySymbolCount(one: Int, upTo: [Step], all: Int)
  /// So much for each symbol, up to a maximum.
  case perSymbol(each: Int, max: Int)
  /// By the `limit` of a list.
  case byLimit([Step])

  /// The weight of one request.
  ///
  /// A count or limit beyond the last step costs what the last step does, and so does an unknown limit: to
  /// guess too high delays a request, to guess too low ends in a ban.
  ///
  /// - Parameters:
  ///   - symbols: how the request names its symbols.
  ///   - limit: the `limit` it carries, for endpoints that are weighed by it.
  public func value(for symbols: Symbols = .one, limit: Int? = nil) -> Int {
    switch self {
    case .fixed(let weight):
      return weight
    case .bySymbolCount(let one, let steps, let all):
      switch symbols {
      case .one: return one
      case .several(let count): return Self.weight(of: count, in: steps) ?? all
      case .all: return all
      }
    case .perSymbol(let each, let max):
      switch symbols {
      case .one: return each
      case .several(let count):
        return Swift.min(count.multipliedReportingOverflow(by: each).partialValue, max)
      case .all: return max
      }
    case .byLimit(let steps):
      return Self.weight(of: limit ?? Int.max, in: steps) ?? 0
    }
  }

  private static func weight(of count: Int, in steps: [Step]) -> Int? {
    for step in steps where count <= step.upTo { return step.weight }
    return steps.last?.weight
  }
}
