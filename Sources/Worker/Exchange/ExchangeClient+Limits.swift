internal import Catalog
internal import Values

extension ExchangeClient {
  /// Limits that the exchange can be believed to have.
  private static let limitRange = 1...1_000_000_000

  /// Takes the limits from an answer that names them: exchangeInfo, and the account's own order limits.
  ///
  /// What is odd in it is passed over: whoever asked has the answer checked, and a limit that is not believed
  /// stays as it was.
  func followLimits(in reply: ExchangeReply, to endpoint: Endpoint) {
    switch endpoint.path {
    case "/api/v3/exchangeInfo", "/fapi/v1/exchangeInfo":
      guard let limits = reply.document.root["rateLimits"] else { return }
      follow(limits, of: endpoint.api)
    case "/api/v3/rateLimit/order", "/fapi/v1/rateLimit/order":
      follow(reply.document.root, of: endpoint.api)
    default: return
    }
  }

  private func follow(_ limits: JSONValue, of api: API) {
    guard limits.kind == .array, limits.count <= 16 else { return }
    for entry in limits.elements {
      guard entry.kind == .object, let type = entry["rateLimitType"]?.string,
        let number = entry["intervalNum"]?.integer, let limit = entry["limit"]?.integer,
        Self.limitRange.contains(limit)
      else { continue }
      switch (type, entry["interval"]?.string, number) {
      case ("REQUEST_WEIGHT", "MINUTE", 1):
        if api == .futures { futuresBudget.limit = limit } else { budget.limit = limit }
      case ("RAW_REQUESTS", "MINUTE", 5):
        if api == .futures { futuresBudget.requestLimit = limit } else { budget.requestLimit = limit }
      case ("ORDERS", "SECOND", 10): setOrderLimit(limit, ofSeconds: 10, api)
      case ("ORDERS", "MINUTE", 1): setOrderLimit(limit, ofSeconds: 60, api)
      case ("ORDERS", "DAY", 1): setOrderLimit(limit, ofSeconds: 86_400, api)
      default: continue
      }
    }
  }

  private func setOrderLimit(_ limit: Int, ofSeconds seconds: Int, _ api: API) {
    if api == .futures {
      futuresOrders.setLimit(limit, ofSeconds: seconds)
    } else {
      spotOrders.setLimit(limit, ofSeconds: seconds)
    }
  }
}
