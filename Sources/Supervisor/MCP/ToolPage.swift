import Values

/// One page of `tools/list`, as the bytes of its result.
struct ToolPage: Sendable {
  /// The cursor that leads to this page; `nil` for the first.
  let cursor: String?
  /// The result object.
  let result: [UInt8]

  /// All pages of a list; one empty page when there are no tools.
  ///
  /// A cursor names its place and a digest of the whole list. So nothing has to be remembered for it, every
  /// session of the same server understands it, and one from before a change of the list is refused instead
  /// of skipping tools.
  static func pages(
    of tools: [DescribedTool], rules: ProtocolRules, _ serverInfo: [UInt8], pageToolCount: Int
  ) -> [ToolPage] {
    let digest = Digest.text(of: tools, rules: rules)
    let starts = tools.isEmpty ? [0] : Array(stride(from: 0, to: tools.count, by: pageToolCount))
    return starts.map { start in
      let end = min(tools.count, start + pageToolCount)
      let byteCount = tools[start..<end].reduce(512) { $0 + $1.byteCount }
      let bytes = VersionAnswers.result(
        rules, serverInfo, isCacheable: true, reservingByteCount: byteCount
      ) { writer in
        writer.key("tools")
        writer.beginArray()
        for tool in tools[start..<end] { tool.write(to: &writer, rules: rules) }
        writer.endArray()
        if end < tools.count { writer.member("nextCursor", "\(digest)-\(end)") }
      }
      return ToolPage(cursor: start == 0 ? nil : "\(digest)-\(start)", result: bytes)
    }
  }
}
