import PaperSpot

/// A parameter that is one of a closed list of words (enums.md), and what the exchange says to any other.
public enum OrderWord: Sendable, Hashable, CaseIterable {
  case side
  case type
  case timeInForce
  case selfTradePrevention
  case responseType
  case cancelReplaceMode
  case cancelRestriction
  case rateLimitMode
  case pegPriceType
  case pegOffsetType

  /// The words; case matters.
  var values: [String] { Self.table[self] ?? [] }

  /// What another word is answered with.
  func refusal(of parameter: String) -> ExchangeError {
    switch self {
    case .side: .invalidSide
    case .type: .invalidOrderType
    case .timeInForce: .invalidTimeInForce
    case .cancelRestriction: .invalidCancelRestrictions
    case .pegPriceType: .invalidPegPriceType
    case .pegOffsetType: .invalidPegOffsetType
    case .selfTradePrevention, .responseType, .cancelReplaceMode, .rateLimitMode: .invalidData(parameter)
    }
  }

  private static let table: [OrderWord: [String]] = [
    .side: OrderSide.allCases.map(\.rawValue),
    .type: OrderType.allCases.map(\.rawValue),
    .timeInForce: TimeInForce.allCases.map(\.rawValue),
    .selfTradePrevention: SelfTradePrevention.allCases.map(\.rawValue),
    .responseType: OrderResponseType.allCases.map(\.rawValue),
    .cancelReplaceMode: CancelReplaceMode.allCases.map(\.rawValue),
    .cancelRestriction: CancelRestriction.allCases.map(\.rawValue),
    .rateLimitMode: OrderRateLimitMode.allCases.map(\.rawValue),
    .pegPriceType: Peg.PriceType.allCases.map(\.rawValue),
    .pegOffsetType: ["PRICE_LEVEL"],
  ]
}
