import Foundation

/// One request for an order, as the exchange's ledger has it.
struct LedgerPost {
  let path: String
  /// The id by which the request is known: of a list the list's.
  let clientOrderID: String
  let symbol: String
  /// How much was asked for: of the base asset, of the quote asset, or of the first order of a list.
  let quantity: Decimal?
  /// Client order ids of the orders that it booked.
  let booked: [String]
  /// Whether its connection had carried a request before.
  let isKept: Bool
  let fault: String?
  /// When it had been read, in milliseconds since 1970.
  let time: Int

  /// Nil for what asks for no order.
  init?(_ entry: [String: Any]) {
    guard entry["method"] as? String == "POST", let path = entry["path"] as? String,
      path.contains("rder"), !path.hasSuffix("/test"), let parameters = entry["parameters"] as? String
    else { return nil }
    var values: [String: String] = [:]
    for pair in parameters.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
    }
    let names = ["listClientOrderId", "newClientOrderId", "clientAlgoId"]
    self.path = path
    clientOrderID = names.compactMap { values[$0] }.first ?? ""
    symbol = values["symbol"] ?? ""
    let amounts = ["quantity", "quoteOrderQty", "workingQuantity"]
    quantity = amounts.compactMap { values[$0] }.first.flatMap { Decimal(string: $0) }
    booked = (entry["booked"] as? [[String: Any]] ?? []).compactMap { $0["clientOrderId"] as? String }
    isKept = entry["kept"] as? Bool ?? false
    fault = entry["fault"] as? String
    time = entry["time"] as? Int ?? 0
  }
}
