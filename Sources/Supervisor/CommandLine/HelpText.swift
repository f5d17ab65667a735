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

    \(options(of: .serve, title: "Options of serve, call and tour"))

    \(environment)

    \(exitCodes)

    """
  }

  private static func text(of command: CommandName) -> String {
    var parts = ["Usage: bulkhead \(command.synopsis)\n\n\(capitalised(command.summary))."]
    parts += details(of: command)
    if !command.flags.isEmpty { parts.append(options(of: command, title: "Options")) }
    if command == .serve || command == .call { parts.append(environment) }
    if command != .help { parts.append(exitCodes) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func details(of command: CommandName) -> [String] {
    switch command {
    case .serve:
      [
        """
        Without an option that names an exchange, and without the variables below, it
        answers with public market data of the live exchange. It uses no key. It ends
        when its stdin does; stdout carries the protocol, stderr the log.
        """
      ]
    case .tools: ["More about one tool: bulkhead help TOOL"]
    case .call:
      [
        """
        Starts a server as a client would, calls the tool, prints the answer and ends.
        Lists are written with commas: symbols=BTCUSDT,ETHUSDT. Which exchange is asked
        is decided as for serve. With --json the answer is one line, the same that a
        client gets.
        """,
        "Examples\n  bulkhead call get_order_book symbol=BTCUSDT limit=10 --paper\n"
          + "  bulkhead call get_ticker symbol=ETHUSDT window=4h --json",
      ]
    case .tour:
      [
        """
        It lists the tools, shows a price, an order book and candles, kills the market
        worker, asks again, and ends with what to paste into your MCP client. Uses the
        paper exchange unless an option says otherwise; the variables of the environment
        do not. NO_COLOR turns colours off, and so does a pipe.
        """
      ]
    case .help: []
    }
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

  private static func options(of command: CommandName, title: String) -> String {
    var lines = [title]
    for flag in command.flags {
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
      https_proxy, no_proxy, …    the way to the network; SSL_CERT_FILE, SSL_CERT_DIR
                                  as OpenSSL reads them
      BINANCE_API_KEY, BINANCE_API_SECRET and the like are not used: this version reads
      public market data only, and hands no secret on to any process.
    """

  private static var exitCodes: String {
    var lines = ["Exit codes"]
    for code in ExitCode.allCases {
      lines.append("  \(padded(String(code.rawValue), 4))\(code.meaning)")
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
