internal import Catalog

/// How the orders of a list are linked.
enum OrderListKind: String, Sendable, CaseIterable {
  /// A pair of which one cancels the other.
  case oco = "OCO"
  /// An order, and one that is placed when it has filled.
  case oto = "OTO"
  /// An order, and such a pair.
  case otoco = "OTOCO"

  /// Where it is placed.
  var endpoint: Endpoint {
    switch self {
    case .oco: .newOCO
    case .oto: .newOTO
    case .otoco: .newOTOCO
    }
  }

  /// Its arguments in words.
  var needs: String {
    switch self {
    case .oco: "side, quantity, above_type, below_type and what these types need"
    case .oto: "working_type, working_side, working_quantity, working_price and the pending_… arguments"
    case .otoco:
      "the working_… arguments, pending_side, pending_quantity, above_type, below_type and what these types "
        + "need"
    }
  }

  private static let common = [
    "kind", "symbol", "self_trade_prevention", "idempotency_key", "allow_duplicate", "adjust",
  ]

  /// Whether an argument of the tool belongs to this kind.
  func takes(_ name: String) -> Bool {
    if Self.common.contains(name) { return true }
    let isOfPair = name.hasPrefix("above_") || name.hasPrefix("below_")
    switch self {
    case .oco: return isOfPair || name == "side" || name == "quantity"
    case .oto: return name.hasPrefix("working_") || name.hasPrefix("pending_")
    case .otoco:
      return isOfPair || name.hasPrefix("working_") || name == "pending_side" || name == "pending_quantity"
    }
  }
}
