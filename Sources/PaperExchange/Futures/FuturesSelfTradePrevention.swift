/// What happens when an order would trade with another one of its own account.
public enum FuturesSelfTradePrevention: String, Sendable, Hashable, CaseIterable {
  case none = "NONE"
  case expireTaker = "EXPIRE_TAKER"
  case expireMaker = "EXPIRE_MAKER"
  case expireBoth = "EXPIRE_BOTH"
}
