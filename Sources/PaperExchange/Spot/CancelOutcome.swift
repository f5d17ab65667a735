/// What a cancel ended: an order, or the whole list that it is part of.
public enum CancelOutcome: Sendable, Hashable {
  case order(CanceledOrder)
  case list(OrderList, [CanceledOrder])
}
