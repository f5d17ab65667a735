internal import Installation

extension HelpText {
  /// What there is to say about a command beside its options.
  static func details(of command: CommandName) -> [String] {
    switch command {
    case .serve: serve
    case .tools: ["More about one tool: bulkhead help TOOL"]
    case .call: call
    case .tour: tour
    case .install: install
    case .doctor: doctor
    case .config: config
    case .trading: trading
    case .token: token
    case .status, .orders, .halt, .resume, .restart, .confirm, .settle: operating(command)
    case .audit:
      [
        """
        verify checks the chain of the journal, show reads it; both are done by
        bulkhead-worker, which takes further options. They work without a server.
        """
      ]
    case .keys:
      [
        """
        Says for each key what kind it is, what the exchange lets it do, whether it is
        bound to addresses, how far the clocks are apart, and what would be refused.
        """
      ]
    case .help: []
    }
  }

  private static let serve = [
    """
    Without an option that names an exchange, without the variables below and without
    a configuration file, it answers with public market data of the live exchange.
    With keys it answers about your account. Orders it places only as far as the
    configuration file allows: bulkhead trading enable. It ends when its stdin does;
    stdout carries the protocol, stderr the log.
    """
  ]

  private static let call = [
    """
    Starts a server as a client would, calls the tool, prints the answer and ends.
    Lists are written with commas: symbols=BTCUSDT,ETHUSDT. Which exchange is asked
    is decided as for serve. With --json the answer is one line, the same that a
    client gets.
    """,
    "Examples\n  bulkhead call get_order_book symbol=BTCUSDT limit=10 --paper\n"
      + "  bulkhead call get_ticker symbol=ETHUSDT window=4h --json",
  ]

  private static let tour = [
    """
    It lists the tools, shows a price, an order book and candles, kills the market
    worker, asks again, and ends with what to paste into your MCP client. Uses the
    paper exchange unless an option says otherwise; the variables of the environment
    and the configuration file do not. NO_COLOR turns colours off, and so does a pipe.
    """
  ]

  private static let install = [
    """
    CLIENT is one of
    \(ClientKind.allCases.map { "  \($0.rawValue)" }.joined(separator: "\n"))
    Puts this program into the client's file, with the options below as arguments of
    serve. Shows what changes and asks first; what else is in the file stays, comments
    too, and a copy of it stays beside it, one for each change. No key and no secret
    is written: the server finds those by its own configuration file. docs/clients.md
    has the places.
    """,
    "Examples\n  bulkhead install claude-desktop --paper\n  bulkhead install zed --dry-run\n"
      + "  bulkhead install cursor --name bulkhead-testnet --testnet\n  bulkhead install vscode --remove",
  ]

  private static let doctor = [
    """
    Looks at the programs, the kernel, the configuration file, key files, who is let in
    over HTTP, the state folder, servers that run, and the files of clients; then asks
    the exchange for its time, by a server without a key, with a deadline of 5 seconds.
    ✓ is good, ! is to know of, ✗ is wrong, and each says what to do. Changes nothing
    and shows no secret. Exit code 1 when something is wrong.
    """,
    "Examples\n  bulkhead doctor\n  bulkhead doctor --offline --json",
  ]

  private static let config = [
    """
    check reads the file as a server would and says what it means; show prints every
    value with where it came from, and every secret as <secret>; schema prints the
    JSON Schema for editors. Only a file is read that you or root own, in folders that
    nobody else can write. serve and call also refuse one in the working directory,
    which check does not look at.
    """,
    "Examples\n  bulkhead config check\n  bulkhead config show --testnet --json",
  ]

  private static let trading = [
    """
    enable asks for the limits, says what they mean, and writes them into the
    configuration file; what else is in it stays. disable keeps the limits. Without a
    terminal every answer has to be a flag, and --yes one of them.
    """,
    "Examples\n  bulkhead trading enable\n"
      + "  bulkhead trading enable --symbols BTCUSDT,ETHUSDT --max-order 100\n  bulkhead trading disable",
  ]

  private static let token = [
    """
    new prints a token once, alone on stdout; a client sends it in each request as
    Authorization: Bearer TOKEN. Its scopes are market (public data), account (reads
    of your account) and trade (orders, cancels, settings); none contains another.
    Kept is its SHA-256, in tokens.json beside the configuration file, mode 0600.
    Servers that run notice a new or revoked token within a second.
    An issuer's tokens are revoked by the name that the audit trail has (oauth:NAME,
    all of that person) or one by its id (jti:ID), until restore takes that back.
    """,
    "Examples\n  bulkhead token new desk --scope market,account --expires 90d\n"
      + "  bulkhead token list\n  bulkhead token revoke desk\n  bulkhead token revoke oauth:alice",
  ]

  private static func operating(_ command: CommandName) -> [String] {
    let rest =
      switch command {
      case .halt:
        """
        Writes the file halt into the state folder, which every server looks at before
        each order; it works when no server runs. Then tells the servers.
        """
      case .resume: "Removes the file halt and tells the servers."
      case .restart: "A worker that starts anew reads its key file and the configuration file again."
      case .confirm:
        """
        Shows the order in words, asks on the terminal, and agrees to exactly that
        order, or says no to it: then the same call is refused until the question would
        have run out. Anything but yes or no leaves the question open. There is no flag
        that says yes. Exit code 0 after a yes, 1 after anything else.
        """
      case .settle:
        """
        For an order on USD-M futures whose outcome is open and that the exchange has
        forgotten, after 60 hours; bulkhead orders shows it with for_a_person. Look at
        the exchange's own pages first. Shows the order, asks, and writes into the
        journal what you say, and which user said it. Any other order is refused: while
        the exchange can be asked, its own word counts.
        """
      case .orders: "A list for each server with a trading key, newest first."
      default: "Exit code 1 when one of them does not answer. No server is no error."
      }
    return [rest, "Finds servers by the control sockets in the state folder, yours alone."]
  }
}
