/// One rule about an asset for an account, in units of 10⁻⁸ (filters.md, "Asset Filters"). `GET
/// /api/v3/myFilters` shows them and nothing else does.
public enum AssetFilter: Sendable, Hashable {
  /// `MAX_ASSET`: the most of `asset` that one order may move.
  case maximum(asset: String, limit: Int)

  /// The exchange's name of it, which is also how a failure is told: "Filter failure: NAME".
  public var name: String { "MAX_ASSET" }
}
