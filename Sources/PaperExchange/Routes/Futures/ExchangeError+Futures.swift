import PaperFutures

/// Errors of the USD-M interface (USD-M documents, "Error codes").
extension ExchangeError {
  /// A refusal of the engine as an answer.
  init(_ refusal: FuturesRefusal) {
    self.init(code: refusal.code, message: refusal.message)
  }

  /// -1023.
  static let startAfterEnd = Self(code: -1023, message: "Start time is greater than end time.")
  /// -1136.
  static let invalidFuturesResponseType = Self(code: -1136, message: "Invalid newOrderRespType.")
  /// -4015.
  static let invalidFuturesClientID = Self(code: -4015, message: "Client order id is not valid.")
  /// -4015.
  static let futuresClientIDTooLong = Self(
    code: -4015, message: "Client order id length should not be more than 36 chars")
  /// -4021.
  static func invalidDepthLimit(_ limit: String) -> Self {
    Self(code: -4021, message: "'\(limit)' is not valid depth limit.")
  }
  /// -4031.
  static func invalidWorkingType(_ type: String) -> Self {
    Self(code: -4031, message: "Invalid parameter working type: `\(type)`")
  }
  /// -4060.
  static let invalidPositionSide = Self(code: -4060, message: "Invalid position side.")
  /// -4082.
  static func invalidBatchCount(_ count: Int) -> Self {
    Self(code: -4082, message: "Invalid number of batch place orders: \(count)")
  }
  /// -4104.
  static let invalidContractType = Self(code: -4104, message: "Invalid contract type")
  /// -4120.
  static let conditionalMoved = Self(
    code: -4120,
    message: "Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.")
  /// -4137.
  static let quantityWithClosePosition = Self(
    code: -4137, message: "Quantity must be zero with closePosition equals true")
  /// -4144.
  static let invalidPair = Self(code: -4144, message: "Invalid pair")
  /// -5037.
  static let invalidPriceMatch = Self(code: -5037, message: "Invalid price match")
  /// -5038.
  static let priceMatchNeedsLimit = Self(
    code: -5038, message: "Price match only supports order type: LIMIT, STOP AND TAKE_PROFIT")
  /// -5039.
  static let invalidFuturesSelfTradePrevention = Self(
    code: -5039, message: "Invalid self trade prevention mode")
}
