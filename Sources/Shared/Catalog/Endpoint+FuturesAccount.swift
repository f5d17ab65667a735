/// What an account asks about itself on USD-M futures, with weights from its documents.
extension Endpoint {
  /// Margin balances.
  public static let futuresBalance = futuresAccount("/fapi/v3/balance", 5)
  /// Positions, and what they stand at.
  public static let positionRisk = futuresAccount("/fapi/v3/positionRisk", 5)
  /// Leverage and margin type of one or all contracts.
  public static let symbolConfig = futuresAccount("/fapi/v1/symbolConfig", 5)
  /// Every change of the futures wallet.
  public static let income = futuresAccount("/fapi/v1/income", 30)
  /// One order.
  public static let queryFuturesOrder = futuresAccount("/fapi/v1/order", 1)
  /// One conditional order.
  public static let queryAlgoOrder = futuresAccount("/fapi/v1/algoOrder", 1)
  /// Orders that are open.
  public static let openFuturesOrders = openList("/fapi/v1/openOrders")
  /// Conditional orders that are open.
  public static let openAlgoOrders = openList("/fapi/v1/openAlgoOrders")
  /// Orders of one contract, in whatever state.
  public static let allFuturesOrders = futuresAccount("/fapi/v1/allOrders", 5)
  /// Conditional orders of one contract, in whatever state.
  public static let allAlgoOrders = futuresAccount("/fapi/v1/allAlgoOrders", 5)
  /// The account's trades of one contract.
  public static let futuresTrades = futuresAccount("/fapi/v1/userTrades", 5)
  /// Orders by which the exchange closed positions.
  public static let forceOrders = Endpoint(
    api: .futures, path: "/fapi/v1/forceOrders", weight: .bySymbolCount(one: 20, upTo: [], all: 50),
    security: .userData)
  /// Commission rates of one contract.
  public static let commissionRate = futuresAccount("/fapi/v1/commissionRate", 20)
  /// How many orders the account may place.
  public static let futuresOrderLimits = futuresAccount("/fapi/v1/rateLimit/order", 1)

  private static func futuresAccount(_ path: String, _ weight: Int) -> Endpoint {
    Endpoint(api: .futures, path: path, weight: .fixed(weight), security: .userData)
  }

  private static func openList(_ path: String) -> Endpoint {
    Endpoint(
      api: .futures, path: path, weight: .bySymbolCount(one: 1, upTo: [], all: 40), security: .userData)
  }
}
