/// The exchange's programming interfaces, each with counters, headers and habits of its own.
public enum RouteFamily: Sendable, Hashable, CaseIterable {
  /// `/api`: spot.
  case spot
  /// `/sapi`: wallet.
  case wallet
  /// `/fapi` and `/futures/data`: USD-M futures. `/dapi`, of which there is but an empty list of contracts,
  /// is counted with them.
  case futures

  /// The family that a path belongs to.
  public init(path: String) {
    if path.hasPrefix("/sapi/") {
      self = .wallet
    } else if path.hasPrefix("/fapi/") || path.hasPrefix("/futures/") || path.hasPrefix("/dapi/") {
      self = .futures
    } else {
      self = .spot
    }
  }

  /// Whether a parameter that nobody reads is refused (-1101, -1104), as spot does; the others ignore it.
  var refusesUnknownParameters: Bool { self == .spot }
}
