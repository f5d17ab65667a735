internal import Catalog
internal import LinuxIO
internal import Values

/// What `bulkhead help` prints. Flags, commands, exit codes and tools come from their tables, so the text
/// cannot fall behind them.
public enum HelpText {
  /// The text about a topic, whole lines of at most 80 columns where the tables allow it.
  public static func text(_ topic: HelpTopic) -> String {
    switch topic {
    case .overview: overview
    case .command(let command): text(of: command)
    case .tool(let name): Catalog.tool(named: name).map(text) ?? overview
    }
  }

  /// What `bulkhead --version` prints.
  public static func version(_ version: String) -> String { "bulkhead \(version)\n" }

  private static var overview: String {
    """
    bulkhead: Binance for MCP clients, by several processes that do not trust each other

    Usage: bulkhead COMMAND, where COMMAND is

    \(CommandName.allCases.map { "  \($0.synopsis)\n      \($0.summary)" }.joined(separator: "\n"))
      --help, -h; --version

    Examples
      bulkhead tour
      bulkhead call get_ticker_price symbol=btc/usdt --paper
      bulkhead call get_klines symbol=BTCUSDT interval=1h limit=24
      claude mcp add bulkhead -- /path/to/bulkhead serve
      bulkhead trading enable
      bulkhead status

    \(serverOptions)

    \(environment)

    \(exitCodes)

    """
  }

  /// The flags of `serve`, under the commands that take each of them.
  private static var serverOptions: String {
    let takers: [(title: String, commands: [CommandName])] = [
      ("Options of serve, call and tour", [.serve, .call, .tour]),
      ("Options of serve and call", [.serve, .call]), ("Options of serve alone", [.serve]),
    ]
    let parts = takers.map { title, commands in
      let flags = CommandName.serve.flags.filter { flag in
        [CommandName.serve, .call, .tour].filter { flag.commands.contains($0) } == commands
      }
      return options(flags, title: title)
    }
    return parts.joined(separator: "\n\n")
  }

  static func text(of command: CommandName) -> String {
    var parts = ["Usage: bulkhead \(command.synopsis)\n\n\(capitalised(command.summary))."]
    parts += details(of: command)
    if !command.flags.isEmpty { parts.append(options(command.flags, title: "Options")) }
    if [.serve, .call, .config].contains(command) { parts.append(environment) }
    if command != .help { parts.append(exitCodes) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func text(of tool: Tool) -> String {
    var lines = ["\(tool.name): \(tool.title)", ""]
    lines += WrappedText.lines(tool.description, width: 80)
    if !tool.parameters.isEmpty { lines += ["", "Arguments"] }
    for parameter in tool.parameters {
      let necessity = parameter.isRequired ? " (required)" : ""
      lines.append("  \(parameter.name)\(necessity)")
      lines += WrappedText.lines(parameter.description, width: 72).map { "      " + $0 }
      lines += WrappedText.lines(
        "Takes \(parameter.kind.expectation(example: parameter.example)).", width: 72
      )
      .map { "      " + $0 }
      if let value = parameter.defaultValue {
        lines.append("      Default: \(String(decoding: value.encoded(), as: UTF8.self))")
      }
    }
    lines += ["", "Try: bulkhead call \(tool.name)\(exampleWords(tool)) --paper"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Words of a call that works: the required arguments with their examples.
  private static func exampleWords(_ tool: Tool) -> String {
    var words = ""
    for parameter in tool.parameters where parameter.isRequired {
      if case .string(let text)? = parameter.example { words += " \(parameter.name)=\(text)" }
    }
    return words
  }

  private static func options(_ flags: [Flag], title: String) -> String {
    var lines = [title]
    for flag in flags {
      let name = flag.rawValue + (flag.valueName.map { " \($0)" } ?? "")
      for (index, line) in flag.explanation.enumerated() {
        lines.append("  \(padded(index == 0 ? name : "", 26))\(line)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static let environment = """
    Environment (of serve and call; flags win over it)
      BINANCE_TESTNET=true        as --testnet: \(VenueChoice.testnetSpotURL) and
                                  \(VenueChoice.testnetFuturesURL)
      BINANCE_BASE_URL            as --base-url
      BINANCE_FUTURES_BASE_URL    as --futures-base-url
      BINANCE_READ_ONLY=true      as --read-only; no value of it allows anything
      BINANCE_API_KEY             the id of the key that trades, and with it
      BINANCE_API_SECRET_FILE     the file of its secret (or BINANCE_API_SECRET itself)
      BINANCE_READ_API_KEY, …     the same for a key that only reads accounts
      BINANCE_FUTURES_API_KEY, …  the same for futures, where that is another key
      XDG_CONFIG_HOME             the configuration file is bulkhead/bulkhead.json there,
                                  else ~/.config/bulkhead/bulkhead.json
      STATE_DIRECTORY             as --state-folder, after state_folder of the file; else
                                  bulkhead in XDG_STATE_HOME, else ~/.local/state/bulkhead
      https_proxy, no_proxy, …    the way to the network; SSL_CERT_FILE, SSL_CERT_DIR
                                  as OpenSSL reads them; for the market worker alone
    """

  private static var exitCodes: String {
    var lines = ["Exit codes"]
    for code in ExitCode.allCases {
      for (index, line) in WrappedText.lines(code.meaning, width: 74).enumerated() {
        lines.append("  \(padded(index == 0 ? String(code.rawValue) : "", 4))\(line)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text.count >= width ? text + " " : text + String(repeating: " ", count: width - text.count)
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
