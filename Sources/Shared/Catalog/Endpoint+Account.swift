/// What an account asks about itself on spot, with weights from the exchange's "Account Endpoints" document.
extension Endpoint {
  /// Balances, commission rates and rights of the spot account.
  public static let account = spotAccount("/api/v3/account", 20)
  /// Commission rates of one symbol, discounts included.
  public static let accountCommission = spotAccount("/api/v3/account/commission", 20)
  /// One order.
  public static let queryOrder = spotAccount("/api/v3/order", 4)
  /// Orders that are open.
  public static let openOrders = Endpoint(
    api: .spot, path: "/api/v3/openOrders", weight: .bySymbolCount(one: 6, upTo: [], all: 80),
    security: .userData)
  /// Orders of one symbol, in whatever state.
  public static let allOrders = spotAccount("/api/v3/allOrders", 20)
  /// The account's trades of one symbol.
  public static let myTrades = spotAccount("/api/v3/myTrades", 20)
  /// The same of one order, which weighs less.
  public static let myTradesOfOrder = spotAccount("/api/v3/myTrades", 5)
  /// How many orders the account has placed, and may place.
  public static let orderCounts = spotAccount("/api/v3/rateLimit/order", 40)

  private static func spotAccount(_ path: String, _ weight: Int) -> Endpoint {
    Endpoint(api: .spot, path: path, weight: .fixed(weight), security: .userData)
  }
}
