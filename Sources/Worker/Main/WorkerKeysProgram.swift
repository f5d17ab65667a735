import Catalog
import Configuration
import Exchange
import Keys
import LinuxIO

/// `bulkhead-worker keys check`: what `bulkhead keys check` becomes. It reads the keys as the workers would,
/// asks the exchange about them and says what would be refused.
enum WorkerKeysProgram {
  static func run(_ arguments: [String]) -> Never {
    do {
      guard arguments.first == "check" else {
        throw WorkerArguments.Failure(description: "this is what bulkhead keys check starts")
      }
      try CurrentProcess.harden(diesWithParent: false)
      let words = try WorkerWords(Array(arguments.dropFirst()))
      let exchange = try words.exchange(version: Version.text)
      var sources: [(KeyPurpose, KeySource)] = []
      for purpose in KeyPurpose.allCases {
        let name = "--\(purpose.rawValue)"
        let source = try words.key(
          id: "\(name)-id", file: "\(name)-file", page: "\(name)-descriptor", "\(name)-passphrase-file")
        if let source { sources.append((purpose, source)) }
      }
      check(sources, exchange, configurationFile: words["--config"])
    } catch {
      StandardStream.error.write("bulkhead-worker: \(error)\n")
      CurrentProcess.exit(error is WorkerArguments.Failure ? .usage : .ownFault)
    }
  }

  private static func check(
    _ sources: [(KeyPurpose, KeySource)], _ exchange: ExchangeConfiguration, configurationFile: String?
  ) -> Never {
    CurrentProcess.run {
      var configuration = Configuration()
      if let configurationFile {
        do throws(ConfigurationFailure) {
          configuration = try ConfigurationFile.load(path: configurationFile)
        } catch {
          StandardStream.error.write("bulkhead: \(error)\n\(error.suggestion)\n")
          return .configuration
        }
      }
      let check = KeyCheck(exchange, allowsWithdrawals: configuration.allowsWithdrawalPermission)
      var reports: [KeyReport] = []
      for (purpose, source) in sources {
        let report = await check.report(on: source, for: purpose)
        StandardStream.output.write((reports.isEmpty ? "" : "\n") + report.text)
        reports.append(report)
      }
      return KeyReport.exitCode(of: reports)
    }
  }
}
