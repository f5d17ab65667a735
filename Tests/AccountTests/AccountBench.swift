import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Account

/// The tools over a fake exchange.
@LoopActor
final class AccountBench {
  let exchange: FakeExchange
  private let tools: AccountTools
  private let venue: Venue

  init(venue: Venue = .paper, _ respond: @escaping FakeExchange.Responder) {
    exchange = FakeExchange(respond)
    self.venue = venue
    tools = AccountTools(exchange: exchange, venue: venue)
  }

  /// An exchange that answers each path with one text.
  convenience init(venue: Venue = .paper, _ replies: [String: String]) {
    self.init(venue: venue) { request throws(ToolFailure) in
      guard let reply = replies[request.endpoint.path] else {
        throw ToolFailure(kind: .internalError, message: "nobody answers \(request.endpoint.path)")
      }
      return reply
    }
  }

  /// Calls a tool as the worker does, and holds its answer against the schema that clients were given.
  func call(_ name: String, _ arguments: String = "{}") async throws -> JSONDocument {
    let tool = try #require(Catalog.tool(named: name))
    let checked = try ArgumentCheck.check(JSONDocument(Array(arguments.utf8)).root, of: tool)
    let context = CallContext(callID: 1, deadlineNanoseconds: .max)
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<[UInt8], ToolFailure>, Never>) in
      tools.run(tool, checked, for: context) { continuation.resume(returning: $0) }
    }
    let document = try JSONDocument(result.get())
    #expect(document.root["success"]?.boolean == true)
    #expect(document.root["metadata"]?["venue"]?.string == venue.rawValue)
    let problems = SchemaCheck.problems(of: JSON(document.root), schema: tool.outputSchema)
    #expect(problems.isEmpty, "\(name): \(problems.joined(separator: "; "))")
    if let data = document.root["data"], let columns = data["columns"], let rows = data["rows"] {
      for row in rows.elements { #expect(row.count == columns.count, "\(name)") }
    }
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
}
