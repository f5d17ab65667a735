/// The public USD-M endpoints, with weights from the exchange's "Market Data" documents.
extension Endpoint {
  /// The exchange's clock.
  public static let futuresTime = Endpoint(api: .futures, path: "/fapi/v1/time", weight: .fixed(1))
  /// Mark price, index price and the running funding rate of one or all contracts.
  public static let premiumIndex = Endpoint(
    api: .futures, path: "/fapi/v1/premiumIndex", weight: .bySymbolCount(one: 1, upTo: [], all: 10))
  /// Funding rates of the past. 500 in five minutes by address, shared with fundingInfo, and no weight of the
  /// minute's.
  public static let fundingRate = Endpoint(api: .futures, path: "/fapi/v1/fundingRate", weight: .fixed(1))
  /// Open interest of one contract.
  public static let openInterest = Endpoint(api: .futures, path: "/fapi/v1/openInterest", weight: .fixed(1))
}
