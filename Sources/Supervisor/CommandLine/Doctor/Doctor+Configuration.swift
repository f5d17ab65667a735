internal import Configuration
internal import LinuxIO
internal import Values

extension Doctor {
  /// The configuration file, and which exchange is meant.
  func configurationFindings() -> [Finding] {
    var findings: [Finding] = []
    let place = ConfigurationFile.find(environment: environment, flag: options.configurationFile)
    if let failure = options.configurationFailure {
      findings.append(.problem(.configuration, failure.description, failure.suggestion))
    } else if let path = place.path {
      let count = options.givenKeyCount
      let trading = options.configuration.trading.isEnabled ? "on" : "off"
      findings.append(
        .good(.configuration, "\(path) is good: \(count) \(count == 1 ? "key" : "keys"), trading \(trading)"))
      findings += options.configuration.doubts.map {
        .doubt(.configuration, $0, "Is this meant? bulkhead config check")
      }
    } else {
      findings.append(.good(.configuration, "there is no configuration file, so that trading is off"))
    }
    findings += place.warnings.map { .doubt(.configuration, $0, nil) }
    if let file = options.certificateFile, !WholeFile.isReadable(file) {
      findings.append(
        .problem(
          .configuration, "the certificates \(file) cannot be read", "Mend --ca-file or certificate_file."))
    }
    switch options.venue {
    case .success(let choice):
      let servers = [choice.spotURL, choice.futuresURL].compactMap { $0 }
      let named = servers.isEmpty ? "" : ": \(Set(servers).sorted().joined(separator: ", "))"
      findings.append(.good(.configuration, "the exchange is \(choice.venue.rawValue)\(named)"))
    case .failure(let failure):
      findings.append(.problem(.configuration, failure.message, failure.suggestion))
    }
    return findings
  }
}
