internal import Configuration
internal import Installation
internal import LinuxIO

/// What `bulkhead install` was asked for.
public struct InstallOptions: Sendable, Equatable {
  /// The flags that are written into the client's file for `bulkhead serve`, in the order they get there.
  static let passedOn: [Flag] = [
    .paper, .testnet, .baseURL, .futuresBaseURL, .certificateFile, .tools, .callTimeout, .logLevel,
    .configuration, .readOnly, .stateFolder, .seed, .replay,
  ]

  let client: ClientKind
  /// What the server is called there.
  let name: String
  /// The words behind the program.
  let arguments: [String]
  /// The client's file: the flag's, else the one at its usual place; `nil` when nothing says where.
  let file: String?
  /// Whether the entry is to be taken away.
  let isRemoving: Bool
  /// Whether nothing is written, whatever the answer would be.
  let isDryRun: Bool
  /// Whether the file may be written without asking.
  let isAgreed: Bool

  init(_ words: CommandWords, _ settings: GivenSettings) throws(UsageFailure) {
    client = try Self.client(words.others)
    name = words.value(.name) ?? ServerEntry.usualName
    guard ServerEntry.isName(name) else {
      throw UsageFailure(
        "--name \(TerminalText.quoted(name)) is not 1 to \(ServerEntry.nameByteCountMax) letters, digits, "
          + "dashes, dots and underscores", suggestion: "For example: --name bulkhead-testnet")
    }
    isRemoving = words.has(.remove)
    isDryRun = words.has(.dryRun)
    isAgreed = words.has(.yes)
    if isDryRun, isAgreed {
      throw UsageFailure("--dry-run writes nothing, and --yes says to write", suggestion: "Keep one of them.")
    }
    if let text = words.value(.file) {
      file = try Self.absolute(text, .file)
    } else {
      file = client.path(environment: settings.environment)
    }
    arguments = ["serve"] + (try Self.passedOn(words, isRemoving))
  }

  private static func client(_ others: [String]) throws(UsageFailure) -> ClientKind {
    let names = ClientKind.allCases.map(\.rawValue)
    guard let word = others.first else {
      throw UsageFailure(
        "install needs a client: \(names.joined(separator: ", "))",
        suggestion: "For example: bulkhead install \(names[0]) --paper")
    }
    guard others.count == 1 else {
      throw UsageFailure(
        "one word too many: \(TerminalText.quoted(others[1]))",
        suggestion: "One client at a time: bulkhead install \(names[0])")
    }
    if let client = ClientKind(rawValue: word.lowercased()) { return client }
    let nearest = NearestWord.find(word.lowercased(), among: names)
    throw UsageFailure(
      "there is no client \(TerminalText.quoted(word)); there are: \(names.joined(separator: ", "))",
      suggestion: nearest.map { "Did you mean: bulkhead install \($0)?" }
        ?? "Other clients take a block of bulkhead tour.")
  }

  /// The words for the server, checked as a server would, but without the environment of this moment: the
  /// client starts the server in another one.
  private static func passedOn(
    _ words: CommandWords, _ isRemoving: Bool
  ) throws(UsageFailure) -> [String] {
    let given = passedOn.filter { words.has($0) }
    if isRemoving, let flag = given.first {
      throw UsageFailure(
        "\(flag.rawValue) is for a server that is installed, and --remove takes one away",
        suggestion: "Leave \(flag.rawValue) out.")
    }
    let none = GivenSettings { _ in nil }
    let venue = try VenueChoice(words, settings: none)
    _ = try ServeOptions(words, venue: venue, logLevel: "notice", settings: none)
    var passed: [String] = []
    for flag in given {
      if flag.valueName == nil { passed.append(flag.rawValue) }
      for value in words.allValues(flag) where flag.valueName != nil {
        // A selection may begin with a dash; a recording is opened by a server that starts elsewhere.
        let isPath = flag == .replay
        let word = isPath ? try absolute(value, flag) : value
        passed += flag == .tools ? ["\(flag.rawValue)=\(word)"] : [flag.rawValue, word]
      }
    }
    return passed
  }

  private static func absolute(_ path: String, _ flag: Flag) throws(UsageFailure) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = CurrentProcess.workingFolder else {
      throw UsageFailure(
        "\(flag.rawValue) \(TerminalText.quoted(path)) is relative to a folder that is gone",
        suggestion: "Type the whole path.")
    }
    return "\(folder)/\(path)"
  }
}
