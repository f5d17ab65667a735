/// What a cancel ended: an order, or the whole list that it is part of.
public enum CancelOutcome: Sendable, Hashable {
  case order(CanceledOrder)
  case list(OrderList, [CanceledOrder])

  /// A whole list was canceled.
  public var isList: Bool {
    if case .list = self { true } else { false }
  }
}
