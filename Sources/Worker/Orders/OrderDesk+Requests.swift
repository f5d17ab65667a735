package import Catalog
package import Exchange
internal import Values

/// What is no order: cancels, the leverage, and a test that places nothing.
extension OrderDesk {
  /// The request of a tool that proposes nothing: the cancels, `set_leverage` and `test_order`.
  ///
  /// Cancels read nothing first: nothing that could fail stands before them.
  ///
  /// - Throws: `validationError` for arguments that the exchange would refuse; of `test_order` what reading
  ///   the symbol's rules throws.
  package func cancellation(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeRequest {
    let symbol = try requiredSymbol(arguments)
    switch OrderTool(rawValue: tool.name) {
    case .cancelOrder: return try Self.cancel(symbol, arguments)
    case .cancelAllOrders: return Self.cancelAll(symbol, arguments)
    case .cancelOrderList: return try Self.cancelList(symbol, arguments)
    case .cancelFuturesOrder: return try Self.cancelFutures(symbol, arguments)
    case .setLeverage:
      let leverage = arguments.integer("leverage") ?? 1
      return Self.request(.changeLeverage, [("symbol", symbol), ("leverage", String(leverage))])
    case .testOrder: return try await test(arguments, for: call)
    default:
      throw ToolFailure(kind: .internalError, message: "\(tool.name) is no request of its own")
    }
  }

  private func test(
    _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeRequest {
    let (order, rules, _) = try await checkedOrder(arguments, for: call, leavesPrices: true)
    var query = [(name: "symbol", value: rules.symbol)] + order.query()
    if let prevention = order.selfTradePrevention { query.append(("selfTradePreventionMode", prevention)) }
    guard arguments.boolean("compute_commission") == true else { return Self.request(.testOrder, query) }
    query.append(("computeCommissionRates", "true"))
    return Self.request(.testOrderWithCommission, query)
  }

  private static func cancel(
    _ symbol: String, _ arguments: CheckedArguments
  ) throws(ToolFailure) -> ExchangeRequest {
    var query = [(name: "symbol", value: symbol)]
    try query.append(
      contentsOf: names(arguments, ("order_id", "orderId"), ("client_order_id", "origClientOrderId")))
    if let restriction = arguments.string("restriction") {
      query.append(("cancelRestrictions", restriction))
    }
    return request(.cancelOrder, query)
  }

  private static func cancelAll(_ symbol: String, _ arguments: CheckedArguments) -> ExchangeRequest {
    let query = [(name: "symbol", value: symbol)]
    return switch arguments.string("market") {
    case "futures": request(.cancelFuturesOpenOrders, query)
    case "futures_conditional": request(.cancelAlgoOpenOrders, query)
    default: request(.cancelOpenOrders, query)
    }
  }

  private static func cancelList(
    _ symbol: String, _ arguments: CheckedArguments
  ) throws(ToolFailure) -> ExchangeRequest {
    let names = try names(
      arguments, ("order_list_id", "orderListId"), ("list_client_order_id", "listClientOrderId"))
    return request(.cancelOrderList, [(name: "symbol", value: symbol)] + names)
  }

  private static func cancelFutures(
    _ symbol: String, _ arguments: CheckedArguments
  ) throws(ToolFailure) -> ExchangeRequest {
    if arguments.contains("algo_id") || arguments.contains("client_algo_id") {
      // The exchange takes no symbol here.
      return request(
        .cancelAlgoOrder, try names(arguments, ("algo_id", "algoId"), ("client_algo_id", "clientAlgoId")))
    }
    let names = try names(arguments, ("order_id", "orderId"), ("client_order_id", "origClientOrderId"))
    return request(.cancelFuturesOrder, [(name: "symbol", value: symbol)] + names)
  }

  /// What is named, by number, by client order id, or by both: then both must be right.
  private static func names(
    _ arguments: CheckedArguments, _ number: (argument: String, parameter: String),
    _ clientID: (argument: String, parameter: String)
  ) throws(ToolFailure) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    if let value = arguments.integer(number.argument) { query.append((number.parameter, String(value))) }
    if let value = arguments.string(clientID.argument) {
      query.append((clientID.parameter, try Self.clientID(value, clientID.argument)))
    }
    return query
  }

  /// A client order id as the exchange takes it.
  static func clientID(_ text: String, _ argument: String) throws(ToolFailure) -> String {
    guard ClientOrderID.isValid(text) else {
      throw .argument(
        argument, value: ShownValue.quoted(text), problem: "is no client order id",
        bound: "1 to \(ClientOrderID.lengthMax) of A-Z, a-z, 0-9 and - _ . : /")
    }
    return text
  }

  private static func request(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)]
  ) -> ExchangeRequest {
    ExchangeRequest(endpoint: endpoint, query: query, weight: endpoint.weight.value(), isRead: false)
  }
}
