import Catalog
import MCP
import Testing
import Values

@Suite struct `Listing tools` {
  private func list(_ client: inout Conversation, _ version: ProtocolVersion, cursor: String? = nil) throws
    -> JSON
  {
    let members = [
      cursor.map { #""cursor":\#($0)"# }, version.rules.era == .stateless ? Conversation.metadata : nil,
    ]
    let params = "{\(members.compactMap(\.self).joined(separator: ","))}"
    return try client.answer(Conversation.request("tools/list", params: params))
  }

  private func conversation(_ version: ProtocolVersion, pageToolCount: Int = 100) -> Conversation {
    let server = ServerDescription(
      name: "bulkhead", version: "1", instructions: "", tools: Catalog.tools, pageToolCount: pageToolCount)
    return version.rules.era == .session
      ? Conversation(version, server: server) : Conversation(server: server)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `names every tool in order, on one page`(version: ProtocolVersion) throws {
    var client = conversation(version)
    let result = try #require(try list(&client, version)["result"])
    #expect(result["tools"]?.elements.map { $0["name"] } == Catalog.tools.map { .string($0.name) })
    #expect(result["nextCursor"] == nil)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `shows of a tool what the version knows`(version: ProtocolVersion) throws {
    var client = conversation(version)
    let rules = version.rules
    let listed = try #require(try list(&client, version)["result"]?["tools"]?.elements)
    for (tool, entry) in zip(Catalog.tools, listed) {
      #expect(entry["description"] == .string(tool.description))
      #expect(entry["inputSchema"] == tool.inputSchema)
      #expect(entry["title"] == (rules.hasToolTitle ? .string(tool.title) : JSON?.none))
      #expect(
        entry["annotations"]?["readOnlyHint"]
          == (rules.hasToolAnnotations ? .boolean(tool.effect == .reads) : JSON?.none))
      // Said once.
      let hasHintedTitle = rules.hasToolAnnotations && !rules.hasToolTitle
      #expect(entry["annotations"]?["title"] == (hasHintedTitle ? .string(tool.title) : JSON?.none))
      #expect(entry["outputSchema"] == (rules.hasStructuredContent ? tool.outputSchema : JSON?.none))
    }
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `costs a model no more tokens than it may`(version: ProtocolVersion) throws {
    let market = Catalog.tools.filter { $0.role == .market || $0.role == .supervisor }
    for (tools, tokenCountMax) in [(Catalog.tools, 20_000), (market, 8_000)] {
      let server = ServerDescription(name: "bulkhead", version: "1", instructions: "", tools: tools)
      var client =
        version.rules.era == .session ? Conversation(version, server: server) : Conversation(server: server)
      let tokenCount = try list(&client, version).encoded().count / 4
      print("tools/list of \(tools.count) tools in \(version.rawValue): about \(tokenCount) tokens")
      #expect(tokenCount < tokenCountMax)
    }
  }

  @Test(arguments: ProtocolVersion.allCases, [1, 2, 5, 12, 13, 14])
  func `pages lead through all tools once`(version: ProtocolVersion, pageToolCount: Int) throws {
    var client = conversation(version, pageToolCount: pageToolCount)
    var names: [JSON?] = []
    var cursor: String?
    var pageCount = 0
    repeat {
      let result = try #require(try list(&client, version, cursor: cursor)["result"])
      let page = result["tools"]?.elements ?? []
      #expect(page.count <= pageToolCount && !page.isEmpty)
      names += page.map { $0["name"] }
      cursor = result["nextCursor"]?.text.map { "\"\($0)\"" }
      pageCount += 1
    } while cursor != nil && pageCount <= Catalog.tools.count
    #expect(names == Catalog.tools.map { .string($0.name) })
    #expect(pageCount == (Catalog.tools.count + pageToolCount - 1) / pageToolCount)
  }

  @Test func `a cursor serves another session of the same server, in any order`() throws {
    var first = conversation(.june2025, pageToolCount: 3)
    let cursor = try #require(try list(&first, .june2025)["result"]?["nextCursor"]?.text)
    var second = conversation(.november2025, pageToolCount: 3)
    for _ in 1...2 {
      let page = try list(&second, .november2025, cursor: "\"\(cursor)\"")["result"]
      #expect(page?["tools"]?[0]?["name"] == .string(Catalog.tools[3].name))
    }
  }

  @Test(arguments: [#""""#, #""0""#, #""3""#, #""x""#, #""3-3""#, "3", "[]", "{}", "true"])
  func `a cursor that was not given out is refused`(cursor: String) throws {
    for version in ProtocolVersion.allCases {
      var client = conversation(version, pageToolCount: 3)
      #expect(try list(&client, version, cursor: cursor)["error"]?["code"] == -32602)
    }
  }

  @Test func `a cursor from before the list changed is refused`() throws {
    var before = conversation(.june2025, pageToolCount: 3)
    let cursor = try #require(try list(&before, .june2025)["result"]?["nextCursor"]?.text)
    let server = ServerDescription(
      name: "bulkhead", version: "1", instructions: "", tools: Catalog.tools.dropLast(), pageToolCount: 3)
    var after = Conversation(.june2025, server: server)
    #expect(try list(&after, .june2025, cursor: "\"\(cursor)\"")["error"]?["code"] == -32602)
  }

  @Test func `a cursor that is null asks for the first page`() throws {
    var client = conversation(.june2025, pageToolCount: 3)
    #expect(try list(&client, .june2025, cursor: "null")["result"]?["tools"]?.elements.count == 3)
  }

  @Test func `without tools is one empty page`() throws {
    var client = Conversation(
      .june2025, server: ServerDescription(name: "b", version: "1", instructions: "", tools: []))
    #expect(try client.answer(Conversation.request("tools/list"))["result"] == ["tools": .array([])])
  }

  @Test func `only listed tools can be called`() throws {
    let server = ServerDescription(name: "b", version: "1", instructions: "", tools: [Catalog.tools[0]])
    var client = Conversation(.june2025, server: server)
    #expect(try client.errorCode(Conversation.call(tool: Catalog.tools[1].name)) == -32602)
  }
}
