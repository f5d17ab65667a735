public import Catalog

/// What the exchange's own headers said about one of its rate limits.
///
/// Limits are the exchange's, per address, and all workers share one: what one of them hears the others heed.
/// To them it is hearsay: it may delay reads, never cancels; only a worker's own headers stop its orders.
public struct BudgetUse: Sendable, Equatable {
  /// Whose limit.
  public let api: API
  /// Weight used in the minute that runs.
  public let usedWeight: UInt32
  /// How long nothing may be sent because the exchange said so (429, 418), in milliseconds; 0 when it may.
  public let stoppedMilliseconds: UInt32

  /// A reading.
  public init(api: API, usedWeight: UInt32, stoppedMilliseconds: UInt32) {
    self.api = api
    self.usedWeight = usedWeight
    self.stoppedMilliseconds = stoppedMilliseconds
  }

  func encode(into bytes: inout [UInt8]) {
    bytes.append(text: api.rawValue)
    bytes.append(u32: usedWeight)
    bytes.append(u32: stoppedMilliseconds)
  }

  init(_ fields: inout PayloadReader) throws(WireFailure) {
    guard let api = API(rawValue: try fields.text()) else { throw .notPermitted("a limit of no interface") }
    self.api = api
    usedWeight = try fields.u32()
    stoppedMilliseconds = try fields.u32()
  }
}
