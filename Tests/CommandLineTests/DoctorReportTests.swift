import Configuration
import Testing
import Values

@testable import CommandLineInterface

@Suite struct `The doctor's report` {
  private let findings: [Finding] = [
    .good(.exchange, "spot answers"), .doubt(.keys, "an \u{1b}[31m escape", "Look."),
    .problem(.keys, "a file is open to others", "Close it: chmod 600 /k"),
  ]

  @Test func `is in the order of the areas, with marks and next steps`() {
    let lines = DoctorReport(findings: findings).lines(width: 80, palette: Palette(isColoured: false))
    #expect(
      lines == [
        "keys", "  ! an \\u{1b}[31m escape", "    → Look.", "  ✗ a file is open to others",
        "    → Close it: chmod 600 /k", "exchange", "  ✓ spot answers", "", "1 thing is wrong; 1 to know of.",
      ])
  }

  @Test func `is good without problems, whatever else there is to know`() {
    #expect(!DoctorReport(findings: findings).isGood)
    #expect(DoctorReport(findings: [findings[0], findings[1]]).isGood)
    let none = DoctorReport(findings: []).lines(width: 80, palette: Palette(isColoured: false))
    #expect(none == ["", "Nothing is wrong."])
  }

  @Test func `says the same to programs`() {
    let json = DoctorReport(findings: findings).json(build: "abc")
    #expect(json["good"] == false && json["problems"] == .integer(1) && json["doubts"] == .integer(1))
    #expect(json["findings"]?[0]?["next_step"] == .null)
    #expect(json["findings"]?[2]?["grade"] == "problem" && json["findings"]?[2]?["area"] == "keys")
  }

  @Test func `is wanted offline, for an exchange, and as JSON`() throws {
    func options(_ line: String, _ variables: [String: String] = [:]) throws -> DoctorOptions? {
      let words = ["doctor"] + line.split(separator: " ").map { String($0) }
      guard case .doctor(let options) = try Invocation.parse(words, environment: { variables[$0] }) else {
        return nil
      }
      return options
    }
    #expect(try options("--offline --json").map { $0.isOffline && $0.isJSON } == true)
    #expect(try options("--testnet")?.venue.map(\.venue) == .success(.testnet))
    #expect(try options("", ["HOME": "/me"])?.stateFolder == "/me/.local/state/bulkhead")
    // What cannot be used is found, and does not keep the doctor from coming.
    guard case .failure? = try options("", ["BINANCE_TESTNET": "perhaps"])?.venue else {
      Issue.record("a variable that is neither true nor false")
      return
    }
    #expect(throws: UsageFailure.self) { try options("everything") }
    #expect(throws: UsageFailure.self) { try options("--yes") }
  }
}
