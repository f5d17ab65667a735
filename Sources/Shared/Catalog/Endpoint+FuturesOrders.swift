/// The USD-M endpoints of the order tools, with weights from the exchange's "New Order", "New Algo Order" and
/// their neighbours' documents.
///
/// A new order weighs nothing per address; it counts against the orders of ten seconds and of the minute.
extension Endpoint {
  /// Places an order without a trigger.
  public static let newFuturesOrder = Endpoint(
    api: .futures, method: "POST", path: "/fapi/v1/order", weight: .fixed(0), security: .trade)
  /// Places a conditional order.
  public static let newAlgoOrder = Endpoint(
    api: .futures, method: "POST", path: "/fapi/v1/algoOrder", weight: .fixed(0), security: .trade)
  /// Cancels an order without a trigger, or one that a conditional order has become.
  public static let cancelFuturesOrder = Endpoint(
    api: .futures, method: "DELETE", path: "/fapi/v1/order", weight: .fixed(1), security: .trade)
  /// Cancels a conditional order.
  public static let cancelAlgoOrder = Endpoint(
    api: .futures, method: "DELETE", path: "/fapi/v1/algoOrder", weight: .fixed(1), security: .trade)
  /// Cancels all orders of a contract that are not conditional.
  public static let cancelFuturesOpenOrders = Endpoint(
    api: .futures, method: "DELETE", path: "/fapi/v1/allOpenOrders", weight: .fixed(1), security: .trade)
  /// Cancels all conditional orders of a contract.
  public static let cancelAlgoOpenOrders = Endpoint(
    api: .futures, method: "DELETE", path: "/fapi/v1/algoOpenOrders", weight: .fixed(1), security: .trade)
  /// Sets the leverage of a contract.
  public static let changeLeverage = Endpoint(
    api: .futures, method: "POST", path: "/fapi/v1/leverage", weight: .fixed(1), security: .trade)
  /// Every contract with its rules; it cannot be asked for one alone.
  public static let contractRules = Endpoint(
    api: .futures, path: "/fapi/v1/exchangeInfo", weight: .fixed(1))
  /// Best bid and ask of a contract.
  public static let contractQuote = Endpoint(
    api: .futures, path: "/fapi/v1/ticker/bookTicker",
    weight: .bySymbolCount(one: 2, upTo: [.init(upTo: .max, weight: 5)], all: 5))
  /// The order book of a contract, which tells what a large order costs.
  public static let contractDepth = Endpoint(
    api: .futures, path: "/fapi/v1/depth",
    weight: .byLimit([
      .init(upTo: 50, weight: 2), .init(upTo: 100, weight: 5), .init(upTo: 500, weight: 10),
      .init(upTo: 1_000, weight: 20),
    ]))
  /// The mark price of a contract, which the rules of its orders compare with.
  public static let contractMark = Endpoint(
    api: .futures, path: "/fapi/v1/premiumIndex",
    weight: .bySymbolCount(one: 1, upTo: [.init(upTo: .max, weight: 10)], all: 10))
  /// The account's positions in a contract.
  public static let contractPosition = Endpoint(
    api: .futures, path: "/fapi/v3/positionRisk", weight: .fixed(5), security: .userData)
}
