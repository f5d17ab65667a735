import Foundation
import Testing

/// `bulkhead serve` with keys of a user's own, in front of a paper exchange that knows them: everything is as
/// on the live exchange, but that the server's address stands in the configuration file.
final class KeyedServer {
  /// How the secrets come.
  enum Way: String, CaseIterable {
    case file
    case environment
  }

  let paper: PaperUnderTest
  let home: HomeFolder
  let server: ServerUnderTest
  let trading: PaperUnderTest.Key
  let reading: PaperUnderTest.Key
  /// The secrets, put together at run time by the exchange: no file of the build holds them.
  let tradingNeedle: String
  let readingNeedle: String
  private let arguments: [String]
  private let environment: [String: String]

  init(_ way: Way, configuration: String = "", change: (inout [String: String]) -> Void = { _ in }) throws {
    paper = try PaperUnderTest(["--listen", "127.0.0.1:0"])
    home = try HomeFolder()
    trading = try #require(paper.keys.first { $0.kind == "hmac" && $0.rights.contains("spot") })
    reading = try #require(paper.keys.first { $0.rights == ["read"] })
    tradingNeedle = try Self.secret(of: trading)
    readingNeedle = try Self.secret(of: reading)
    let url = "http://127.0.0.1:\(paper.port)"
    let file = try home.write("{\"hosts\": {\"spot\": \"\(url)\"}\(configuration)}", as: "bulkhead.json")
    var environment = [
      "HOME": home.path, "BINANCE_API_KEY": trading.id, "BINANCE_READ_API_KEY": reading.id,
      "STATE_DIRECTORY": home.path("state"),
    ]
    switch way {
    case .file:
      environment["BINANCE_API_SECRET_FILE"] = try home.write(tradingNeedle + "\n", as: "trading")
      environment["BINANCE_READ_API_SECRET_FILE"] = try home.write(readingNeedle, as: "reading")
    case .environment:
      environment["BINANCE_API_SECRET"] = tradingNeedle
      environment["BINANCE_READ_API_SECRET"] = readingNeedle
    }
    change(&environment)
    arguments = ["--base-url", url, "--config", file, "--log-level", "debug"]
    self.environment = environment
    server = try ServerUnderTest(arguments, environment: environment)
  }

  /// One more server with the same keys and the same file, started as its client likes.
  func another(
    _ more: [String], _ changes: [String: String], initializes: Bool = true
  ) throws -> ServerUnderTest {
    try ServerUnderTest(
      arguments + more, environment: environment.merging(changes) { $1 }, initializes: initializes)
  }

  private static func secret(of key: PaperUnderTest.Key) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: key.secretFile))
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The worker of a role, once it is ready in a life after `generation`.
  func worker(_ role: String, after generation: Int = 0) throws -> (process: ProcessRecord, generation: Int) {
    var found: (ProcessRecord, Int)?
    try server.wait(for: "a ready \(role) worker after generation \(generation)") {
      let workers = try server.status()["workers"] as? [[String: Any]] ?? []
      guard let worker = workers.first(where: { $0["role"] as? String == role }),
        worker["state"] as? String == "ready", let number = worker["generation"] as? Int,
        number > generation, let pid = worker["pid"] as? Int, let process = ProcessRecord(Int32(pid))
      else { return false }
      found = (process, number)
      return true
    }
    return try #require(found)
  }

  /// The launcher and all that it has started.
  var processes: [ProcessRecord] {
    [ProcessRecord(server.program.pid)].compactMap { $0 } + ProcessRecord.descendants(of: server.program.pid)
  }

  func finish() throws {
    #expect(try server.finish() == 0)
    #expect(try paper.finish() == 0)
  }
}
