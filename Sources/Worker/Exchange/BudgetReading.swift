public import Catalog

/// What the exchange's own headers have said of one interface's limits, for the other workers on this
/// address.
public struct BudgetReading: Sendable, Equatable {
  /// Whose limits.
  public let api: API
  /// Weight used in the minute that runs, as the exchange counts it; 0 of the wallet, whose endpoints each
  /// have a limit of their own.
  public let usedWeight: Int
  /// How long nothing may be sent because the exchange said so, in milliseconds; 0 when it may.
  public let stoppedMilliseconds: Int
}
