/// Which tools are listed: `--tools GROUP,NAME,-NAME`.
///
/// Groups and names add, a leading minus takes away; a list that only takes away begins with everything. Some
/// clients take no more than 40 tools, and every tool costs the model's attention.
public enum ToolSelection {
  /// A word that names neither a group nor a tool.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The word.
    public let word: String
    /// The nearest real one, if any is near.
    public let nearest: String?

    /// For the command line.
    public var description: String {
      "--tools: there is no tool or group \"\(word)\"" + (nearest.map { "; did you mean \($0)?" } ?? "")
    }
  }

  /// The chosen tools in the table's order.
  ///
  /// - Parameter selection: words between commas; nil or "all" chooses everything.
  public static func tools(_ selection: String?, from tools: [Tool]) throws(Failure) -> [Tool] {
    guard let selection, selection != "all" else { return tools }
    let words = selection.split(separator: ",").map { $0.filter { $0 != " " } }
    var chosen = Set<String>()
    if words.allSatisfy({ $0.hasPrefix("-") }) { chosen = Set(tools.map { $0.name }) }
    for word in words {
      let isRemoval = word.hasPrefix("-")
      let name = isRemoval ? String(word.dropFirst()) : word
      let meant = tools.filter { $0.name == name || $0.group.rawValue == name }.map { $0.name }
      guard !meant.isEmpty || ToolGroup(rawValue: name) != nil else {
        let known = tools.map { $0.name } + ToolGroup.allCases.map { $0.rawValue }
        throw Failure(word: name, nearest: NearestName.find(name, among: known))
      }
      if isRemoval { chosen.subtract(meant) } else { chosen.formUnion(meant) }
    }
    return tools.filter { chosen.contains($0.name) }
  }
}
