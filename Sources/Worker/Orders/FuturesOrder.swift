internal import Catalog
internal import Values

/// One USD-M order while it is put together.
struct FuturesOrder: Sendable {
  let side: OrderSide
  let type: FuturesOrderType
  var quantity: ExactDecimal?
  var price: ExactDecimal?
  var stopPrice: ExactDecimal?
  var activatePrice: ExactDecimal?
  var callbackRate: ExactDecimal?
  var timeInForce: String?
  var goodTillDate: Int?
  var positionSide: String?
  var isReduceOnly = false
  var closesPosition = false
  var workingType: String?
  var isPriceProtected: Bool?
  var selfTradePrevention: String?

  init(_ side: OrderSide, _ type: FuturesOrderType) {
    self.side = side
    self.type = type
  }

  /// Whether a position has a side of its own, as in hedge mode.
  var isHedged: Bool { positionSide == "LONG" || positionSide == "SHORT" }

  /// Whether it can only make a position smaller: by what it says, or because in hedge mode a side is only
  /// left by the opposite one.
  var onlyReduces: Bool {
    isReduceOnly || closesPosition || positionSide == "LONG" && side == .sell
      || positionSide == "SHORT" && side == .buy
  }

  /// The order of a call's arguments.
  ///
  /// - Throws: `validationError` for what is missing or does not go together.
  init(_ arguments: CheckedArguments) throws(ToolFailure) {
    self.init(
      try SpotOrder.word("side", arguments, OrderSide.init),
      try SpotOrder.word("type", arguments, FuturesOrderType.init))
    quantity = arguments.decimal("quantity")
    price = arguments.decimal("price")
    stopPrice = arguments.decimal("stop_price")
    activatePrice = arguments.decimal("activate_price")
    callbackRate = arguments.decimal("callback_rate")
    timeInForce = arguments.string("time_in_force")
    goodTillDate = arguments.integer("good_till_date")
    positionSide = arguments.string("position_side")
    isReduceOnly = arguments.boolean("reduce_only") == true
    closesPosition = arguments.boolean("close_position") == true
    workingType = arguments.string("working_type")
    isPriceProtected = arguments.boolean("price_protect")
    selfTradePrevention = arguments.string("self_trade_prevention")
    try checkForbidden(arguments)
    try checkMissing()
    if type.hasPrice, timeInForce == nil { timeInForce = "GTC" }
    try checkCombination()
  }

  private func checkForbidden(_ arguments: CheckedArguments) throws(ToolFailure) {
    let names = [
      "price", "time_in_force", "good_till_date", "stop_price", "activate_price", "callback_rate",
      "working_type",
    ]
    for name in names where arguments.contains(name) && !type.allows(name) { throw forbidden(name) }
    if closesPosition, !type.allows("close_position") { throw forbidden("close_position") }
    if isPriceProtected == true, !type.allows("price_protect") { throw forbidden("price_protect") }
  }

  private func forbidden(_ name: String) -> ToolFailure {
    .argument(
      name, value: nil, problem: "does not go with type \(type.rawValue)",
      bound: "\(type.rawValue) with \(type.needs)", suggestion: "Leave \(name) out, or use another type.")
  }

  private func checkMissing() throws(ToolFailure) {
    if quantity == nil, !closesPosition { throw missing("quantity") }
    if type.hasPrice, price == nil { throw missing("price") }
    if type.hasTrigger, stopPrice == nil { throw missing("stop_price") }
    if type == .trailingStopMarket, callbackRate == nil { throw missing("callback_rate") }
    if timeInForce == "GTD", goodTillDate == nil {
      throw .argument(
        "good_till_date", value: nil, problem: "is missing; GTD needs it",
        bound: "when the order ends, in milliseconds since 1970 UTC")
    }
  }

  private func missing(_ name: String) -> ToolFailure {
    .argument(
      name, value: nil, problem: "is missing; \(type.rawValue) needs \(type.needs)",
      bound: "\(type.rawValue) with \(type.needs)")
  }

  private func checkCombination() throws(ToolFailure) {
    if closesPosition, quantity != nil {
      throw .argument(
        "quantity", value: nil, problem: "does not go together with close_position",
        bound: "one of the two: the whole position, or a quantity")
    }
    if isReduceOnly, closesPosition || isHedged {
      throw .argument(
        "reduce_only", value: "true",
        problem: closesPosition
          ? "does not go together with close_position" : "does not go together with position_side",
        bound: closesPosition
          ? "close_position alone, which only reduces"
          : "position_side alone; in hedge mode the opposite side only reduces")
    }
    if goodTillDate != nil, timeInForce != "GTD" {
      throw .argument(
        "good_till_date", value: nil, problem: "goes with time_in_force GTD only", bound: "GTD beside it")
    }
    if let rate = callbackRate {
      let grid = ValueGrid(
        minimum: ExactDecimal(unchecked: 1, scale: 1), maximum: ExactDecimal(10),
        step: ExactDecimal(unchecked: 1, scale: 1))
      if let problem = grid.problem(rate) {
        throw .grid(
          "CALLBACK_RATE", argument: "callback_rate", value: rate, grid, problem, of: "trailing stops")
      }
    }
  }
}
