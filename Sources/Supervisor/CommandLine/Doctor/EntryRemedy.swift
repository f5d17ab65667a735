internal import Installation

/// What to do about an entry of ours in a client's file that does not do.
///
/// `bulkhead install CLIENT` alone would be the wrong advice for most of them: it writes an entry called
/// `bulkhead` for the live exchange, beside one of another name, or in the place of one that was meant for
/// paper. So the command that is shown writes the same entry with the same options, or none is shown.
struct EntryRemedy {
  /// The longest command that is shown, in bytes.
  private static let commandByteCountMax = 2_000

  let entry: ClientInspection.Entry
  let client: ClientKind
  /// The file that the entry is in.
  let file: String
  /// Whether `install` writes that file unless told otherwise.
  let isUsualFile: Bool
  /// Absolute path of this `bulkhead`.
  let executablePath: String

  /// For an entry whose options are good and whose program is not, a whole sentence.
  var newProgram: String {
    if let command { return "Write it anew, with its options as they are: \(command)" }
    return "Mend it by hand, in \(place): its command has to be \(executablePath)"
  }

  /// For an entry whose options are not good: nobody knows which exchange was meant.
  var newArguments: String {
    "Mend its args by hand, in \(place): install cannot know which exchange was meant."
  }

  private var place: String { entry.project.map { "\(file), project \($0)" } ?? file }

  /// The command that writes the entry anew; `nil` when there is none that would write the same options.
  private var command: String? {
    guard entry.project == nil, entry.arguments.first == CommandName.serve.rawValue else { return nil }
    var words = [CommandName.install.rawValue, client.rawValue]
    if entry.name != ServerEntry.usualName { words += [Flag.name.rawValue, entry.name] }
    if !isUsualFile { words += [Flag.file.rawValue, file] }
    words += entry.arguments.dropFirst()
    let none: (String) -> String? = { _ in nil }
    do throws(UsageFailure) {
      guard case .install(let install) = try Invocation.parse(words, environment: none),
        case .serve(let old) = try Invocation.parse(entry.arguments, environment: none),
        case .serve(let new) = try Invocation.parse(install.arguments, environment: none), old == new
      else { return nil }
    } catch {
      // Options that install does not write, or a name that it does not take.
      return nil
    }
    let line = (["bulkhead"] + words).map { ShellWord.quoted($0) }.joined(separator: " ")
    return line.utf8.count <= Self.commandByteCountMax ? line : nil
  }
}
