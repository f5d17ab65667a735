internal import Installation
internal import LinuxIO

extension Doctor {
  /// The files of clients: those of this user, and those that the project in the working directory brings.
  func clientFindings() -> [Finding] {
    var findings: [Finding] = []
    var count = 0
    for client in ClientKind.allCases {
      for (path, isUsual) in places(of: client) {
        let found = self.findings(of: client, path, isUsual: isUsual)
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

  /// The files of a client that are there, and whether `install` writes them. Where the project's is the
  /// user's own, as in the home folder, it is one file and not two.
  private func places(of client: ClientKind) -> [(path: String, isUsual: Bool)] {
    let own = client.path(environment: environment).flatMap { WholeFile.isThere($0) ? $0 : nil }
    var places = own.map { [(path: $0, isUsual: true)] } ?? []
    if let name = client.projectFile, let folder = CurrentProcess.workingFolder {
      let project = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      let isOwn = own.map { WholeFile.isSame($0, project) } ?? false
      if WholeFile.isThere(project), !isOwn { places.append((path: project, isUsual: false)) }
    }
    return places
  }

  private func findings(
    of client: ClientKind, _ path: String, isUsual: Bool
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
    let entries = inspection.entries.flatMap { entry in
      findings(
        of: entry,
        EntryRemedy(
          entry: entry, client: client, file: path, isUsualFile: isUsual, executablePath: executablePath))
    }
    let secrets = inspection.secrets.map { secret in
      Self.finding(of: secret, client, file)
    }
    return (entries + secrets, inspection.entries.count)
  }

  private static func finding(
    of secret: ClientInspection.Secret, _ client: ClientKind, _ file: ClientFile
  ) -> Finding {
    let project = secret.project.map { ", project \($0)" } ?? ""
    let words =
      "\(client.title): \(secret.server) has \(secret.key) in plain text (\(secret.part)), in "
      + "\(file.path)\(project)"
    let step =
      switch secret.kind {
      case .key:
        "Put it into a file of mode 0600, name that with …_SECRET_FILE or in bulkhead.json, and make a new "
          + "key: this one has been read by whatever reads the client's files."
      case .token:
        "Name it instead of writing it, where the client can (docs/clients.md), and make a new one: bulkhead "
          + "token revoke, bulkhead token new. This one has been read by whatever reads the client's files."
      }
    return file.isReadByOthers
      ? .problem(.clients, words + ", which others may read", step) : .doubt(.clients, words, step)
  }

  private func findings(of entry: ClientInspection.Entry, _ remedy: EntryRemedy) -> [Finding] {
    let project = entry.project.map { ", project \($0)" } ?? ""
    let who = "\(remedy.client.title): \(entry.name) in \(remedy.file)\(project)"
    let finding = finding(of: entry, who, remedy)
    guard let disabling = entry.disabling else { return [finding] }
    let off = Finding.doubt(
      .clients, "\(who) has \(disabling), and \(remedy.client.title) does not start it",
      "Switch it on in the client, or take that out of the file.")
    return finding.grade == .good ? [off] : [finding, off]
  }

  private func finding(of entry: ClientInspection.Entry, _ who: String, _ remedy: EntryRemedy) -> Finding {
    guard entry.command.hasPrefix("/") else {
      return .doubt(
        .clients, "\(who) starts \(entry.command), wherever the client finds that",
        "A whole path is the same for every client. \(remedy.newProgram)")
    }
    guard WholeFile.isExecutable(entry.command) else {
      return .problem(
        .clients, "\(who) starts \(entry.command), which is no program", remedy.newProgram)
    }
    do throws(UsageFailure) {
      guard case .serve(let options) = try Invocation.parse(entry.arguments, environment: { _ in nil }) else {
        return .problem(.clients, "\(who) does not start a server", remedy.newArguments)
      }
      guard options.network == nil else {
        return .problem(
          .clients, "\(who) starts a server for HTTP, and the client waits for it on standard streams",
          "Take \(Flag.transport.rawValue) and what belongs to it out of its args by hand, in \(remedy.file)")
      }
    } catch {
      return .problem(
        .clients, "\(who): its arguments do not do: \(error.message)",
        "\(error.suggestion) \(remedy.newArguments)")
    }
    guard WholeFile.isSame(entry.command, executablePath) else {
      return .doubt(
        .clients, "\(who) starts another bulkhead than this one: \(entry.command)", remedy.newProgram)
    }
    return .good(.clients, "\(who) starts this program")
  }
}
