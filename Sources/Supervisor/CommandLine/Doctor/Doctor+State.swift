internal import LinuxIO
internal import Operator
internal import Wire

extension Doctor {
  /// With less free space than this a journal soon cannot be written, and nothing is traded then.
  private static let freeByteCountWanted = 64 << 20
  /// How long the journal may take to be verified, in milliseconds.
  private static let auditMilliseconds = 15_000
  /// The most names in the folder that are looked at.
  private static let nameCountMax = 1_024

  /// The state folder, the halt file and the journal.
  func stateFindings() async -> [Finding] {
    guard let path = options.stateFolder else {
      return [
        .problem(
          .state, "nothing says where the state folder is", "Set HOME, or name one: --state-folder DIR")
      ]
    }
    let folder: OwnedFolder
    var names: [String] = []
    do throws(PrivateFailure) {
      folder = try OwnedFolder(path, isMade: false, reader: .ownerOrRoot)
      names = try folder.names(countMax: Self.nameCountMax)
    } catch {
      if case .system(let failure) = error, failure.number == SystemFailure.noSuchFile {
        return [.good(.state, "\(path) is not there yet: the first server makes it")]
      }
      // A server closes a folder of its own that others may look into.
      if case .openToOthers(let mode) = error, mode & 0o022 == 0 {
        return [.doubt(.state, "\(path) \(error)", "The next server closes it to others by itself.")]
      }
      return [.problem(.state, "\(path) \(error)", Self.folderStep(for: error, path))]
    }
    var findings = [space(path)]
    if let reason = HaltedState(stateFolder: path).because {
      findings.append(.doubt(.state, "orders are halted: \(reason)", "To let them go on: bulkhead resume"))
    }
    let isJournalThere = names.contains { name in
      ["live", "testnet"].contains(name) || name.hasPrefix("custom-") || name.hasPrefix("paper-")
    }
    findings.append(isJournalThere ? await journal(path) : .good(.state, "there is no journal of orders yet"))
    return findings
  }

  /// What would make a folder one that a server uses.
  nonisolated static func folderStep(for failure: PrivateFailure, _ path: String) -> String {
    let word = ShellWord.quoted(path)
    return switch failure {
    case .openToOthers: "A server needs a folder that is yours alone: chmod 700 \(word)"
    case .foreignOwner: "A server needs a folder of your own: name another one, --state-folder DIR"
    case .wrongKind: "It has to be the folder itself, not a link to one: ls -ld \(word) says what it is"
    case .system, .tooLong: "Look at it: ls -ld \(word)"
    }
  }

  private func space(_ path: String) -> Finding {
    do throws(SystemFailure) {
      let count = try Machine.freeByteCount(path)
      let words = "\(path) is yours alone, with \(count >> 20) MiB free"
      return count >= Self.freeByteCountWanted
        ? .good(.state, words)
        : .doubt(.state, words, "Without room for the journal no order is sent: make some.")
    } catch {
      return .doubt(.state, "\(path) is yours alone; how much is free is not known: \(error)", nil)
    }
  }

  /// The worker's program reads it: this one does no cryptography.
  private func journal(_ path: String) async -> Finding {
    let step = "Look at it: bulkhead audit verify"
    let outcome = await ProgramRun.finished(
      "\(programFolder)/bulkhead-worker", ["audit", "verify", "--state-folder", path],
      timeoutMilliseconds: Self.auditMilliseconds)
    guard case .success(let run) = outcome else {
      return .doubt(.state, "the journal was not verified", step)
    }
    guard run.ending != nil else {
      return .doubt(
        .state, "verifying the journal takes more than \(Self.auditMilliseconds / 1_000) s",
        "Let it take its time: bulkhead audit verify")
    }
    if run.isGood { return .good(.state, "the journal of orders is whole") }
    if run.lines.contains(where: { $0.hasSuffix("no journal is there") }) {
      return .good(.state, "there is no journal of orders yet")
    }
    let bad = run.lines.first { $0.hasPrefix("  NOT GOOD: ") || $0.hasPrefix("bulkhead audit: ") }
    return .problem(.state, "the journal of orders is not good: \(bad ?? run.lines.last ?? "")", step)
  }

  /// The servers that run.
  func serverFindings() async -> [Finding] {
    guard let path = options.stateFolder else { return [] }
    do throws(OperatorClient.Failure) {
      let replies =
        try await RunningServers(stateFolder: path)?
        .ask(.launcher, .status, timeoutMilliseconds: OperatorCommand.answerMilliseconds) ?? []
      if replies.isEmpty { return [.good(.servers, "none runs at the moment; clients start them")] }
      return replies.map { reply in
        reply.isGood
          ? .good(.servers, "\(reply.title) answers")
          : .problem(
            .servers, "\(reply.title): \(reply.word ?? "it does not answer")",
            "End it (kill \(reply.name.pid)) and have the client start another one.")
      }
    } catch {
      return [.problem(.servers, "\(error)", "Look at it: ls -la \(ShellWord.quoted(path))")]
    }
  }
}
