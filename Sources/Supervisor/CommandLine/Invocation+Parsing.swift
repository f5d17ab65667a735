internal import Catalog
internal import Configuration

extension Invocation {
  /// Reads a command line. Pure: no file, no clock, no environment but the one that is handed in.
  ///
  /// - Parameters:
  ///   - arguments: the words behind the program's name.
  ///   - settings: the environment, and the configuration file as far as it has been read.
  /// - Throws: `UsageFailure` with what to type instead.
  public static func parse(
    _ arguments: [String], settings: GivenSettings
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
    var words = try CommandWords(rest, of: command)
    let action = command.actions.isEmpty ? nil : try words.takeAction()
    let takesWords =
      [.call, .install, .halt, .restart, .confirm, .settle, .token].contains(command) || command.passesWordsOn
    if !takesWords { try words.requireNoOthers() }
    return try invocation(of: command, action, words, settings)
  }

  /// The same without a configuration file.
  public static func parse(
    _ arguments: [String], environment: @escaping (String) -> String?
  ) throws(UsageFailure) -> Invocation {
    try parse(arguments, settings: GivenSettings(environment: environment))
  }

  private static func invocation(
    of command: CommandName, _ action: String?, _ words: CommandWords, _ settings: GivenSettings
  ) throws(UsageFailure) -> Invocation {
    switch command {
    case .serve:
      let venue = try VenueChoice(words, settings: settings)
      return .serve(try ServeOptions(words, venue: venue, logLevel: "notice", settings: settings))
    case .tools:
      return .tools(ToolsOptions(isJSON: words.has(.json)))
    case .call:
      return .call(try call(words, settings))
    case .tour:
      // What the file says is for servers that last; the tour shows the same to everybody.
      let none = GivenSettings { _ in nil }
      let venue = try VenueChoice(words, isPaperByDefault: true, settings: settings)
      return .tour(
        TourOptions(serve: try ServeOptions(words, venue: venue, logLevel: "warning", settings: none)))
    case .install:
      return .install(try InstallOptions(words, settings))
    case .doctor:
      return .doctor(try DoctorOptions(words, settings))
    case .config:
      return .config(try ConfigOptions(words, action ?? "", settings))
    case .trading:
      return .trading(try TradingOptions(words, action ?? "", settings))
    case .token:
      return .token(try TokenOptions(words, action ?? "", settings))
    case .status, .orders, .halt, .resume, .restart, .confirm, .settle:
      return .operate(try OperatorOptions(words, command, settings))
    case .audit, .keys:
      return .errand(try WorkerErrand(words, command, action ?? "", settings))
    case .help:
      return .help(.overview)
    }
  }

  private static func call(
    _ words: CommandWords, _ settings: GivenSettings
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
    let venue = try VenueChoice(words, settings: settings)
    return CallOptions(
      tool: name, arguments: arguments, isJSON: words.has(.json),
      serve: try ServeOptions(words, venue: venue, logLevel: "warning", settings: settings))
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
