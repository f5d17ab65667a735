internal import Catalog

extension Invocation {
  /// Reads a command line. Pure: no file, no clock, no environment but the one that is handed in.
  ///
  /// - Parameters:
  ///   - arguments: the words behind the program's name.
  ///   - environment: looks a variable up.
  /// - Throws: `UsageFailure` with what to type instead.
  public static func parse(
    _ arguments: [String], environment: (String) -> String?
  ) throws(UsageFailure) -> Invocation {
    guard let first = arguments.first else {
      throw UsageFailure(
        "no command was given",
        suggestion: "Try: bulkhead tour (see it work), bulkhead serve (be an MCP server) or bulkhead --help")
    }
    if first == "--help" || first == "-h" { return .help(.overview) }
    if first == "--version" { return .version }
    guard let command = CommandName(rawValue: first) else { throw unknownCommand(first) }
    let rest = arguments.dropFirst()
    if command == .help { return .help(try HelpTopic(rest)) }
    // Before anything is checked: who asks for help while something is wrong gets it.
    if rest.contains("--help") || rest.contains("-h") {
      return .help(HelpTopic(command: command, words: rest))
    }
    let words = try CommandWords(rest, of: command)
    if command != .call { try words.requireNoOthers() }
    switch command {
    case .serve:
      let venue = try VenueChoice(words, environment: environment)
      return .serve(try ServeOptions(words, venue: venue, logLevel: "notice"))
    case .tools:
      return .tools(ToolsOptions(isJSON: words.has(.json)))
    case .call:
      return .call(try call(words, environment))
    case .tour:
      let venue = try VenueChoice(words, isPaperByDefault: true, environment: environment)
      return .tour(TourOptions(serve: try ServeOptions(words, venue: venue, logLevel: "warning")))
    case .help:
      return .help(.overview)
    }
  }

  private static func call(
    _ words: CommandWords, _ environment: (String) -> String?
  ) throws(UsageFailure) -> CallOptions {
    guard let name = words.others.first else {
      throw UsageFailure(
        "call needs the name of a tool",
        suggestion: "For example: bulkhead call get_ticker_price symbol=BTCUSDT. All names: bulkhead tools")
    }
    guard let tool = Catalog.tool(named: name) else {
      let nearest = NearestName.find(name, among: Catalog.tools.map(\.name))
      throw UsageFailure(
        "there is no tool \(TerminalText.quoted(name))",
        suggestion: nearest.map { "Did you mean \($0)?" } ?? "All names: bulkhead tools")
    }
    let arguments = try ToolArguments.object(words.others.dropFirst(), of: tool)
    let venue = try VenueChoice(words, environment: environment)
    return CallOptions(
      tool: name, arguments: arguments, isJSON: words.has(.json),
      serve: try ServeOptions(words, venue: venue, logLevel: "warning"))
  }

  private static func unknownCommand(_ word: String) -> UsageFailure {
    let message = "there is no command \(TerminalText.quoted(word))"
    let flagName = String(word.prefix { $0 != "=" })
    if let flag = Flag(rawValue: flagName), let command = flag.commands.first {
      return UsageFailure(
        message, suggestion: "Flags follow a command: bulkhead \(command.rawValue) \(flag.rawValue)")
    }
    if Catalog.tool(named: word) != nil {
      return UsageFailure(message, suggestion: "Tools are called with: bulkhead call \(word)")
    }
    let known = CommandName.allCases.map(\.rawValue) + ["--help", "--version"]
    let nearest = NearestWord.find(word, among: known)
    return UsageFailure(message, suggestion: "Try: bulkhead \(nearest ?? "--help")")
  }
}
