/// The table of all tools.
///
/// Schemas, checks, routing, requests, budget, documentation and snapshots derive from it: to add a tool, add
/// an entry to the file of its family and its code in the worker of its role.
public enum Catalog {
  /// Every tool, in the order of lists and of the documentation.
  public static let tools: [Tool] =
    prices + orderBooks + symbols + candles + trades + futuresMarket + account + history + orders
    + futuresOrders + server

  private static let index = ToolIndex(tools)

  /// The tool of that name.
  public static func tool(named name: String) -> Tool? {
    tool(utf8: name.utf8Span.span)
  }

  /// The tool of that name, found without making a `String` of it.
  public static func tool(utf8 name: Span<UInt8>) -> Tool? {
    index.tool(utf8: name)
  }
}
