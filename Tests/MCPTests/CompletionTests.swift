import Catalog
import MCP
import MCPTestSupport
import Testing
import Values

@Suite struct `Completing arguments` {
  private static let listing = Array(
    (#"{"success":true,"data":{"columns":["symbol","base","quote"],"rows":[["BNBBTC","BNB","BTC"],"#
      + #"["BTCTRY","BTC","TRY"],["BTCUSDT","BTC","USDT"],["WBTCBTC","WBTC","BTC"]],"count":4,"total":9,"#
      + #""truncated":true},"timestamp":1}"#).utf8)

  private func client(_ version: ProtocolVersion, tools: [Tool] = Catalog.tools) -> Conversation {
    let server = OfferedFeatures.server(OfferedFeatures.all, tools: tools)
    return version.rules.era == .session
      ? Conversation(version, server: server) : Conversation(server: server)
  }

  private func line(
    _ reference: String, _ name: String, _ value: String, _ version: ProtocolVersion = .november2025
  ) -> String {
    let metadata = version.rules.era == .stateless ? ",\(Conversation.metadata)" : ""
    return Conversation.request(
      "completion/complete",
      params: #"{"ref":\#(reference),"argument":{"name":"\#(name)","value":"\#(value)"}\#(metadata)}"#)
  }

  private static let prompt = #"{"type":"ref/prompt","name":"greet"}"#
  private static let rules = #"{"type":"ref/resource","uri":"test://symbols/{symbol}/rules"}"#

  @Test(arguments: ProtocolVersion.allCases)
  func `words that begin so come first`(version: ProtocolVersion) throws {
    var client = client(version)
    let completion = try client.answer(line(Self.prompt, "tone", "CO", version))["result"]?["completion"]
    #expect(completion == ["values": ["cold", "cool"], "total": 2, "hasMore": false])
    let all = try client.answer(line(Self.prompt, "tone", "", version))["result"]?["completion"]
    #expect(all?["values"] == ["warm", "cold", "cool"])
    let none = try client.answer(line(Self.prompt, "name", "x", version))["result"]?["completion"]
    #expect(none == ["values": .array([]), "total": 0, "hasMore": false])
  }

  @Test(arguments: [
    ("null", true), ("{}", true), (#"{"arguments":{}}"#, true), (#"{"arguments":{"name":"x"}}"#, true),
    ("5", false), ("[]", false), (#"{"arguments":[]}"#, false), (#"{"arguments":{"name":7}}"#, false),
  ])
  func `what was typed into other arguments has to be texts`(context: String, isRight: Bool) throws {
    var client = client(.november2025)
    let line = line(Self.prompt, "tone", "c").replacing(
      #""argument":"#, with: "\"context\":\(context),\"argument\":")
    let answer = try client.answer(line)
    #expect((answer["result"] != nil) == isRight)
    #expect(isRight || answer["error"]?["code"] == -32602)
  }

  @Test(arguments: ProtocolVersion.allCases)
  func `symbols are asked of the market worker`(version: ProtocolVersion) throws {
    var client = client(version)
    #expect(client.send(line(Self.rules, "symbol", "btc", version)).isEmpty)
    let call = try #require(client.calls.first)
    #expect(call.tool.name == "get_available_assets" && call.tool.role == .market)
    #expect(try JSONDocument(call.arguments).root["text"]?.string == "btc")
    let completion = client.finish(call.callID, .success(Self.listing)).first?["result"]?["completion"]
    #expect(completion?["values"] == ["BTCTRY", "BTCUSDT", "BNBBTC", "WBTCBTC"])
    #expect(completion?["total"] == 9)
    #expect(completion?["hasMore"] == true)
  }

  @Test(arguments: ["btc/u", "BTC-U", "btc u", "BTCU", "btcu/"])
  func `a pair is found however its beginning is written`(typed: String) throws {
    var client = client(.november2025)
    #expect(client.send(line(Self.rules, "symbol", typed)).isEmpty)
    let call = try #require(client.calls.first)
    #expect(try JSONDocument(call.arguments).root["text"]?.string?.uppercased() == "BTCU")
    let completion = client.finish(call.callID, .success(Self.listing)).first?["result"]?["completion"]
    #expect(completion?["values"] == ["BTCUSDT"])
  }

  @Test func `types of failure and codes of the exchange are known`() throws {
    var client = Conversation(
      .november2025, server: OfferedFeatures.server(ServerFeatures(of: Catalog.tools)))
    for reference in [
      #"{"type":"ref/prompt","name":"explain_error"}"#,
      #"{"type":"ref/resource","uri":"bulkhead://errors/{code}"}"#,
    ] {
      func values(_ beginning: String) throws -> [String] {
        let result = try client.answer(line(reference, "code", beginning))["result"]
        return result?["completion"]?["values"]?.elements.compactMap(\.text) ?? []
      }
      #expect(try values("-201").first == "-2010")
      #expect(try values("-201").allSatisfy { $0.hasPrefix("-201") })
      #expect(try values("-1").count == 100)
      #expect(try values("1013").first == "-1013")
      #expect(try values("policy") == ["policy_refused"])
      #expect(try values("").first == "validation_error")
    }
  }

  @Test func `a search that is refused for its rate is an error, and no empty list`() throws {
    var client = client(.june2025)
    #expect(client.send(line(Self.rules, "symbol", "A", .june2025)).isEmpty)
    let failure = ToolFailure(
      kind: .rateLimitExceeded, message: "this token has made its calls", isRetryable: true,
      details: [("retry_after_seconds", .integer(3))]
    ).envelope(timestampMilliseconds: 1)
    let error = client.finish(client.calls[0].callID, .failure(failure)).first?["error"]
    #expect(error?["code"] == -32603 && error?["message"] == "this token has made its calls")
    #expect(error?["data"]?["details"]?["retry_after_seconds"] == 3)
  }

  @Test func `names of assets are those on either side, each once`() throws {
    var client = client(.june2025)
    #expect(client.send(line(Self.prompt, "asset", "B", .june2025)).isEmpty)
    let lines = client.finish(client.calls[0].callID, .success(Self.listing))
    #expect(lines.first?["result"]?["completion"]?["values"] == ["BNB", "BTC", "WBTC"])
  }

  @Test func `at most a hundred values are shown`() throws {
    let rows = (100..<350).map { "[\"A\($0)USDT\",\"A\($0)\",\"USDT\"]" }.joined(separator: ",")
    let listing =
      #"{"success":true,"data":{"columns":["symbol","base","quote"],"rows":[\#(rows)],"total":250,"#
      + #""truncated":false},"timestamp":1}"#
    var client = client(.june2025)
    #expect(client.send(line(Self.rules, "symbol", "A", .june2025)).isEmpty)
    let completion = client.finish(client.calls[0].callID, .success(Array(listing.utf8))).first?["result"]?[
      "completion"]
    #expect(completion?["values"]?.elements.count == 100)
    #expect(completion?["total"] == 250)
    #expect(completion?["hasMore"] == true)
  }

  @Test func `when nobody knows, there are no values and no error`() throws {
    var client = client(.june2025)
    #expect(client.send(line(Self.rules, "symbol", "A", .june2025)).isEmpty)
    let failure = ToolFailure(kind: .timeout, message: "late").envelope(timestampMilliseconds: 1)
    let lines = client.finish(client.calls[0].callID, .failure(failure))
    #expect(lines.first?["result"]?["completion"]?["values"] == .array([]))
    for value in [String(repeating: "A", count: 41), "a b c", ""] where !value.isEmpty {
      let result = try client.answer(line(Self.rules, "symbol", value, .june2025))["result"]
      #expect(result?["completion"]?["values"] == .array([]))
    }
    var without = self.client(.june2025, tools: [])
    let result = try without.answer(line(Self.rules, "symbol", "A", .june2025))["result"]
    #expect(result?["completion"]?["values"] == .array([]))
  }

  @Test(arguments: [
    (#"{"ref":{"type":"ref/prompt","name":"none"},"argument":{"name":"a","value":""}}"#, -32602),
    (#"{"ref":{"type":"ref/resource","uri":"a://b"},"argument":{"name":"a","value":""}}"#, -32002),
    (#"{"ref":{"type":"ref/tool","name":"x"},"argument":{"name":"a","value":""}}"#, -32602),
    (#"{"ref":{"type":"ref/prompt","name":"greet"}}"#, -32602),
    (#"{"argument":{"name":"a","value":""}}"#, -32602),
    (#"{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"a"}}"#, -32602),
    (#"{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"a","value":1}}"#, -32602),
    ("{}", -32602),
  ])
  func `what cannot be completed is refused`(params: String, code: Int) throws {
    var client = client(.june2025)
    #expect(try client.errorCode(Conversation.request("completion/complete", params: params)) == code)
  }

  @Test func `is not there where nothing can be completed`() throws {
    var client = Conversation(.june2025)
    #expect(try client.errorCode(line(Self.prompt, "tone", "", .june2025)) == -32601)
  }
}
