import Catalog
import Foundation
import MCP
import TestSupport
import Testing
import Values

@Suite struct `Mutated traffic` {
  /// Short by default; `BULKHEAD_MUTATIONS` asks for more.
  static let count = ProcessInfo.processInfo.environment["BULKHEAD_MUTATIONS"].flatMap { Int($0) } ?? 50_000

  /// Few tools, so that their lists do not fill the time.
  static let server = OfferedFeatures.server(
    OfferedFeatures.all,
    tools: Catalog.tools.filter {
      [
        "get_ticker_price", "get_server_time", "server_status", "get_symbol_rules", "get_available_assets",
      ].contains($0.name)
    })

  /// What was not there before features were: readings, subscriptions, levels, answers to questions.
  static let featureSeeds: [String] = {
    let able = Conversation.metadata.replacing(
      #"Capabilities":{}"#, with: #"Capabilities":{"elicitation":{}}"#)
    return [
      Conversation.request("resources/read", id: "20", params: #"{"uri":"test://symbols/BTC%2Fusdt/rules"}"#),
      Conversation.request("resources/read", id: "21", params: #"{"uri":"test://status"}"#),
      Conversation.request("resources/subscribe", params: #"{"uri":"test://status"}"#),
      Conversation.request("resources/unsubscribe", params: #"{"uri":"test://status"}"#),
      Conversation.request("logging/setLevel", params: #"{"level":"debug"}"#),
      Conversation.request("prompts/get", params: #"{"name":"greet","arguments":{"name":"a","tone":"b"}}"#),
      Conversation.request(
        "completion/complete", id: "22",
        params: #"{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"asset","value":"B"}}"#),
      Conversation.request(
        "subscriptions/listen", id: "23",
        params: #"{"notifications":{"toolsListChanged":true,"resourceSubscriptions":["test://status"]},"#
          + "\(Conversation.metadata)}"),
      CancelledNotice.line("23"),
      Conversation.request(
        "tools/call", id: "24",
        params: #"{"name":"get_server_time","arguments":{},"requestState":"AQID","inputResponses":"#
          + #"{"confirm":{"action":"accept","content":{"confirm":true}}},\#(able)}"#),
    ]
  }()

  static let seeds: [[UInt8]] = {
    let meta = Conversation.metadata.dropLast() + #","progressToken":"t"}"#
    let lines =
      ProtocolVersion.allCases.map { Conversation.initialize($0.rawValue, id: "\"i\"") } + [
        Conversation.request("ping", id: "12345678901234567890"),
        Conversation.request("tools/list", id: #""a\u0062""#),
        Conversation.request("tools/list", params: "{\(Conversation.metadata),\"cursor\":\"1-1\"}"),
        Conversation.request("server/discover", params: "{\(Conversation.metadata)}"),
        Conversation.call(id: "5", meta: String(meta)),
        Conversation.call(id: "6", arguments: #"{"symbol":"é\u2028"}"#),
        Conversation.call(id: #""x""#, tool: "get_server_time", arguments: "{}"), CancelledNotice.line("5"),
        Conversation.request("resources/list"), Conversation.request("prompts/get", params: #"{"name":"x"}"#),
        "[\(Conversation.request("ping")),\(Conversation.call(id: "8")),7]", "[]",
        #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, #"{"jsonrpc":"2.0","id":1,"result":{}}"#,
        #"{"jsonrpc":"2.0","id":"bulkhead-1","result":{"action":"accept","content":{"confirm":true}}}"#,
      ] + featureSeeds
    return lines.map { Array($0.utf8) }
  }()

  static let pieces: [[UInt8]] =
    [
      "null", "1.5", "-1", "1e999", "\"\"", "[]", "{}", "\\u0000", "\\ud800", "\u{2028}", "\u{85}", "\"id\":",
      "\"params\":",
      "\"_meta\":{", ",", "]", "}", "\"", "\\", "tools/call", "\"jsonrpc\":\"2.0\"",
    ].map { Array($0.utf8) } + [[0xFF], [0xC2], [0xE2, 0x80], [0]]

  private func mutated(_ random: inout SeededGenerator) -> [UInt8] {
    var line = Self.seeds.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 0...3, using: &random) where !line.isEmpty {
      let place = Int.random(in: 0..<line.count, using: &random)
      let end = min(line.count, place + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0...5, using: &random) {
      case 0: line[place] = UInt8.random(in: 0...255, using: &random)
      case 1: line.removeSubrange(place..<end)
      case 2: line.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
      case 3: line.insert(contentsOf: line[place..<end], at: place)
      case 4: line.replaceSubrange(place..<end, with: Self.pieces.randomElement(using: &random) ?? [])
      default: line.removeSubrange(place...)
      }
    }
    return line.filter { $0 != UInt8(ascii: "\n") }
  }

  @Test(arguments: [20_260_728, 42])
  func `never breaks a session, and what comes back are valid lines`(seed: Int) throws {
    print("mutated traffic: seed \(seed), \(Self.count / 2) lines")
    var random = SeededGenerator(seed: UInt64(seed))
    var session = MCPSession(server: Self.server)
    var running: Set<UInt64> = []
    var lastCallID: UInt64 = 0
    for number in 0..<Self.count / 2 {
      // A session lives for a while and is replaced, so that every version and the time before it get their
      // share.
      if number.isMultiple(of: 200) {
        session = MCPSession(server: Self.server)
        running = []
        lastCallID = 0
      }
      var output = MCPSession.Output()
      session.receive(line: mutated(&random), into: &output)
      for call in output.calls {
        #expect(call.callID > lastCallID)
        lastCallID = call.callID
        running.insert(call.callID)
        #expect(try JSONDocument(call.arguments).root.kind == .object)
      }
      for callID in output.cancels { #expect(running.remove(callID) != nil) }
      output.cancels.removeAll()
      if number.isMultiple(of: 3) {
        session.notify(.resource(address: "test://status"), into: &output)
        session.notify(.tools, into: &output)
        session.notify(.logged(LogMessage(.error, data: "x")), into: &output)
      }
      if let callID = running.randomElement(using: &random), Bool.random(using: &random) {
        if session.ask(callID, message: "?", state: "s", into: &output), !output.cancels.isEmpty {
          // Without a session the question was the answer.
          running.remove(callID)
        }
      }
      if let callID = running.randomElement(using: &random), Bool.random(using: &random) {
        session.progress(callID, elapsedSeconds: number, message: "m", into: &output)
        session.finish(callID, .success(Conversation.envelope), into: &output)
        running.remove(callID)
      }
      #expect(session.pendingCallCount == running.count)
      for line in LineCheck.lines(of: output.bytes) {
        for message in line.isArray ? line.elements : [line] {
          let problems = MessageCheck(version: nil, method: nil).problems(of: message)
          #expect(problems.isEmpty, "line \(number): \(problems) in \(message)")
        }
      }
    }
  }

  @Test(arguments: [7])
  func `gets one answer for every request that can be read`(seed: Int) throws {
    print("requests with known ids: seed \(seed)")
    var random = SeededGenerator(seed: UInt64(seed))
    var client = Conversation(.november2025, server: Self.server)
    let methods = [
      "ping", "tools/list", "tools/call", "initialize", "nope", "resources/read", "server/discover",
    ]
    let params = [
      "{}", "[]", "7", "null", #"{"name":"get_server_time"}"#, "{\(Conversation.metadata)}", #"{"uri":"x"}"#,
    ]
    for id in 1...2_000 {
      let method = try #require(methods.randomElement(using: &random))
      let before = client.session.pendingCallCount
      let answers = client.send(
        Conversation.request(method, id: String(id), params: params.randomElement(using: &random)))
      #expect(answers.count + client.session.pendingCallCount - before == 1)
      #expect(answers.allSatisfy { $0["id"] == .integer(id) })
      if let call = client.calls.last, client.session.pendingCallCount > 0 { _ = client.finish(call.callID) }
    }
  }
}
