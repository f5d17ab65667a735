import PaperSpot

/// What the exchange says about orders (errors.md).
extension ExchangeError {
  /// -1002: a signed route without a signature that was checked.
  static let unauthorized = Self(
    status: 401, code: -1002, message: "You are not authorized to execute this request.")
  /// -1013: what the exchange answers to a routed order on a symbol without routing.
  static let noOrderRouting = Self.invalidMessage("This symbol has no SOR.")
  /// -1013 with a text that is no filter's.
  static func invalidMessage(_ message: String) -> Self { Self(code: -1013, message: message) }
  /// -1014: an iceberg order that is not good till canceled.
  static let unsupportedCombination = Self(code: -1014, message: "Unsupported order combination.")
  /// -1102: a number above its bound.
  static func greaterThan(_ maximum: Int, parameter: String) -> Self {
    Self(
      code: -1102, message: "'\(parameter)' contains unexpected value. Cannot be greater than \(maximum).")
  }
  /// -1128: two that go together.
  static func mustBothBeSent(_ first: String, _ second: String) -> Self {
    Self(
      code: -1128,
      message: "Combination of optional fields invalid. Recommendation: '\(first)' and '\(second)' must both "
        + "be sent.")
  }
  /// -1128: one that another one needs (changelog of 2019-11-13).
  static func shouldAlsoBeSent(_ name: String) -> Self {
    Self(
      code: -1128,
      message: "Combination of optional parameters invalid. Recommendation: '\(name)' should also be sent.")
  }
  /// -1134.
  static func lowStrategyType(_ name: String) -> Self {
    Self(code: -1134, message: "\(name) was less than 1000000.")
  }
  /// -1145, with the text that rest-api.md shows in its example.
  static let invalidCancelRestrictions = Self(code: -1145, message: "Invalid cancelRestrictions")
  /// -1158.
  static let pairTypeRejected = Self(code: -1158, message: "Order type not supported in OCO.")
  /// -1160.
  static func icebergNeedsGoodTillCanceled(_ parameter: String, timeInForce: String) -> Self {
    Self(code: -1160, message: "Parameter '\(parameter)' is not supported if `\(timeInForce)` is not GTC.")
  }
  /// -1165.
  static let buyLimitMustBeBelow = Self(code: -1165, message: "A limit order in a buy OCO must be below.")
  /// -1166.
  static let sellLimitMustBeAbove = Self(code: -1166, message: "A limit order in a sell OCO must be above.")
  /// -1168.
  static let bothOrdersAreLimit = Self(code: -1168, message: "At least one OCO order must be contingent.")
  /// -1196.
  static let buyStopLossMustBeAbove = Self(
    code: -1196, message: "A stop loss order in a buy OCO must be above.")
  /// -1197.
  static let sellStopLossMustBeBelow = Self(
    code: -1197, message: "A stop loss order in a sell OCO must be below.")
  /// -1198.
  static let buyTakeProfitMustBeBelow = Self(
    code: -1198, message: "A take profit order in a buy OCO must be below.")
  /// -1199.
  static let sellTakeProfitMustBeAbove = Self(
    code: -1199, message: "A take profit order in a sell OCO must be above.")
  /// -1210.
  static let invalidPegPriceType = Self(code: -1210, message: "Invalid pegPriceType.")
  /// -1211.
  static let invalidPegOffsetType = Self(code: -1211, message: "Invalid pegOffsetType.")
  /// -1222.
  static let workingOrderMustBuy = Self(
    code: -1222, message: "Working order in an OPO list must be a bid.")
  /// -1223.
  static let pendingOrdersMustSell = Self(
    code: -1223, message: "Pending orders in an OPO list must be asks.")
  /// -2010.
  static func orderRejected(_ message: String) -> Self { Self(code: -2010, message: message) }
  /// -2013.
  static let noSuchOrder = Self(code: -2013, message: "Order does not exist.")

  /// -2021 with 409: one half of a cancelReplace failed.
  static let replacePartiallyFailed = Self(
    status: 409, code: -2021, message: "Order cancel-replace partially failed.")
  /// -2022: both halves failed, or the second was not attempted.
  static let replaceFailed = Self(code: -2022, message: "Order cancel-replace failed.")

  /// The code that goes with a refusal of the engine.
  ///
  /// - Parameter unknown: what a client order id of another order is answered with, where it is not -2039:
  ///   that code is for queries (changelog of 2025-04-08), and elsewhere such an order is an unknown one.
  init(_ refusal: OrderRefusal, unknown: (String) -> OrderRefusal) {
    self.init(refusal == .clientOrderIDMismatch ? unknown("Unknown order sent.") : refusal)
  }

  /// The code that goes with a refusal of the engine.
  init(_ refusal: OrderRefusal) {
    self =
      switch refusal {
      case .filter(let name): Self(code: SpotFilters.code(name), message: SpotFilters.message(name))
      case .rejected(let message): .orderRejected(message)
      case .cancelRejected(let message): Self(code: -2011, message: message)
      case .amendRejected(let message): Self(code: -2038, message: message)
      case .invalidMessage(let message): .invalidMessage(message)
      case .noSuchOrder: .noSuchOrder
      case .clientOrderIDMismatch:
        Self(code: -2039, message: "Client order ID is not correct for this order ID.")
      }
  }
}
