/// Why an order expired (enums.md, "Expiry reasons"); the order response names it.
public enum ExpiryReason: String, Sendable, Hashable, CaseIterable {
  /// What the order was to do when it began to work was refused.
  case rejected = "REJECTED"
  case exchangeCanceled = "EXCHANGE_CANCELED"
  /// The other order of its pair was filled or triggered.
  case otherTriggered = "OCO_TRIGGER"
  /// The working order of its list ended without being filled.
  case workingOrderExpired = "OTO_PHASE_ONE_EXPIRED"
  case unfilledImmediateOrCancel = "UNFILLED_IOC_QUANTITY_EXPIRED"
  case unfilledFillOrKill = "UNFILLED_FOK_ORDER_EXPIRED"
  case insufficientLiquidity = "INSUFFICIENT_LIQUIDITY"
}
