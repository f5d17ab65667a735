import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import Market
import TestSupport
import Testing
import Values

/// The tools over a fake exchange and a clock set by hand.
@LoopActor
final class MarketBench {
  let exchange: FakeExchange
  let tools: MarketTools
  var nowMilliseconds = 1_723_075_200_123

  init(_ respond: @escaping FakeExchange.Responder) {
    exchange = FakeExchange(respond)
    // Unowned through a box, because the clock is needed before `self` is whole.
    let clock = Clock()
    tools = MarketTools(exchange: exchange, venue: .paper, now: { clock.bench?.nowMilliseconds ?? 0 })
    clock.bench = self
  }

  /// Calls a tool as the worker does, and holds its answer against the schema that clients were given.
  func call(_ name: String, _ arguments: String = "{}") async throws -> JSONDocument {
    let tool = try #require(Catalog.tool(named: name))
    let checked = try ArgumentCheck.check(JSONDocument(Array(arguments.utf8)).root, of: tool)
    let context = CallContext(callID: 1, deadlineNanoseconds: .max)
    let bytes = try await tools.run(tool, checked, for: context)
    let document = try JSONDocument(bytes)
    #expect(document.root["success"]?.boolean == true)
    #expect(document.root["metadata"]?["venue"]?.string == "paper")
    let problems = SchemaCheck.problems(of: JSON(document.root), schema: tool.outputSchema)
    #expect(problems.isEmpty, "\(name): \(problems.joined(separator: "; "))")
    return document
  }

  /// The `data` of an answer, as JSON text.
  func data(_ name: String, _ arguments: String = "{}") async throws -> String {
    let document = try await call(name, arguments)
    return String(decoding: try #require(document.root["data"]).rawBytes, as: UTF8.self)
  }

  /// The failure of a call that must fail.
  func failure(_ name: String, _ arguments: String = "{}") async throws -> ToolFailure {
    do {
      let document = try await call(name, arguments)
      Issue.record("an answer came: \(String(decoding: document.bytes.prefix(300), as: UTF8.self))")
      return ToolFailure(kind: .internalError, message: "")
    } catch let failure as ToolFailure {
      return failure
    }
  }

  @LoopActor private final class Clock {
    weak var bench: MarketBench?
    nonisolated init() {}
  }
}
