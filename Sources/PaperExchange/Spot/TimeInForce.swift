/// How long an order works (enums.md, "Time in force").
public enum TimeInForce: String, Sendable, Hashable, CaseIterable {
  case goodTillCanceled = "GTC"
  case immediateOrCancel = "IOC"
  case fillOrKill = "FOK"
}
