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
  /// - Parameter selection: words between commas; "all" chooses everything; nil too, but for what
  ///   `ToolListing.leftOutByDefault` names when there are more than clients take.
  public static func tools(_ selection: String?, from tools: [Tool]) throws(Failure) -> [Tool] {
    guard let selection else {
      guard tools.count > ToolListing.defaultCountMax else { return tools }
      return tools.filter { !ToolListing.leftOutByDefault.contains($0.name) }
    }
    if selection == "all" { return tools }
    let words = selection.split(separator: ",").map { $0.filter { $0 != " " } }
    var chosen = Set<String>()
    if words.allSatisfy({ $0.hasPrefix("-") }) { chosen = Set(tools.map { $0.name }) }
    // A name of a tool that exists, but not in this configuration, is no typo: it picks nothing.
    let known = Catalog.tools
    for word in words {
      let isRemoval = word.hasPrefix("-")
      let name = isRemoval ? String(word.dropFirst()) : word
      let meant = tools.filter { $0.name == name || $0.group.rawValue == name }.map { $0.name }
      guard !meant.isEmpty || ToolGroup(rawValue: name) != nil || known.contains(where: { $0.name == name })
      else {
        let names = known.map { $0.name } + ToolGroup.allCases.map { $0.rawValue }
        throw Failure(word: name, nearest: NearestName.find(name, among: names))
      }
      if isRemoval { chosen.subtract(meant) } else { chosen.formUnion(meant) }
    }
    return tools.filter { chosen.contains($0.name) }
  }
}
