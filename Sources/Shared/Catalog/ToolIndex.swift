import Values

/// Finds a tool by the bytes of its name, without making a `String` of them and without hashing: tools whose
/// names have so many bytes are a few each.
public struct ToolIndex: Sendable {
  private var byByteCount: [[(name: [UInt8], tool: Tool)]] = []

  /// An index of these tools; the first of equal names counts.
  public init(_ tools: [Tool]) {
    for tool in tools {
      let name = Array(tool.name.utf8)
      while byByteCount.count <= name.count { byByteCount.append([]) }
      byByteCount[name.count].append((name, tool))
    }
  }

  /// The tool of that name.
  public func tool(utf8 name: Span<UInt8>) -> Tool? {
    guard name.count < byByteCount.count else { return nil }
    for index in byByteCount[name.count].indices {
      if name.isEqual(to: byByteCount[name.count][index].name) { return byByteCount[name.count][index].tool }
    }
    return nil
  }
}
