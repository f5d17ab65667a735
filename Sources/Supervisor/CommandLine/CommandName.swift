/// The commands of `bulkhead`.
public enum CommandName: String, Sendable, CaseIterable {
  /// Be an MCP server.
  case serve
  /// List the tools.
  case tools
  /// Make one tool call.
  case call
  /// Show what the server does.
  case tour
  /// Write the server into a client's configuration.
  case install
  /// Find what is wrong with an installation.
  case doctor
  /// Look at the configuration file.
  case config
  /// Allow trading, or end that.
  case trading
  /// The tokens of clients that come over HTTP.
  case token
  /// How are the servers?
  case status
  /// The orders of late.
  case orders
  /// Stop new orders.
  case halt
  /// Let orders go on.
  case resume
  /// Start a worker anew.
  case restart
  /// Agree to an order.
  case confirm
  /// Say what became of an order that the exchange has forgotten.
  case settle
  /// The journal.
  case audit
  /// The keys.
  case keys
  /// Explain a command or a tool.
  case help

  /// What can follow the name, as the help shows it.
  var synopsis: String {
    switch self {
    case .serve: "serve [OPTION]…"
    case .tools: "tools [--json]"
    case .call: "call TOOL [NAME=VALUE]… [--json] [OPTION]…"
    case .tour: "tour [OPTION]…"
    case .install: "install CLIENT [OPTION]…"
    case .doctor: "doctor [OPTION]…"
    case .config: "config check|show|schema [OPTION]…"
    case .trading: "trading enable|disable [OPTION]…"
    case .token: "token new|list|revoke|restore [NAME] [OPTION]…"
    case .status: "status [OPTION]…"
    case .orders: "orders [--limit N] [OPTION]…"
    case .halt: "halt [REASON]… [OPTION]…"
    case .resume: "resume [OPTION]…"
    case .restart: "restart ROLE [OPTION]…"
    case .confirm: "confirm ID [OPTION]…"
    case .settle: "settle ID placed|not-placed [OPTION]…"
    case .audit: "audit verify|show [OPTION]…"
    case .keys: "keys check [OPTION]…"
    case .help: "help [COMMAND | TOOL]"
    }
  }

  /// One line about it.
  var summary: String {
    switch self {
    case .serve: "be an MCP server on stdin and stdout; clients start this"
    case .tools: "list the tools"
    case .call: "make one tool call through the real processes and print the answer"
    case .tour: "see the server at work on a simulated exchange, in a few seconds"
    case .install: "write the server into a client's configuration, or take it out"
    case .doctor: "find what is wrong with an installation, and what to do about it"
    case .config: "check the configuration file, show what holds, or print its schema"
    case .trading: "let orders be placed within limits that you name, or end that"
    case .token: "make, list or revoke the tokens that let clients in over HTTP"
    case .status: "ask the servers that run how they are"
    case .orders: "list the orders of late, as the servers that run know them"
    case .halt: "stop new orders now, in all servers; cancellations still pass"
    case .resume: "let orders go on after halt"
    case .restart: "start the workers of a role anew: market, account or trading"
    case .confirm: "agree on your terminal to an order that waits for it"
    case .settle: "say what became of an order that the exchange has forgotten"
    case .audit: "verify the journal of all orders, or read it"
    case .keys: "ask the exchange what your keys may do"
    case .help: "explain a command or a tool"
    }
  }

  /// The commands that talk to servers that run.
  static let ofOperator: [CommandName] = [
    .status, .orders, .halt, .resume, .restart, .confirm, .settle,
  ]

  /// The words of which one has to follow the name, for commands that are several.
  var actions: [String] {
    switch self {
    case .config: ["check", "show", "schema"]
    case .trading: ["enable", "disable"]
    case .token: ["new", "list", "revoke", "restore"]
    case .audit: ["verify", "show"]
    case .keys: ["check"]
    default: []
    }
  }

  /// Whether words that are none of its own are another program's, which this one starts.
  var passesWordsOn: Bool { self == .audit || self == .keys }

  /// The flags it takes, in the order of the help.
  var flags: [Flag] { Flag.allCases.filter { $0.commands.contains(self) } }
}
