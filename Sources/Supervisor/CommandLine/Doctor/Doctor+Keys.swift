internal import Configuration
internal import LinuxIO

extension Doctor {
  /// The keys that are named: their files are looked at and not read.
  func keyFindings() -> [Finding] {
    guard options.configurationFailure == nil else { return [] }
    let given = KeyPurpose.secretVariables.filter { options.secretNames.contains($0) }
    if !given.isEmpty {
      return [
        .doubt(
          .keys, "\(given.joined(separator: ", ")): the secret itself is in the environment",
          "A file is the better place: put it into one of mode 0600 and name that with …_SECRET_FILE. What "
            + "the key may do: bulkhead keys check")
      ]
    }
    let keys: NamedKeys
    do throws(KeyFailure) {
      keys = try KeyNaming(
        configuration: options.configuration, configurationPath: options.configurationFile, pages: [:],
        environment: environment
      ).keys()
      if case .success(let choice) = options.venue {
        try VenueRule(
          choice.venue, spotURL: choice.spotURL, futuresURL: choice.futuresURL,
          configuration: options.configuration
        ).check(keys)
      }
    } catch {
      return [.problem(.keys, error.message, error.suggestion)]
    }
    if keys.isEmpty { return [.good(.keys, "no key is named: public market data only")] }
    return keys.all.flatMap { findings(of: $0) }
  }

  private func findings(of key: NamedKey) -> [Finding] {
    var findings: [Finding] = []
    if case .file(let path) = key.place {
      findings.append(look(at: path, "the secret of the \(key.purpose.words) \(key.shownID)"))
    }
    if let path = key.passphraseFile {
      findings.append(look(at: path, "the passphrase of the \(key.purpose.words)"))
    }
    return findings
  }

  private func look(at path: String, _ what: String) -> Finding {
    do throws(PrivateFailure) {
      let (remark, byteCount) = try KeyFile.look(at: path)
      guard (1...KeyPage.byteCountMax).contains(byteCount) else {
        return .problem(
          .keys, "\(what), \(path), has \(byteCount) bytes",
          "It has to hold the secret or the PEM, and nothing else.")
      }
      if let remark { return .doubt(.keys, "\(what), \(path): \(remark)", nil) }
      return .good(.keys, "\(what): \(path) is yours alone. What the key may do: bulkhead keys check")
    } catch {
      return .problem(.keys, "\(what), \(path): \(error)", Self.step(for: error, path))
    }
  }

  private static func step(for failure: PrivateFailure, _ path: String) -> String {
    switch failure {
    case .openToOthers: "Close it: chmod 600 \(ShellWord.quoted(path))"
    case .foreignOwner: "Only a file of yours or root's is read."
    case .wrongKind: "Name the file itself: a link is followed only where containers keep their secrets."
    case .system(let failure) where failure.number == SystemFailure.noSuchFile:
      "Put the secret there, with mode 0600, or name the file where it is."
    case .system, .tooLong: "Look at it: ls -l \(ShellWord.quoted(path))"
    }
  }
}
