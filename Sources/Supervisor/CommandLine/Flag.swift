/// The flags of all commands: parsing and help both read this table.
enum Flag: String, CaseIterable {
  case paper = "--paper"
  case testnet = "--testnet"
  case baseURL = "--base-url"
  case futuresBaseURL = "--futures-base-url"
  case transport = "--transport"
  case certificateFile = "--ca-file"
  case tools = "--tools"
  case callTimeout = "--call-timeout"
  case logLevel = "--log-level"
  case seed = "--seed"
  case replay = "--replay"
  case json = "--json"

  /// What its value is called in the help; `nil` for a flag without one.
  var valueName: String? {
    switch self {
    case .paper, .testnet, .json: nil
    case .baseURL, .futuresBaseURL: "URL"
    case .transport: "stdio"
    case .certificateFile, .replay: "FILE"
    case .tools: "SELECTION"
    case .callTimeout: "SECONDS"
    case .logLevel: "LEVEL"
    case .seed: "N"
    }
  }

  /// A value that works, for suggestions.
  var exampleValue: String {
    switch self {
    case .paper, .testnet, .json: ""
    case .baseURL: "https://api.binance.com"
    case .futuresBaseURL: "https://fapi.binance.com"
    case .transport: "stdio"
    case .certificateFile: "/etc/ssl/certs/ca-certificates.crt"
    case .tools: "market,-get_historical_trades"
    case .callTimeout: "10"
    case .logLevel: "notice"
    case .seed: "7"
    case .replay: "recording.jsonl"
    }
  }

  /// Which commands take it.
  var commands: [CommandName] {
    switch self {
    case .json: [.tools, .call]
    default: [.serve, .call, .tour]
    }
  }

  /// Whether it may be given more than once.
  var mayRepeat: Bool { self == .replay }

  /// One or two lines of the help.
  var explanation: [String] {
    switch self {
    case .paper:
      ["use the paper exchange that comes with bulkhead: simulated", "prices, no network, no money"]
    case .testnet: ["use Binance's testnet instead of the live exchange"]
    case .baseURL: ["use this server for spot and futures instead"]
    case .futuresBaseURL: ["use this server for USD-M futures; with --base-url"]
    case .transport: ["how clients connect; stdio is the only one so far"]
    case .certificateFile: ["trust the certificates (PEM) of this file instead of the", "system's"]
    case .tools:
      ["which tools to list: groups and names between commas,", "-NAME takes one away (market,-get_klines)"]
    case .callTimeout: ["the deadline of one call, 0.1 to 600 (10)"]
    case .logLevel:
      ["what goes to stderr: error, warning, notice, info, debug", "(notice; for call and tour warning)"]
    case .seed: ["with --paper: the seed of the simulated market"]
    case .replay: ["with --paper: play a recording; may be repeated"]
    case .json: ["print JSON for programs instead of text for people"]
    }
  }
}
