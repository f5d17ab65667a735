internal import Values

extension Catalog {
  /// What can be read by address, in the order of lists.
  public static let resources: [Resource] = [
    statusResource, policyResource, openOrdersResource, openFuturesOrdersResource, recentOrdersResource,
    ordersResource, rulesResource, errorsResource, errorResource,
  ]

  /// The state of the server, which changes when a worker ends or is there again.
  public static let statusAddress = "bulkhead://server/status"
  /// What may be done with money, which changes when trading is halted or an order comes or goes.
  public static let policyAddress = "bulkhead://trading/policy"
  /// The open spot orders, which change when one is placed, filled or cancelled.
  public static let openOrdersAddress = "bulkhead://orders/open"
  /// The open orders of USD-M futures, likewise.
  public static let openFuturesOrdersAddress = "bulkhead://orders/open/futures"
  /// The latest orders that were made here, which change with each of them.
  public static let recentOrdersAddress = "bulkhead://orders/recent"
  /// The latest spot orders of a pair, which change as the open ones do.
  public static let ordersOfPair = ResourcePattern("bulkhead://orders/{symbol}")

  private static let statusResource = Resource(
    statusAddress, name: "server-status", title: "State of this server",
    description: "Version, venue, and each worker process with its state and rate budget, as JSON.",
    content: .call(tool: "server_status", arguments: []), isWatched: true)

  private static let policyResource = Resource(
    policyAddress, name: "trading-policy", title: "Policy in force",
    description: """
      Whether trading is on or halted, the operator's limits, how much of them is used, and orders whose \
      outcome is open, as JSON.
      """,
    content: .call(tool: "trading_status", arguments: []), isWatched: true)

  private static let openOrdersResource = Resource(
    openOrdersAddress, name: "open-orders", title: "Open spot orders",
    description: "All open spot orders of the account, as a JSON table.",
    content: .call(tool: "get_open_orders", arguments: []), isWatched: true)

  private static let openFuturesOrdersResource = Resource(
    openFuturesOrdersAddress, name: "open-futures-orders", title: "Open futures orders",
    description: "All open USD-M futures orders of the account, conditional ones too, as a JSON table.",
    content: .call(
      tool: "get_open_orders", arguments: [Resource.Argument("market", .constant("futures"))]),
    isWatched: true)

  private static let recentOrdersResource = Resource(
    recentOrdersAddress, name: "recent-orders", title: "Recent orders made here",
    description: """
      The state of trading with the latest orders, spot and futures, that were made through this server or \
      another on its journal, and what became of each, as JSON.
      """,
    content: .call(tool: "trading_status", arguments: [Resource.Argument("recent", .constant(50))]),
    isWatched: true)

  private static let ordersResource = Resource(
    ordersOfPair.text, name: "orders-of-pair", title: "Recent spot orders of a pair",
    description: "The latest spot orders of a trading pair in every state, as a JSON table.",
    content: .call(
      tool: "get_orders",
      arguments: [
        Resource.Argument("symbol", .variable("symbol")), Resource.Argument("limit", .constant(50)),
      ]),
    isWatched: true, completions: ["symbol": .symbols])

  private static let rulesResource = Resource(
    "bulkhead://symbols/{symbol}/rules", name: "symbol-rules", title: "Order rules of a spot pair",
    description: "What the exchange demands of orders on a spot trading pair, as JSON.",
    content: .call(
      tool: "get_symbol_rules", arguments: [Resource.Argument("symbol", .variable("symbol"))]),
    completions: ["symbol": .symbols])

  private static let errorsResource = Resource(
    "bulkhead://errors", name: "errors", title: "Error catalogue",
    description: """
      Every type of failure with what to do, and the exchange's error codes with their meanings, as JSON.
      """,
    content: .text { _ in ErrorCatalogue.overview() })

  private static let errorResource = Resource(
    "bulkhead://errors/{code}", name: "error", title: "One error",
    description: "What one of the exchange's codes (-1013) or a type of failure means, and what to do.",
    content: .text { $0["code"].flatMap(ErrorCatalogue.entry) },
    completions: ["code": .errors])
}
