/// How long a futures order works (USD-M documents, "Time in force").
public enum FuturesTimeInForce: String, Sendable, Hashable, CaseIterable {
  case goodTillCanceled = "GTC"
  case immediateOrCancel = "IOC"
  case fillOrKill = "FOK"
  /// Post only.
  case goodTillCrossing = "GTX"
  case goodTillDate = "GTD"
}
