public import LinuxIO
internal import Signing

/// `bulkhead-worker audit verify` and `audit show`: the journal for people.
///
/// A command of the worker, because the supervisor's program does no cryptography. It reads and changes
/// nothing.
public struct AuditCommand {
  /// Bytes of one log file of the system that are looked at, from its end.
  static let logByteCountMax = 16 * 1024 * 1024
  private static let logFiles = ["auth.log.1", "auth.log", "secure", "syslog.1", "syslog", "messages"]

  private let arguments: AuditArguments
  private let root: OwnedFolder
  /// Takes what is printed.
  private let say: ([UInt8]) -> Void
  private let complain: (String) -> Void

  /// Runs the command and says how the process ends.
  ///
  /// - Parameter arguments: those behind `audit`.
  public static func run(_ arguments: [String]) -> ExitCode {
    run(
      arguments, environment: CurrentProcess.environment, say: { StandardStream.output.write($0) },
      complain: { StandardStream.error.write($0) })
  }

  static func run(
    _ arguments: [String], environment: (String) -> String?, say: @escaping ([UInt8]) -> Void,
    complain: @escaping (String) -> Void
  ) -> ExitCode {
    if arguments.contains("--help") {
      say(Array(AuditArguments.usage.utf8))
      return .success
    }
    let asked: AuditArguments
    do throws(AuditArguments.Failure) {
      asked = try AuditArguments(arguments, nowMilliseconds: EventLoop.wallClockMilliseconds)
    } catch {
      complain("bulkhead audit: \(error.text)\n\(AuditArguments.usage)")
      return .usage
    }
    guard let path = asked.stateFolder ?? AuditArguments.stateFolder(environment) else {
      complain("bulkhead audit: where is the state? Give --state-folder PATH\n")
      return .usage
    }
    do throws(PrivateFailure) {
      let root = try OwnedFolder(path, isMade: false, reader: .ownerOrRoot)
      return AuditCommand(arguments: asked, root: root, say: say, complain: complain).run()
    } catch {
      complain("bulkhead audit: the state folder \(Shown.text(path)): \(error)\n")
      return .commandFailed
    }
  }

  private func run() -> ExitCode {
    let journals = found()
    if journals.isEmpty {
      complain("bulkhead audit: no journal is there\n")
      return .commandFailed
    }
    let lines = arguments.action == .verify ? headLines() : []
    var isGood = true
    for (scope, account, folder) in journals {
      let isThisGood =
        switch arguments.action {
        case .verify: verify(folder, scope, account, lines, isOnly: journals.count == 1)
        case .show: show(folder, scope, account)
        }
      isGood = isGood && isThisGood
    }
    return isGood ? .success : .commandFailed
  }

  /// The folders of accounts that were asked for. What cannot be opened is complained of by whoever reads it:
  /// such a folder has no journal for us.
  private func found() -> [(scope: String, account: String, folder: OwnedFolder)] {
    var found: [(scope: String, account: String, folder: OwnedFolder)] = []
    for scope in names(in: root, only: arguments.scope) {
      guard ["live", "testnet"].contains(scope) || scope.hasPrefix("custom-") || scope.hasPrefix("paper-"),
        let outer = folder(scope, in: root)
      else { continue }
      for account in names(in: outer, only: arguments.account) {
        if let folder = folder(account, in: outer) { found.append((scope, account, folder)) }
      }
    }
    return found
  }

  private func names(in folder: OwnedFolder, only: String?) -> [String] {
    if let only { return [only] }
    do throws(PrivateFailure) {
      return try folder.names(countMax: Journal.namesMax).filter(JournalSetting.isFolderName).sorted()
    } catch {
      complain("bulkhead audit: \(error)\n")
      return []
    }
  }

  private func folder(_ name: String, in outer: OwnedFolder) -> OwnedFolder? {
    do throws(PrivateFailure) {
      return try outer.folder(name, isMade: false)
    } catch {
      complain("bulkhead audit: \(name): \(error)\n")
      return nil
    }
  }

  private func verify(
    _ folder: OwnedFolder, _ scope: String, _ account: String, _ lines: [HeadLine], isOnly: Bool
  ) -> Bool {
    if arguments.head != nil, !isOnly {
      complain("bulkhead audit: --head is that of one journal; give --scope and --account too\n")
      return false
    }
    var verification = AuditVerification(givenHead: arguments.head, headLines: lines)
    let report = verification.verify(folder, scope: scope, account: account)
    var text = "\(scope)/\(account): \(report.recordCount) records, head \(Hexadecimal.text(report.head))\n"
    for finding in report.findings { text += "  \(finding)\n" }
    for problem in report.problems { text += "  NOT GOOD: \(problem)\n" }
    text += report.isGood ? "  good: every check and the whole chain hold\n" : ""
    say(Array(text.utf8))
    return report.isGood
  }

  private func show(_ folder: OwnedFolder, _ scope: String, _ account: String) -> Bool {
    var listing = AuditListing(sinceMilliseconds: arguments.sinceMilliseconds, limit: arguments.limit)
    let failure = listing.read(folder)
    if arguments.isJSON {
      for (record, row) in listing.rows { say(row.json(scope: scope, account: account, record: record)) }
    } else {
      let omitted =
        listing.omittedCount > 0
        ? "(\(listing.omittedCount) earlier records are not shown; --limit shows more)\n" : ""
      let table = AuditTable.text(listing.rows.map(\.row))
      say(Array("\(scope)/\(account)\n\(table)\(omitted)".utf8))
    }
    if let failure { complain("bulkhead audit: \(scope)/\(account): \(failure)\n") }
    return failure == nil
  }

  /// What the system's log was told, as far as it can be read.
  private func headLines() -> [HeadLine] {
    var lines: [HeadLine] = []
    for path in arguments.systemLog.map({ [$0] }) ?? Self.logFiles.map({ "/var/log/" + $0 }) {
      do throws(SystemFailure) {
        let bytes =
          path == "-"
          ? try WholeFile.readStandardInput(byteCountMax: 16 * Self.logByteCountMax)
          : try WholeFile.readEnd(path, byteCountMax: Self.logByteCountMax)
        lines += bytes.split(separator: 0x0A).compactMap { line in
          HeadLine(line: Substring(decoding: line, as: UTF8.self))
        }
      } catch {
        // Where it lies differs, and who may read it: only a file that was named has to be there.
        if arguments.systemLog != nil { complain("bulkhead audit: \(Shown.text(path)): \(error)\n") }
      }
    }
    return lines
  }
}
