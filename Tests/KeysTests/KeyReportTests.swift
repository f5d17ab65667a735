import Signing
import Catalog
import Configuration
import LinuxIO
import Testing
import Values

@testable import Keys

@Suite struct `The report on a key` {
  private func report(_ outcome: KeyReport.Outcome) -> KeyReport {
    var report = KeyReport(
      purpose: .trading, source: KeySource(id: "ABCDEFGHIJKLMNOP", place: .file("/keys/one")))
    report.outcome = outcome
    return report
  }

  @Test func `names kind place clock rights addresses and verdict`() throws {
    var report = report(.accepted)
    report.kind = .ed25519
    report.server = "https://api.binance.com (live)"
    report.offsetMilliseconds = -12
    let text = ScriptedRights.text(["enableReading", "enableSpotAndMarginTrading"], isBound: false)
    report.rights = KeyRights(try JSONDocument(Array(text.utf8)).root)
    report.warnings = ["the trading key works from any address; bind it to yours at the exchange"]
    #expect(
      report.text == """
        trading key ABCDEFGH…
          secret      Ed25519, from /keys/one
          exchange    https://api.binance.com (live)
          clock       12 ms ahead of the exchange's
          may         read, trade spot and margin
          addresses   any
          warning     the trading key works from any address; bind it to yours at the exchange
          verdict     is used

        """)
  }

  @Test func `ends with the exit code of the gravest`() {
    let refusal = KeyRefusal("no", suggestion: "x", exitCode: .configuration)
    let away = ToolFailure(kind: .networkError, message: "away", isRetryable: true)
    let wrong = ToolFailure(kind: .authenticationError, message: "wrong", suggestion: "Look.")
    let reports: [(KeyReport.Outcome, ExitCode)] = [
      (.accepted, .success), (.refused(["it can withdraw"]), .credentialRefused),
      (.refusedByExchange(wrong), .credentialRefused), (.unusable(refusal), .configuration),
      (.unreachable(away), .exchangeUnreachable),
    ]
    for (outcome, code) in reports { #expect(report(outcome).exitCode == code) }
    #expect(KeyReport.exitCode(of: []) == .success)
    #expect(KeyReport.exitCode(of: reports.map { report($0.0) }) == .credentialRefused)
    #expect(
      KeyReport.exitCode(of: [report(.unreachable(away)), report(.unusable(refusal))]) == .configuration)
    #expect(KeyReport.exitCode(of: [report(.accepted), report(.unreachable(away))]) == .exchangeUnreachable)
    #expect(report(.refusedByExchange(wrong)).text.hasSuffix("  next        Look.\n"))
  }
}
