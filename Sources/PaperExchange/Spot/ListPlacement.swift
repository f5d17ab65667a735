/// What came of placing an order list.
public struct ListPlacement: Sendable, Hashable {
  /// The list right after.
  public var list: OrderList
  /// Its orders, in the list's order.
  public var placements: [Placement]
}
