/// The flags of all commands: parsing and help both read this table.
enum Flag: String, CaseIterable {
  case paper = "--paper"
  case testnet = "--testnet"
  case baseURL = "--base-url"
  case futuresBaseURL = "--futures-base-url"
  case transport = "--transport"
  case host = "--host"
  case port = "--port"
  case allowedHost = "--allowed-host"
  case allowedOrigin = "--allowed-origin"
  case trustedProxy = "--trusted-proxy"
  case noToken = "--no-token"
  case certificateFile = "--ca-file"
  case tools = "--tools"
  case callTimeout = "--call-timeout"
  case logLevel = "--log-level"
  case seed = "--seed"
  case replay = "--replay"
  case configuration = "--config"
  case readOnly = "--read-only"
  case stateFolder = "--state-folder"
  case limit = "--limit"
  case symbols = "--symbols"
  case quote = "--quote"
  case orderMax = "--max-order"
  case dailyMax = "--max-daily"
  case confirmAbove = "--confirm-above"
  case name = "--name"
  case file = "--file"
  case remove = "--remove"
  case dryRun = "--dry-run"
  case offline = "--offline"
  case yes = "--yes"
  case scope = "--scope"
  case expires = "--expires"
  case json = "--json"

  /// What its value is called in the help; `nil` for a flag without one.
  var valueName: String? {
    switch self {
    case .paper, .testnet, .json, .readOnly, .yes, .remove, .dryRun, .offline, .noToken: nil
    case .baseURL, .futuresBaseURL: "URL"
    case .transport: "KIND"
    case .host, .trustedProxy: "ADDRESS"
    case .port: "N"
    case .allowedHost, .name: "NAME"
    case .allowedOrigin: "ORIGIN"
    case .certificateFile, .replay, .configuration, .file: "FILE"
    case .stateFolder: "DIR"
    case .symbols: "PAIRS"
    case .quote: "ASSET"
    case .orderMax, .dailyMax, .confirmAbove: "AMOUNT"
    case .scope: "SCOPES"
    case .expires: "TIME"
    case .tools: "SELECTION"
    case .callTimeout: "SECONDS"
    case .logLevel: "LEVEL"
    case .seed, .limit: "N"
    }
  }

  /// A value that works, for suggestions.
  var exampleValue: String {
    switch self {
    case .paper, .testnet, .json, .readOnly, .yes, .remove, .dryRun, .offline, .noToken: ""
    case .name: "bulkhead-testnet"
    case .file: ".vscode/mcp.json"
    case .baseURL: "https://api.binance.com"
    case .futuresBaseURL: "https://fapi.binance.com"
    case .transport: "streamable-http"
    case .host, .trustedProxy: "127.0.0.1"
    case .port: "8000"
    case .allowedHost: "mcp.example.com"
    case .allowedOrigin: "https://app.example.com"
    case .certificateFile: "/etc/ssl/certs/ca-certificates.crt"
    case .tools: "market,-get_historical_trades"
    case .callTimeout: "10"
    case .logLevel: "notice"
    case .seed: "7"
    case .replay: "recording.jsonl"
    case .configuration: "/etc/bulkhead/bulkhead.json"
    case .stateFolder: "/var/lib/bulkhead"
    case .limit: "20"
    case .symbols: "BTCUSDT,ETHUSDT"
    case .quote: "USDT"
    case .orderMax: "100"
    case .dailyMax: "500"
    case .confirmAbove: "50"
    case .scope: "market,account"
    case .expires: "90d"
    }
  }

  /// Which commands take it.
  var commands: [CommandName] {
    switch self {
    case .json: [.tools, .call, .config, .token, .doctor] + CommandName.ofOperator
    case .configuration:
      [.serve, .call, .config, .trading, .token, .audit, .keys, .install, .doctor] + CommandName.ofOperator
    case .stateFolder:
      [.serve, .call, .config, .trading, .audit, .keys, .install, .doctor] + CommandName.ofOperator
    case .scope, .expires: [.token]
    case .readOnly: [.serve, .call, .config, .install]
    case .limit: [.orders]
    case .symbols, .quote, .orderMax, .dailyMax, .confirmAbove: [.trading]
    case .yes: [.trading, .install, .settle]
    case .name: [.install, .token]
    case .file, .remove, .dryRun: [.install]
    case .offline: [.doctor]
    case .paper, .testnet, .baseURL, .futuresBaseURL:
      [.serve, .call, .tour, .config, .audit, .keys, .install, .doctor]
    case .certificateFile: [.serve, .call, .tour, .config, .keys, .install, .doctor]
    case .callTimeout, .tools, .logLevel: [.serve, .call, .tour, .config, .install]
    case .transport, .host, .port, .allowedHost, .allowedOrigin, .trustedProxy, .noToken: [.serve]
    case .seed, .replay: [.serve, .call, .tour, .install]
    }
  }

  /// Whether it may be given more than once.
  var mayRepeat: Bool {
    switch self {
    case .replay, .allowedHost, .allowedOrigin, .trustedProxy: true
    default: false
    }
  }

  /// One or two lines of the help.
  var explanation: [String] {
    switch self {
    case .paper:
      ["use the paper exchange that comes with bulkhead: simulated", "prices, no network, no money"]
    case .testnet: ["use Binance's testnet instead of the live exchange"]
    case .baseURL: ["use this server for spot and futures instead"]
    case .futuresBaseURL: ["use this server for USD-M futures; with --base-url"]
    case .transport:
      [
        "how clients connect: stdio, streamable-http or sse; the last",
        "two serve both kinds of HTTP, at /mcp and at /sse",
      ]
    case .host: ["over HTTP: the address to listen on (127.0.0.1)"]
    case .port: ["over HTTP: the port to listen on; 0 for any (8000)"]
    case .allowedHost:
      [
        "over HTTP: a further name that clients know this server by,",
        "such as a reverse proxy's; may be repeated",
      ]
    case .allowedOrigin:
      ["over HTTP: web pages of this origin may use the server; may", "be repeated"]
    case .trustedProxy:
      [
        "over HTTP: believe a reverse proxy at this address about where",
        "clients are (X-Forwarded-For), for its log of refusals; may be",
        "repeated",
      ]
    case .noToken:
      ["over HTTP: let everybody in on this machine; not with", "real money"]
    case .certificateFile: ["trust the certificates (PEM) of this file instead of the", "system's"]
    case .tools:
      ["which tools to list: groups and names between commas,", "-NAME takes one away (market,-get_klines)"]
    case .callTimeout: ["the deadline of one call, 0.1 to 600 (10)"]
    case .logLevel:
      ["what goes to stderr: error, warning, notice, info, debug", "(notice; for call and tour warning)"]
    case .seed: ["with --paper: the seed of the simulated market"]
    case .replay: ["with --paper: play a recording; may be repeated"]
    case .configuration:
      [
        "read this configuration file instead of the one at its",
        "usual place; serve and call take none of the working",
        "directory, but with --paper",
      ]
    case .readOnly: ["list and do nothing that moves money, whatever the file says"]
    case .stateFolder: ["where journals, control sockets and the halt file lie"]
    case .limit: ["how many, the newest first, 1 to 500 (20)"]
    case .symbols: ["the pairs that may be traded, between commas, or all"]
    case .quote: ["the asset that the amounts are counted in (USDT)"]
    case .orderMax: ["the most that one order may be worth"]
    case .dailyMax: ["the most that all orders of a day (UTC) may be worth"]
    case .confirmAbove: ["above this a person is asked; 0 for each order, or never"]
    case .name:
      ["what the server is called in the client (bulkhead), or a", "token here and in the audit trail"]
    case .file: ["the client's file, instead of the one at its usual place"]
    case .remove: ["take the server out of the client's file"]
    case .dryRun: ["show what would change, and write nothing"]
    case .offline: ["leave the exchange alone"]
    case .yes: ["write without asking"]
    case .scope: ["what it is good for: market, account, trade, between commas"]
    case .expires: ["after this it is good for nothing: 30m, 12h, 90d"]
    case .json: ["print JSON for programs instead of text for people"]
    }
  }
}
