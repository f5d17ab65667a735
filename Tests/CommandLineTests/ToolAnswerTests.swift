import Catalog
import Testing
import Values

@testable import CommandLineInterface

@Suite struct `A tool's answer` {
  private func answer(_ result: String) throws -> ToolAnswer? {
    ToolAnswer(try JSONDocument(Array(result.utf8)).root)
  }

  @Test func `is taken from the structured part, or from the text`() throws {
    let structured = try answer(
      #"{"content":[{"type":"text","text":"x"}],"structuredContent":{"success":true,"data":{"a":1}}}"#)
    #expect(structured?.data?["a"]?.integer == 1)
    let text = try answer(#"{"content":[{"type":"text","text":"{\"success\":true,\"data\":{\"a\":2}}"}]}"#)
    #expect(text?.data?["a"]?.integer == 2)
    #expect(text?.failureLines == [])
    #expect(text.map { String(decoding: $0.json, as: UTF8.self) } == #"{"success":true,"data":{"a":2}}"#)
  }

  @Test(arguments: ["{}", #"{"content":[]}"#, #"{"content":[{"type":"text","text":"oops"}]}"#, "[]"])
  func `without JSON is none`(_ result: String) throws {
    #expect(try answer(result) == nil)
  }

  @Test func `that is an error says type, message, the exchange's words and the next step`() throws {
    var failure = ToolFailure(
      kind: .binanceAPIError, code: -1121, message: "BTCUSD is no symbol", isRetryable: true,
      suggestion: "Use BTCUSDT.")
    failure.details = [("exchange_message", "Invalid\u{1b}[31m symbol.")]
    let envelope = JSON.string(String(decoding: failure.envelope(timestampMilliseconds: 1), as: UTF8.self))
    let result = JSON.object([
      .init(key: "isError", value: true), .init(key: "content", value: [["type": "text", "text": envelope]]),
    ])
    let answer = try #require(ToolAnswer(try JSONDocument(result.encoded()).root))
    #expect(
      answer.failureLines == [
        "binance_api_error -1121: BTCUSD is no symbol", #"The exchange says: Invalid\u{1b}[31m symbol."#,
        "Use BTCUSDT.",
        "The same call may succeed later.",
      ])
  }

  @Test func `of server_status names the market worker`() throws {
    let data = try JSONDocument(
      Array(
        #"""
        {"version":"1","venue":"paper","gateway_pid":7,"workers":[{"role":"account"},
         {"role":"market","state":"ready","generation":2,"restarts":1,"pid":9}]}
        """#.utf8)
    ).root
    let facts = ServerFacts(data)
    #expect(facts.gatewayPid == 7)
    #expect(facts.market == ServerFacts.Worker(state: "ready", pid: 9, generation: 2, restarts: 1))
    #expect(ServerFacts(try JSONDocument(Array("{}".utf8)).root).market == nil)
  }
}

@Suite struct `The list of tools` {
  @Test(arguments: [40, 80, 100, 200])
  func `names every tool within the width`(_ width: Int) {
    let lines = ToolsCommand.lines(width: width, palette: Palette(isColoured: false))
    for tool in Catalog.tools { #expect(lines.contains { $0.hasPrefix("  \(tool.name) ") }) }
    if width >= 100 { #expect(lines.allSatisfy { $0.count <= width }) }
  }

  @Test func `is for programs what tools/list answers`() throws {
    let root = try JSONDocument(ToolsCommand.json()).root
    let tools = Array(try #require(root["tools"]).elements)
    #expect(tools.map { $0["name"]?.string ?? "" } == Catalog.tools.map(\.name))
    for (entry, tool) in zip(tools, Catalog.tools) {
      #expect(
        entry.members.map(\.key) == [
          "name", "title", "description", "inputSchema", "outputSchema", "annotations",
        ])
      #expect(try JSON(#require(entry["inputSchema"])) == tool.inputSchema)
      #expect(try JSON(#require(entry["outputSchema"])) == tool.outputSchema)
      #expect(try JSON(#require(entry["annotations"])) == tool.annotations)
    }
  }
}
