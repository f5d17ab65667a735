/// One rule about an asset for an account, in units of 10⁻⁸ (filters.md, "Asset Filters"). `GET
/// /api/v3/myFilters` shows them and nothing else does.
public enum AssetFilter: Sendable, Hashable {
  /// `MAX_ASSET`: the most of `asset` that one order may move.
  case maximum(asset: String, limit: Int)

  /// The exchange's name of it, which is also how a failure is told: "Filter failure: NAME".
  public var name: String { "MAX_ASSET" }

  /// Whether it applies to orders on a symbol: the asset is bought and sold there, or paid with.
  public func concerns(_ listing: Listing) -> Bool {
    switch self {
    case .maximum(let asset, _): asset == listing.baseAsset || asset == listing.quoteAsset
    }
  }
}
