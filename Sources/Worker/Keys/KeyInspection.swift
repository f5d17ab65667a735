package import Catalog
package import Exchange
package import LinuxIO
package import Values
internal import Configuration

/// Asks the exchange what a key may do, and judges.
///
/// A key that can do more than it is used for is a loss that waits: whoever gets hold of it has what it can
/// do, and not what this program does.
@LoopActor
package final class KeyInspection {
  /// What the exchange lets a key do ("Get API Key Permission", weight 1 of the address).
  private static let endpoint = Endpoint(
    api: .wallet, path: "/sapi/v1/account/apiRestrictions", weight: .fixed(1), security: .userData)

  private let exchange: any ExchangeReading
  private let venue: Venue
  private let use: KeyUse

  /// - Parameter exchange: signs with the key that is to be judged.
  package init(_ use: KeyUse, exchange: any ExchangeReading, venue: Venue) {
    self.use = use
    self.exchange = exchange
    self.venue = venue
  }

  /// What is to be said of the key.
  ///
  /// - Throws: when the exchange cannot be reached, or refuses the key altogether.
  package func findings(for call: CallContext) async throws(ToolFailure) -> KeyFindings {
    guard venue != .testnet else {
      var findings = KeyFindings()
      findings.warnings = [
        "the testnet does not say what a key may do: the \(use.purpose.words) is not judged"
      ]
      return findings
    }
    let endpoint = Self.endpoint
    let reply = try await exchange.read(
      ExchangeRequest(endpoint: endpoint, weight: endpoint.weight.value(), isRead: true), for: call)
    guard let rights = KeyRights(reply.document.root) else {
      throw ToolFailure(
        kind: .binanceAPIError, message: "the exchange does not say what the key may do", isRetryable: true,
        suggestion: "Check that the base URL is the exchange's.")
    }
    return use.judge(rights)
  }

  /// The warnings, for whoever only wants to know whether to go on.
  ///
  /// - Throws: as `findings`; `policyRefused` for a key that is not used.
  package func warnings(for call: CallContext) async throws(ToolFailure) -> [String] {
    let findings = try await findings(for: call)
    guard findings.refusals.isEmpty else { throw Self.refusal(use.purpose, findings) }
    return findings.warnings
  }

  static func refusal(_ purpose: KeyPurpose, _ findings: KeyFindings) -> ToolFailure {
    ToolFailure(
      kind: .policyRefused,
      message: "the \(purpose.words) is not used, because \(findings.refusals.joined(separator: "; "))",
      suggestion: "Change what it may do at the exchange, then: bulkhead restart "
        + (purpose == .read ? "account" : "trading"),
      details: [("limit", "allow_withdrawal_permission")])
  }
}
