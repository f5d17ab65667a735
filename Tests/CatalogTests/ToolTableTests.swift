import Catalog
import Testing
import Values

@Suite struct `Rules over all tools` {
  @Test func `the tools of the market issue are all there, once`() throws {
    let names = Catalog.tools.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(
      Set(names).isSuperset(of: [
        "get_ticker_price", "get_ticker", "get_order_book", "get_available_assets", "get_symbol_rules",
        "get_klines",
        "get_recent_trades", "get_historical_trades", "get_aggregate_trades", "get_average_price",
        "get_book_ticker",
        "get_server_time", "server_status",
      ]))
    let listed = ToolListing(roles: [.market, .account, .trading], venue: .live, mayTrade: true).tools
    let byDefault = try ToolSelection.tools(nil, from: listed).count
    #expect(byDefault < 40, "some clients take no more when nobody chose")
  }

  @Test(arguments: Catalog.tools.map(\.name))
  func `names are at most forty of a-z, 0-9 and underscore`(name: String) throws {
    let tool = try #require(Catalog.tool(named: name))
    for word in [tool.name] + tool.parameters.map(\.name) {
      #expect((1...40).contains(word.utf8.count))
      #expect(word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
    }
    #expect(Set(tool.parameters.map(\.name)).count == tool.parameters.count)
  }

  @Test(arguments: Catalog.tools.map(\.name))
  func `every tool and argument is described`(name: String) throws {
    let tool = try #require(Catalog.tool(named: name))
    #expect(!tool.title.isEmpty)
    #expect((40...900).contains(tool.description.utf8.count))
    #expect(tool.description.hasSuffix("."))
    #expect(!tool.description.contains("\n") && !tool.description.contains("  "))
    #expect(tool.summary.hasSuffix("."))
    for parameter in tool.parameters {
      #expect(parameter.description.utf8.count >= 10, "\(parameter.name)")
      #expect(parameter.description.hasSuffix("."), "\(parameter.name)")
      #expect(!(parameter.isRequired && parameter.defaultValue != nil), "\(parameter.name)")
    }
  }

  @Test(arguments: Catalog.tools.map(\.name))
  func `every default and example passes the check of its argument`(name: String) throws {
    let tool = try #require(Catalog.tool(named: name))
    for parameter in tool.parameters {
      for value in [parameter.defaultValue, parameter.example].compactMap({ $0 }) {
        let alone = Tool(
          name: tool.name, title: tool.title, description: tool.description, role: tool.role,
          group: tool.group,
          endpoints: [], parameters: [parameter], output: tool.output)
        let arguments = JSON.object([JSON.Member(key: parameter.name, value: value)])
        let checked = try ArgumentCheck.check(JSONDocument(arguments.encoded()).root, of: alone)
        #expect(checked.contains(parameter.name))
      }
      if let value = parameter.defaultValue {
        let alone = Tool(
          name: tool.name, title: tool.title, description: tool.description, role: tool.role,
          group: tool.group,
          endpoints: [], parameters: [parameter], output: tool.output)
        let filled = try ArgumentCheck.check(nil, of: alone)
        let arguments = JSON.object([JSON.Member(key: parameter.name, value: value)])
        let given = try ArgumentCheck.check(JSONDocument(arguments.encoded()).root, of: alone)
        #expect(filled.integer(parameter.name) == given.integer(parameter.name))
        #expect(filled.string(parameter.name) == given.string(parameter.name))
        #expect(filled.contains(parameter.name))
      }
    }
  }

  @Test(arguments: Catalog.tools.map(\.name))
  func `the example in a description is a call that passes`(name: String) throws {
    let tool = try #require(Catalog.tool(named: name))
    guard let range = tool.description.firstRange(of: "Example: ") else {
      #expect(tool.parameters.isEmpty)
      return
    }
    let example = tool.description[range.upperBound...].dropLast()
    _ = try ArgumentCheck.check(JSONDocument(Array(example.utf8)).root, of: tool)
  }

  @Test(arguments: Catalog.tools.map(\.name))
  func `schemas are objects that every client can read`(name: String) throws {
    let tool = try #require(Catalog.tool(named: name))
    for schema in [tool.inputSchema, tool.outputSchema] {
      #expect(schema["type"] == "object")
      for word in ["anyOf", "oneOf", "allOf", "$ref", "$schema"] { #expect(schema[word] == nil) }
      try SchemaRules.check(schema)
    }
    #expect(tool.outputSchema["properties"]?["data"]?["type"] == "object")
    for (word, value) in try members(#require(tool.inputSchema["properties"])) {
      #expect(value["description"] != nil, "\(word)")
      guard case .string? = value["type"] else {
        Issue.record("\(word) has not one plain type")
        continue
      }
    }
  }

  @Test(arguments: Catalog.tools.map(\.name))
  func `annotations follow from the effect`(name: String) throws {
    let tool = try #require(Catalog.tool(named: name))
    let isRead = tool.effect == .reads
    #expect(tool.annotations["readOnlyHint"] == .boolean(isRead))
    #expect(tool.annotations["destructiveHint"] == .boolean(!isRead))
    #expect(tool.annotations["idempotentHint"] == (tool.effect == .cancels ? true : JSON?.none))
    #expect(tool.annotations["title"] == .string(tool.title))
    #expect(tool.annotations["openWorldHint"] == (tool.role == .supervisor ? false : JSON?.none))
  }

  @Test func `only what the server knows of itself asks the exchange nothing`() {
    for tool in Catalog.tools {
      // What the trading worker knows of itself is asked of it, and not of the exchange.
      let isOwnKnowledge = tool.role == .supervisor || tool.name == "trading_status"
      #expect(tool.endpoints.isEmpty == isOwnKnowledge, "\(tool.name)")
      for endpoint in tool.endpoints { #expect(endpoint.path.hasPrefix("/")) }
      if tool.role == .market {
        #expect(tool.effect == .reads)
        #expect(tool.security == .none || tool.security == .marketData)
      }
    }
  }

  @Test func `rules name arguments that exist`() {
    for tool in Catalog.tools {
      for rule in tool.rules {
        let names =
          switch rule {
          case .notTogether(let names), .oneNeeded(let names): names
          case .ordered(let first, let last): [first, last]
          }
        for name in names { #expect(tool.parameter(named: name) != nil, "\(tool.name) \(name)") }
      }
    }
  }

  /// A listed tool costs a model its schema on every turn. Four bytes a token is the usual estimate for
  /// schemas.
  private func listedByteCount(_ roles: [Role]) -> Int {
    Catalog.tools.filter { roles.contains($0.role) }
      .map { tool -> Int in
        let listed: JSON = [
          "name": .string(tool.name), "title": .string(tool.title), "description": .string(tool.description),
          "inputSchema": tool.inputSchema, "outputSchema": tool.outputSchema, "annotations": tool.annotations,
        ]
        return listed.encoded().count
      }
      .reduce(0, +)
  }

  @Test func `the list of market tools stays well under eight thousand tokens`() {
    let byteCount = listedByteCount([.market, .supervisor])
    print("tools/list of market and supervisor: \(byteCount) bytes, about \(byteCount / 4) tokens")
    #expect(byteCount / 4 < 6_500)
  }

  @Test func `the list of account tools stays under seven and a half thousand tokens`() {
    let byteCount = listedByteCount([.account])
    print("tools/list of account: \(byteCount) bytes, about \(byteCount / 4) tokens")
    #expect(byteCount / 4 < 7_500)
  }

  @Test func `the digest is sixteen hexadecimal digits and does not change in one build`() {
    #expect(Catalog.digest.utf8.count == 16)
    #expect(UInt64(Catalog.digest, radix: 16) != nil)
  }

  @Test func `the table of the documentation has a row for every tool`() {
    let rows = Catalog.markdownTable().split(separator: "\n")
    #expect(rows.count == Catalog.tools.count + 2)
    for row in rows { #expect(row.split(separator: "|", omittingEmptySubsequences: false).count == 6) }
    for (row, tool) in zip(rows.dropFirst(2), Catalog.tools) { #expect(row.hasPrefix("| `\(tool.name)` | ")) }
  }

  @Test func `an unknown name finds no tool`() {
    #expect(Catalog.tool(named: "get_ticker_prices") == nil)
    #expect(Catalog.tool(named: "") == nil)
  }

  private func members(_ json: JSON) -> [(String, JSON)] {
    guard case .object(let members) = json else { return [] }
    return members.map { ($0.key, $0.value) }
  }
}
