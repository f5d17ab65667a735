/// The words behind a command's name, sorted into flags and the rest, checked against the flags that the
/// command takes.
struct CommandWords: Sendable, Equatable {
  /// The most words that are looked at. Far more than anybody types; a runaway script gets an answer instead
  /// of a slow one.
  static let wordCountMax = 1024

  private let command: CommandName
  private var values: [Flag: [String]] = [:]
  /// What is not a flag, in order.
  private(set) var others: [String] = []

  init(_ words: ArraySlice<String>, of command: CommandName) throws(UsageFailure) {
    self.command = command
    guard words.count <= Self.wordCountMax else {
      throw UsageFailure(
        "\(words.count) words are more than \(Self.wordCountMax)",
        suggestion: "Try: bulkhead help \(command.rawValue)")
    }
    var rest = words
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        others.append(word)
        continue
      }
      let equals = word.firstIndex(of: "=")
      let name = String(word[..<(equals ?? word.endIndex)])
      if command.passesWordsOn, Flag(rawValue: name).map({ $0.commands.contains(command) }) != true {
        others.append(word)
        continue
      }
      let flag = try Self.flag(named: name, of: command)
      let value = try Self.value(
        of: flag, inline: equals.map { String(word[word.index(after: $0)...]) }, &rest)
      guard values[flag] == nil || flag.mayRepeat else {
        throw UsageFailure(
          "\(flag.rawValue) is given twice", suggestion: "Keep the one that is meant.")
      }
      values[flag, default: []].append(value)
    }
  }

  /// Whether the flag was given.
  func has(_ flag: Flag) -> Bool { values[flag] != nil }

  /// The flag's value, if it was given.
  func value(_ flag: Flag) -> String? { values[flag]?.first }

  /// The flag's value as a path that means the same file wherever the process that opens it starts; workers
  /// start in `/`.
  func path(_ flag: Flag) throws(UsageFailure) -> String? {
    guard let text = value(flag), !text.hasPrefix("/") else { return value(flag) }
    throw UsageFailure(
      "\(flag.rawValue) \(TerminalText.quoted(text)) is a relative path; workers start in /",
      suggestion: "Type the whole path: \(flag.rawValue) \"$PWD/\(TerminalText.shown(text))\"")
  }

  /// All values of a flag that may be repeated.
  func allValues(_ flag: Flag) -> [String] { values[flag] ?? [] }

  /// Refuses words that are no flags, for commands that take none.
  func requireNoOthers() throws(UsageFailure) {
    guard let word = others.first else { return }
    throw UsageFailure(
      "\(command.rawValue) takes no word \(TerminalText.quoted(word))",
      suggestion: "Flags begin with two dashes. Try: bulkhead help \(command.rawValue)")
  }

  /// Takes the first word that is no flag, which has to be one of the command's actions.
  mutating func takeAction() throws(UsageFailure) -> String {
    let actions = command.actions
    guard let word = others.first else {
      throw UsageFailure(
        "\(command.rawValue) needs one of: \(actions.joined(separator: ", "))",
        suggestion: "For example: bulkhead \(command.rawValue) \(actions[0])")
    }
    guard actions.contains(word) else {
      let nearest = NearestWord.find(word, among: actions)
      throw UsageFailure(
        "\(command.rawValue) has no \(TerminalText.quoted(word)); it has: \(actions.joined(separator: ", "))",
        suggestion: "Try: bulkhead \(command.rawValue) \(nearest ?? actions[0])")
    }
    others.removeFirst()
    return word
  }

  private static func flag(named name: String, of command: CommandName) throws(UsageFailure) -> Flag {
    let shown = TerminalText.quoted(name)
    guard let flag = Flag(rawValue: name) else {
      let own = NearestWord.find(name, among: command.flags.map(\.rawValue))
      throw UsageFailure(
        "\(command.rawValue) has no flag \(shown)",
        suggestion: own.map { "Did you mean \($0)?" } ?? "All flags: bulkhead help \(command.rawValue)")
    }
    guard flag.commands.contains(command) else {
      let takers = flag.commands.map(\.rawValue).joined(separator: ", ")
      throw UsageFailure(
        "\(command.rawValue) has no flag \(shown)",
        suggestion: "It belongs to: \(takers). Try: bulkhead help \(command.rawValue)")
    }
    return flag
  }

  private static func value(
    of flag: Flag, inline: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageFailure) -> String {
    guard let valueName = flag.valueName else {
      guard inline == nil else {
        throw UsageFailure("\(flag.rawValue) takes no value", suggestion: "Type \(flag.rawValue) alone.")
      }
      return ""
    }
    // A next word with two dashes is the next flag. One dash is a value: --tools -get_klines.
    let next = rest.first.map { $0.hasPrefix("--") } == false ? rest.first : nil
    guard let value = inline ?? next, !value.isEmpty else {
      throw UsageFailure(
        "\(flag.rawValue) needs a value: \(valueName)",
        suggestion: "For example: \(flag.rawValue) \(flag.exampleValue)")
    }
    if inline == nil { rest.removeFirst() }
    return value
  }
}
