import Configuration
import Testing

@testable import CommandLineInterface

@Suite struct `An errand of the worker's program` {
  private func errand(_ line: String, _ environment: [String: String] = ["HOME": "/me"]) throws
    -> WorkerErrand
  {
    let words = line.split(separator: " ").map { String($0) }
    guard case .errand(let errand) = try Invocation.parse(words, environment: { environment[$0] }) else {
      throw Unexpected()
    }
    return errand
  }

  private struct Unexpected: Error {}

  @Test func `is told venue and folders, and what it alone understands`() throws {
    #expect(
      try errand("audit verify").arguments
        == ["audit", "verify", "--state-folder", "/me/.local/state/bulkhead"])
    #expect(
      try errand("audit show --limit 5 --account 350000001 --state-folder /s --testnet --config /c.json")
        .arguments
        == [
          "audit", "show", "--state-folder", "/s", "--limit",
          "5",
          "--account", "350000001",
        ])
    #expect(
      try errand("keys check --base-url https://a.example --ca-file /ca.pem --json").arguments
        == [
          "keys", "check", "--venue", "custom", "--spot-url", "https://a.example", "--futures-url",
          "https://a.example", "--state-folder", "/me/.local/state/bulkhead", "--ca-file", "/ca.pem",
          "--json",
        ])
  }

  @Test func `goes by the environment as a server would`() throws {
    let errand = try errand("audit show", ["BINANCE_TESTNET": "1", "STATE_DIRECTORY": "/var/lib/b"])
    #expect(errand.arguments == ["audit", "show", "--state-folder", "/var/lib/b"])
  }

  @Test func `gets no more of the environment than it needs`() throws {
    func names(_ line: String) throws -> Set<String> {
      Set(try errand(line).entries { _ in "x" }.map { String($0.prefix { $0 != "=" }) })
    }
    let audit = try names("audit verify")
    #expect(audit.contains("HOME") && audit.contains("SWIFT_BACKTRACE"))
    #expect(audit.filter { $0.hasPrefix("BINANCE") || $0.hasPrefix("LD_") || $0.contains("proxy") }.isEmpty)
    let keys = try names("keys check")
    #expect(keys.contains("BINANCE_API_KEY") && keys.contains("BINANCE_API_SECRET_FILE"))
    for secret in KeyPurpose.secretVariables { #expect(!keys.contains(secret)) }
    #expect(try errand("keys check").needsKeys && !errand("audit verify").needsKeys)
  }

  @Test func `has a bounded number of words`() {
    let many = [String](repeating: "x", count: 65).joined(separator: " ")
    #expect(throws: UsageFailure.self) { try errand("audit show \(many)") }
  }
}
