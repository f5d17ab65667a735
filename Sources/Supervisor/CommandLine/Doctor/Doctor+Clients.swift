internal import Installation
internal import LinuxIO

extension Doctor {
  /// The files of clients: those of this user, and those that the project in the working directory brings.
  func clientFindings() -> [Finding] {
    var findings: [Finding] = []
    var count = 0
    for client in ClientKind.allCases {
      let project = client.projectFile.flatMap { name in CurrentProcess.workingFolder.map { "\($0)/\(name)" }
      }
      for path in [client.path(environment: environment), project].compactMap({ $0 })
      where WholeFile.isThere(path) {
        let found = self.findings(of: client, path)
        count += found.entryCount
        findings += found.findings
      }
    }
    if count == 0 {
      findings.append(
        .doubt(
          .clients, "no client's file that was found starts a server of ours",
          "Write it into one: bulkhead install \(ClientKind.allCases.map(\.rawValue).joined(separator: "|"))")
      )
    }
    return findings
  }

  private func findings(
    of client: ClientKind, _ path: String
  ) -> (findings: [Finding], entryCount: Int) {
    let file: ClientFile
    let inspection: ClientInspection
    do throws(ClientFileFailure) {
      file = try ClientFile(path)
      do throws(ClientFileFailure.Reason) {
        inspection = try ClientInspection(file.bytes, of: client)
      } catch {
        throw ClientFileFailure(path: path, reason: error)
      }
    } catch {
      return ([.doubt(.clients, "\(client.title): \(path) \(error)", error.suggestion)], 0)
    }
    let entries = inspection.entries.map { finding(of: $0, client, path) }
    let secrets = inspection.secrets.map { secret in
      Self.finding(of: secret, client, file)
    }
    return (entries + secrets, entries.count)
  }

  private static func finding(
    of secret: ClientInspection.Secret, _ client: ClientKind, _ file: ClientFile
  ) -> Finding {
    let words =
      "\(client.title): \(secret.server) has \(secret.key) in plain text, in \(file.path)"
    let step =
      "Put it into a file of mode 0600, name that with …_SECRET_FILE or in bulkhead.json, and make a new "
      + "key: this one has been read by whatever reads the client's files."
    return file.isReadByOthers
      ? .problem(.clients, words + ", which others may read", step) : .doubt(.clients, words, step)
  }

  private func finding(of entry: ClientInspection.Entry, _ client: ClientKind, _ path: String) -> Finding {
    let who = "\(client.title): \(entry.name) in \(path)"
    let mend = "Write it anew: bulkhead install \(client.rawValue)"
    guard entry.command.hasPrefix("/") else {
      return .doubt(
        .clients, "\(who) starts \(entry.command), wherever the client finds that",
        "A whole path is the same for every client. \(mend)")
    }
    guard WholeFile.isExecutable(entry.command) else {
      return .problem(.clients, "\(who) starts \(entry.command), which is no program", mend)
    }
    do throws(UsageFailure) {
      guard case .serve(let options) = try Invocation.parse(entry.arguments, environment: { _ in nil }) else {
        return .problem(.clients, "\(who) does not start a server", mend)
      }
      guard options.network == nil else {
        return .problem(
          .clients, "\(who) starts a server for HTTP, and the client waits for it on standard streams", mend)
      }
    } catch {
      return .problem(.clients, "\(who): its arguments do not do: \(error.message)", mend)
    }
    guard WholeFile.isSame(entry.command, executablePath) else {
      return .doubt(.clients, "\(who) starts another bulkhead than this one: \(entry.command)", mend)
    }
    return .good(.clients, "\(who) starts this program")
  }
}
