import Catalog
import Configuration
import Exchange
import Keys
import LinuxIO
import Values

/// `bulkhead-worker keys check`: what `bulkhead keys check` becomes. It finds the keys as `bulkhead serve`
/// would and reads them as the workers would, asks the exchange about them and says what would be refused.
enum WorkerKeysProgram {
  static func run(_ arguments: [String]) -> Never {
    do {
      guard arguments.first == "check" else {
        throw WorkerArguments.Failure(description: "this is what bulkhead keys check starts")
      }
      let secrets = try EnvironmentSecrets.take(KeyPurpose.secretVariables)
      try CurrentProcess.harden(diesWithParent: false)
      try check(try WorkerWords(Array(arguments.dropFirst())), secrets)
    } catch let failure as ConfigurationFailure {
      complain("\(failure).\n\(failure.suggestion)", .configuration)
    } catch let failure as KeyFailure {
      complain("\(failure)", .configuration)
    } catch {
      complain("\(error)", error is WorkerArguments.Failure ? .usage : .ownFault)
    }
  }

  private static func complain(_ text: String, _ code: ExitCode) -> Never {
    StandardStream.error.write("bulkhead: \(text)\n")
    CurrentProcess.exit(code)
  }

  private static func check(_ words: WorkerWords, _ secrets: EnvironmentSecrets) throws -> Never {
    let file = words["--config"]
    let configuration = try file.map { try ConfigurationFile.load(path: $0) } ?? Configuration()
    // Whom a signed request believes is the configuration file's business, as for a worker.
    guard words["--venue"] != Venue.paper.rawValue else {
      complain("--paper uses no key of yours: the paper exchange makes its own", .usage)
    }
    let exchange = try words.exchange(version: Version.text, certificateFile: configuration.certificateFile)
    let keys = try KeyNaming(
      configuration: configuration, configurationPath: file, pages: secrets.pages,
      environment: CurrentProcess.environment
    ).keys()
    guard !keys.isEmpty else {
      let purpose = KeyPurpose.trading
      complain(
        "there is no key to check.\nSet \(purpose.idVariable) and \(purpose.secretFileVariable), or name one "
          + "in the configuration file: \(purpose.configurationKey).", .configuration)
    }
    try VenueRule(
      exchange.venue, spotURL: words["--spot-url"], futuresURL: words["--futures-url"],
      configuration: configuration
    ).check(keys)
    let sources = try keys.all.map { ($0.purpose, try source(of: $0)) }
    CurrentProcess.run {
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

  /// The key as a worker would be told of it.
  private static func source(of key: NamedKey) throws(SystemFailure) -> KeySource {
    let place: KeySource.Place
    switch key.place {
    case .file(let path): place = .file(path)
    // A descriptor of its own, which whoever reads it closes.
    case .page(let page): place = .page(try OwnedDescriptor.duplicating(page.number).release())
    }
    return KeySource(id: key.id, place: place, passphraseFile: key.passphraseFile)
  }
}
