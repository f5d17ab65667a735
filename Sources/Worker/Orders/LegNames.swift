/// What a tool and an endpoint call the fields of one order.
struct LegNames: Sendable {
  /// The prefix of the arguments, such as `above_`; empty for the tools about one order.
  let argumentPrefix: String
  /// The prefix of the parameters, such as `pendingAbove`; empty for one order.
  let parameterPrefix: String
  /// Of a pair, whose orders have side and quantity in common: the prefixes of these two.
  var shared: (argument: String, parameter: String)?

  /// `create_order` and `POST /api/v3/order`.
  static let single = LegNames(argumentPrefix: "", parameterPrefix: "")
  /// The first order of an OTO or OTOCO.
  static let working = LegNames(argumentPrefix: "working_", parameterPrefix: "working")
  /// The second order of an OTO.
  static let pending = LegNames(argumentPrefix: "pending_", parameterPrefix: "pending")

  /// One order of a pair: of an OCO, or of the pair that follows the first order of an OTOCO.
  static func pair(_ place: String, isPending: Bool) -> LegNames {
    guard isPending else {
      return LegNames(argumentPrefix: "\(place)_", parameterPrefix: place, shared: ("", ""))
    }
    let name = place.prefix(1).uppercased() + place.dropFirst()
    return LegNames(
      argumentPrefix: "\(place)_", parameterPrefix: "pending\(name)", shared: ("pending_", "pending"))
  }

  /// The argument's name.
  func argument(_ field: OrderField) -> String {
    if let shared, field == .side || field == .quantity { return shared.argument + field.rawValue }
    return argumentPrefix.isEmpty ? field.rawValue : argumentPrefix + field.rawValue
  }

  /// The parameter's name.
  func parameter(_ field: OrderField) -> String {
    let prefix =
      if let shared, field == .side || field == .quantity { shared.parameter } else { parameterPrefix }
    return prefix.isEmpty ? field.parameter : prefix + field.suffix
  }

  /// The parameter that takes the order's client order id.
  var idName: String { parameterPrefix.isEmpty ? "newClientOrderId" : "\(parameterPrefix)ClientOrderId" }
}
