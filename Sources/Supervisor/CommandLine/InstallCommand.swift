internal import Installation
public import LinuxIO

/// `bulkhead install`: writes the server into a client's configuration file, or takes it out.
public enum InstallCommand {
  /// Does what was asked for: shows what would change, asks, and writes.
  ///
  /// - Parameter executablePath: absolute path of `bulkhead`, which the client is to start.
  public static func run(_ options: InstallOptions, executablePath: String) -> ExitCode {
    guard let path = options.file else {
      return fail(
        "nothing says where the file of \(options.client.title) is: HOME is not set",
        "Name it: --file FILE", .usage)
    }
    do throws(ClientFileFailure) {
      let file = try ClientFile(path)
      let edit = try edit(of: file, options, executablePath)
      return try carryOut(edit, of: file, options)
    } catch {
      if options.isRemoving, case .nothingToRemove = error.reason {
        say(["\(shown(path)) \(error.description): there is nothing to take away."])
        return .success
      }
      return fail("\(shown(error.path)) \(error.description)", error.suggestion, .configuration)
    }
  }

  private static func edit(
    of file: ClientFile, _ options: InstallOptions, _ executablePath: String
  ) throws(ClientFileFailure) -> EntryEdit {
    do throws(ClientFileFailure.Reason) {
      if options.isRemoving {
        return try .removing(options.name, from: file.bytes, of: options.client)
      }
      let entry = ServerEntry(name: options.name, command: executablePath, arguments: options.arguments)
      return try .putting(entry, into: file.bytes, of: options.client)
    } catch {
      throw ClientFileFailure(path: file.path, reason: error)
    }
  }

  private static func carryOut(
    _ edit: EntryEdit, of file: ClientFile, _ options: InstallOptions
  ) throws(ClientFileFailure) -> ExitCode {
    let client = options.client
    let warnings = warnings(edit, of: file, options).map { "Warning: \($0)" }
    guard !edit.changes.isEmpty else {
      say(["\(client.title) has it already, as it should be: \(shown(file.path))"] + warnings)
      return .success
    }
    try file.checkWritable()
    say(["\(client.title): \(shown(file.path))\(file.isThere ? "" : " (a new file)")"])
    if file.realPath != file.path { say(["  which is \(shown(file.realPath))"]) }
    say(difference(edit))
    if !warnings.isEmpty { say(warnings) }
    if options.isDryRun {
      say(["Nothing was written (--dry-run)."])
      return .success
    }
    guard options.isAgreed || Terminal.isThere else {
      return fail("nothing was written: nobody can be asked here", "To write it: --yes", .commandFailed)
    }
    guard options.isAgreed || isAgreed("Write this?") else {
      return fail("nothing was written", "Ask again whenever you like.", .commandFailed)
    }
    let replaced = try file.write(edit)
    var lines = ["Written: \(shown(file.realPath))"]
    if let replaced {
      lines.append("What was there before: \(shown(replaced.copyPath))")
      if let mode = file.mode, mode != replaced.mode {
        lines.append(
          "Its mode is \(octal(replaced.mode)) now and was \(octal(mode)): its group was not kept.")
      }
    }
    say(lines + [client.nextStep])
    return .success
  }

  /// The lines of the difference, fit for a terminal.
  static func difference(_ edit: EntryEdit) -> [String] {
    TextDifference(edit).lines.map { line in
      let isTabbed = line.utf8.contains(UInt8(ascii: "\t"))
      let spaced =
        isTabbed
        ? line.split(separator: "\t", omittingEmptySubsequences: false)
          .joined(separator: "    ") : line
      return "  " + DisplayWidth.clipped(TerminalText.escaped(spaced), width: 160)
    }
  }

  private static func warnings(_ edit: EntryEdit, of file: ClientFile, _ options: InstallOptions) -> [String]
  {
    var warnings: [String] = []
    if !edit.isPlainJSON, !options.client.takesComments {
      warnings.append(
        "the file has comments, commas before brackets or a byte order mark, which stay; "
          + "\(options.client.title) reads plain JSON and may refuse it.")
    }
    if !edit.changes.isEmpty, let mode = file.mode, let narrowed = file.narrowedMode, let group = file.group {
      warnings.append(
        "the file's group (\(group)) is none of yours and cannot be kept: its mode becomes "
          + "\(octal(narrowed)) instead of \(octal(mode)), so that nobody gets to read more than now.")
    }
    do throws(ClientFileFailure.Reason) {
      return warnings + inspection(try ClientInspection(edit.after, of: options.client), options)
    } catch {
      // It has been read a moment ago.
      return warnings
    }
  }

  /// What there is to say of what the file will hold.
  private static func inspection(_ found: ClientInspection, _ options: InstallOptions) -> [String] {
    var warnings: [String] = []
    for entry in found.entries where entry.project == nil && entry.name == options.name {
      guard let disabling = entry.disabling else { continue }
      warnings.append(
        "\(entry.name) has \(disabling), which stays: \(options.client.title) will not start it "
          + "until it is switched on there.")
    }
    for secret in found.secrets {
      warnings.append(
        "\(TerminalText.shown(secret.server)) has \(TerminalText.shown(secret.key)) in plain text; a file of "
          + "its own is the better place: bulkhead doctor says how.")
    }
    return warnings
  }

  private static func octal(_ mode: UInt32) -> String { String(mode, radix: 8) }

  private static func isAgreed(_ question: String) -> Bool {
    StandardStream.output.write("\(question) [y/N]: ")
    return ["y", "yes"].contains(Terminal.line()?.lowercased() ?? "")
  }

  private static func shown(_ path: String) -> String { TerminalText.escaped(path) }

  private static func say(_ lines: [String]) {
    StandardStream.output.write(lines.joined(separator: "\n") + "\n")
  }

  private static func fail(_ message: String, _ suggestion: String, _ code: ExitCode) -> ExitCode {
    CommandOutput.complain(["bulkhead: \(message)", suggestion])
    return code
  }
}
