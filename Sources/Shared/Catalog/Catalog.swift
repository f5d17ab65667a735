/// The table of all tools.
///
/// Schemas, checks, routing, requests, budget, documentation and snapshots derive from it: to add a tool, add
/// an entry to the file of its family and its code in the worker of its role.
public enum Catalog {
  /// Every tool, in the order of lists and of the documentation.
  public static let tools: [Tool] =
    prices + orderBooks + symbols + candles + trades + server

  /// The tools whose names have so many bytes: a few each, so that one is found without hashing.
  private static let toolsByNameByteCount: [[Tool]] = {
    var table: [[Tool]] = []
    for tool in tools {
      let byteCount = tool.name.utf8.count
      while table.count <= byteCount { table.append([]) }
      table[byteCount].append(tool)
    }
    return table
  }()

  /// The tool of that name.
  public static func tool(named name: String) -> Tool? {
    tool(utf8: name.utf8Span.span)
  }

  /// The tool of that name, found without making a `String` of it.
  public static func tool(utf8 name: Span<UInt8>) -> Tool? {
    let table = toolsByNameByteCount
    guard name.count < table.count else { return nil }
    for tool in table[name.count] {
      let known = tool.name.utf8Span.span
      var index = 0
      while index < name.count, name[index] == known[index] { index += 1 }
      if index == name.count { return tool }
    }
    return nil
  }
}
