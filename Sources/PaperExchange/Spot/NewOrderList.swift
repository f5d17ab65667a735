/// An order list that a client asks for; all orders on one symbol (rest-api.md, "Order lists").
public enum NewOrderList: Sendable, Hashable {
  /// Two orders of one side and quantity, of which one cancels the other.
  case oco(above: NewOrder, below: NewOrder)
  /// The pending order goes on the book when the working order is filled.
  case oto(working: NewOrder, pending: NewOrder)
  /// As OTO with a pair.
  case otoco(working: NewOrder, pendingAbove: NewOrder, pendingBelow: NewOrder)
  /// As OTO; the pending order, sent without a quantity, sells what the working order bought.
  case opo(working: NewOrder, pending: NewOrder)
  /// As OPO with a pair.
  case opoco(working: NewOrder, pendingAbove: NewOrder, pendingBelow: NewOrder)
}
