/// The table of all tools.
///
/// Schemas, checks, routing, requests, budget, documentation and snapshots derive from it: to add a tool, add
/// an entry to the file of its family and its code in the worker of its role.
public enum Catalog {
  /// Every tool, in the order of lists and of the documentation.
  public static let tools: [Tool] =
    prices + orderBooks + symbols + candles + trades + server

  private static let indexByName: [String: Int] = {
    var index: [String: Int] = [:]
    for (position, tool) in tools.enumerated() { index[tool.name] = position }
    return index
  }()

  /// The tool of that name.
  public static func tool(named name: String) -> Tool? {
    indexByName[name].map { tools[$0] }
  }
}
