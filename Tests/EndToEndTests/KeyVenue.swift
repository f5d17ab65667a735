import Foundation
import Testing

/// A paper exchange with keys of chosen rights that an operator's configuration file names as his venue: what
/// `bulkhead keys check` and a server make of each key.
final class KeyVenue {
  /// What a key is named for.
  enum Purpose: String {
    case trading = "BINANCE"
    case reading = "BINANCE_READ"
  }

  let faults: FaultsUnderTest
  let home: HomeFolder
  let url: String
  /// The keys in the order of their plans.
  private(set) var keys: [PaperUnderTest.Key] = []

  /// - Parameters:
  ///   - plans: what `bulkhead-paper keys` is told of each key.
  ///   - configuration: what stands beside the host in the file.
  init(_ plans: [[String]], configuration: String = "") throws {
    home = try HomeFolder()
    // One to look at the exchange with, which no server is told of.
    let own = ["--kind", "hmac", "--rights", "read,spot,futures,universal-transfer"]
    for plan in [own] + plans {
      let made = try ProgramUnderTest(Programs.paper, ["keys", "--key-dir", home.path("keys")] + plan)
      guard try made.waitForExit() == 0 else { throw EndToEndFailure.unreadable(made.errorText) }
    }
    faults = try FaultsUnderTest(["--key-dir", home.path("keys"), "--balance", "USDT=100000"])
    url = "http://127.0.0.1:\(faults.customer.port)"
    let listed = try #require(faults.customer.ready["keys"] as? [[String: Any]])
    keys = try listed.dropFirst().prefix(plans.count).map { key in
      PaperUnderTest.Key(
        id: try #require(key["id"] as? String), kind: try #require(key["kind"] as? String),
        secretFile: try #require(key["secret_file"] as? String),
        rights: try #require(key["rights"] as? [String]))
    }
    try configure(configuration)
  }

  /// Writes the file anew.
  func configure(_ more: String) throws {
    try home.write("{\"hosts\": {\"spot\": \"\(url)\"}\(more)}", as: "bulkhead.json")
  }

  /// What names keys by their files, and the home folder.
  func environment(_ named: [Purpose: PaperUnderTest.Key]) -> [String: String] {
    var environment = ["HOME": home.path, "STATE_DIRECTORY": home.path("state")]
    for (purpose, key) in named {
      environment["\(purpose.rawValue)_API_KEY"] = key.id
      environment["\(purpose.rawValue)_API_SECRET_FILE"] = key.secretFile
    }
    return environment
  }

  /// Runs `bulkhead keys check`. No secret is in what it says.
  func check(
    _ named: [Purpose: PaperUnderTest.Key], _ flags: [String] = [], _ changes: [String: String?] = [:]
  ) throws -> (code: Int32, output: String, errorText: String) {
    var environment = environment(named)
    for (name, value) in changes { environment[name] = value }
    let program = try ProgramUnderTest(
      Programs.bulkhead, ["keys", "check", "--config", home.path("bulkhead.json")] + flags,
      environment: environment)
    program.closeInput()
    let code = try program.waitForExit()
    let output = String(decoding: program.output, as: UTF8.self)
    for key in named.values {
      let secret = try String(contentsOfFile: key.secretFile, encoding: .utf8)
      for line in secret.split(separator: "\n") where !line.hasPrefix("-----") {
        #expect(!(output + program.errorText).contains(line))
      }
    }
    return (code, output, program.errorText)
  }

  /// Starts a server with these keys that lists every tool.
  func server(
    _ named: [Purpose: PaperUnderTest.Key], _ flags: [String] = [], _ changes: [String: String] = [:]
  ) throws -> ServerUnderTest {
    try ServerUnderTest(
      ["--config", home.path("bulkhead.json"), "--tools", "all"] + flags,
      environment: environment(named).merging(changes) { $1 })
  }

  /// How many orders the exchange was asked for since this was last said.
  func orderCount() throws -> Int { try faults.ledger().entries.compactMap { LedgerPost($0) }.count }

  func finish(_ servers: ServerUnderTest...) throws {
    for server in servers { #expect(try server.finish() == 0) }
    #expect(try faults.finish() == 0)
  }
}
