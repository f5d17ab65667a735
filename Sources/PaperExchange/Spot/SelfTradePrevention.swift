/// What happens when an order would trade with another one of its own account (faqs/stp_faq.md).
///
/// Accounts here have no trade groups, so `transfer` does what the document says it does within one account:
/// the same as `decrement`.
public enum SelfTradePrevention: String, Sendable, Hashable, CaseIterable {
  case none = "NONE"
  case expireTaker = "EXPIRE_TAKER"
  case expireMaker = "EXPIRE_MAKER"
  case expireBoth = "EXPIRE_BOTH"
  case decrement = "DECREMENT"
  case transfer = "TRANSFER"
}
