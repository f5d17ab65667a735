internal import Catalog
package import Configuration
package import Exchange
package import LinuxIO
internal import Values

/// `bulkhead keys check`: what there is to say about the keys before a server uses them.
@LoopActor
package struct KeyCheck {
  /// How long the requests about one key may take together.
  private static let keyNanoseconds: UInt64 = 20_000_000_000

  private let configuration: ExchangeConfiguration
  private let allowsWithdrawals: Bool

  /// - Parameters:
  ///   - configuration: which exchange.
  ///   - allowsWithdrawals: `allow_withdrawal_permission` of the configuration file.
  package init(_ configuration: ExchangeConfiguration, allowsWithdrawals: Bool) {
    self.configuration = configuration
    self.allowsWithdrawals = allowsWithdrawals
  }

  /// Reads a key and asks the exchange about it.
  package func report(on source: KeySource, for purpose: KeyPurpose) async -> KeyReport {
    var report = KeyReport(purpose: purpose, source: source)
    report.server = "\(configuration.spot) (\(configuration.venue.rawValue))"
    let held: HeldKey
    do throws(KeyRefusal) {
      held = try KeyReading.read(source)
    } catch {
      report.outcome = .unusable(error)
      return report
    }
    report.kind = held.kind
    report.warnings = held.warnings
    let exchange = ExchangeClient(configuration: configuration, key: held.key)
    defer { exchange.closeIdleConnections() }
    let call = CallContext(
      callID: 0, deadlineNanoseconds: EventLoop.now &+ Self.keyNanoseconds, sendCountMax: 12)
    do throws(ToolFailure) {
      try await exchange.measureClock(for: call)
      report.offsetMilliseconds = exchange.exchangeTimeMilliseconds.map {
        $0 - EventLoop.wallClockMilliseconds
      }
      let inspection = KeyInspection(
        KeyUse(purpose, allowsWithdrawals: allowsWithdrawals), exchange: exchange, venue: configuration.venue)
      let findings = try await inspection.findings(for: call)
      report.rights = findings.rights
      report.warnings += findings.warnings
      report.outcome = findings.refusals.isEmpty ? .accepted : .refused(findings.refusals)
    } catch {
      report.outcome = error.isRetryable ? .unreachable(error) : .refusedByExchange(error)
    }
    return report
  }
}
