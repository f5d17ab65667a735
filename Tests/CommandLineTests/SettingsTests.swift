import Configuration
import Testing
import Values

@testable import CommandLineInterface

/// Flags win over the environment, the environment wins over the file; what is allowed, and where orders are
/// written down, is the file's word before theirs.
@Suite struct `Settings` {
  private func settings(
    _ file: String?, _ environment: [String: String] = [:], link: String? = nil, secrets: [String] = []
  ) throws -> GivenSettings {
    let bare = GivenSettings(secretNames: secrets) { environment[$0] }
    guard let file else { return bare }
    let contents = try ConfigurationFile.contents(Array(file.utf8), path: "/c.json")
    return bare.with(contents, of: "/c.json", linkedStateFolder: link)
  }

  private func serve(
    _ line: String, _ file: String? = nil, _ environment: [String: String] = [:], link: String? = nil
  ) throws -> ServeOptions {
    let words = line.split(separator: " ").map { String($0) }
    let given = try settings(file, environment, link: link)
    guard case .serve(let options) = try Invocation.parse(words, settings: given) else { throw Unexpected() }
    return options
  }

  private struct Unexpected: Error {}

  private let file = """
    {"hosts":{"spot":"https://spot.example","futures":"https://futures.example"},"log_level":"debug",
    "call_timeout_seconds":"2.5","tools":"market","certificate_file":"/f.pem","state_folder":"/f/state",
    "trading":{"enabled":true}}
    """

  @Test func `come from the file where nothing else says so`() throws {
    let options = try serve("serve", file)
    #expect(options.venue == .custom)
    #expect(options.spotURL == "https://spot.example" && options.futuresURL == "https://futures.example")
    #expect(options.logLevel == "debug" && options.callTimeoutMilliseconds == 2500)
    #expect(options.toolSelection == "market" && options.certificateFile == "/f.pem")
    #expect(options.stateFolder == "/f/state" && options.configurationFile == "/c.json")
    #expect(!options.isReadOnly)
  }

  @Test func `of flags win over the file`() throws {
    let options = try serve(
      "serve --testnet --log-level error --call-timeout 7 --tools get_klines --ca-file /x --state-folder /s",
      file)
    #expect(options.venue == .testnet && options.spotURL == nil)
    #expect(options.logLevel == "error" && options.callTimeoutMilliseconds == 7000)
    #expect(options.toolSelection == "get_klines" && options.certificateFile == "/x")
    // Of a server that may trade they do not: it would begin with an empty journal.
    #expect(options.stateFolder == "/f/state" && options.stateFolderWarning?.contains("/s") == true)
    #expect(try serve("serve --read-only --state-folder /s", file).stateFolder == "/s")
    #expect(try serve("serve --paper --state-folder /s", file).stateFolder == "/s")
  }

  @Test func `of where orders are written down are the file's and the link's before anybody's`() throws {
    let off = #"{"state_folder":"/f/state"}"#
    let on = #"{"trading":{"enabled":true}}"#
    let service = ["STATE_DIRECTORY": "/e", "HOME": "/me"]
    #expect(try serve("serve --state-folder /s", off).stateFolder == "/s")
    #expect(try serve("serve", off, service).stateFolder == "/f/state")
    // The first server goes by what it was started with, and leaves the link.
    #expect(try serve("serve --state-folder /s", on).stateFolder == "/s")
    #expect(try serve("serve", on, service).stateFolder == nil)
    #expect(try serve("serve --state-folder /s", on).stateFolderWarning == nil)
    for line in ["serve", "serve --state-folder /s", "call server_status --state-folder /s"] {
      for environment in [service, ["XDG_STATE_HOME": "/x"], ["HOME": "/other"]] {
        let words = line.split(separator: " ").map { String($0) }
        let given = try settings(on, environment, link: "/l")
        let options =
          switch try Invocation.parse(words, settings: given) {
          case .serve(let options): options
          case .call(let options): options.serve
          default: throw Unexpected()
          }
        #expect(options.stateFolder == "/l" && options.stateFolderWarning != nil, "\(line) \(environment)")
      }
    }
    #expect(try serve("serve --state-folder /l", on, link: "/l").stateFolderWarning == nil)
    #expect(try serve("serve", on, ["STATE_DIRECTORY": "/l"], link: "/l").stateFolderWarning == nil)
    #expect(try serve("serve --paper --state-folder /s", on, link: "/l").stateFolder == "/s")
    #expect(try serve("serve --paper", on, service, link: "/l").stateFolder == "/l")
  }

  @Test func `of the operator's commands lead to where the servers are`() throws {
    let on = #"{"trading":{"enabled":true}}"#
    func folder(_ line: String, _ file: String?, link: String? = nil) throws -> String? {
      let words = line.split(separator: " ").map { String($0) }
      let given = try settings(file, ["STATE_DIRECTORY": "/e"], link: link)
      guard case .operate(let options) = try Invocation.parse(words, settings: given) else {
        throw Unexpected()
      }
      return options.stateFolder
    }
    #expect(try folder("halt", on) == "/e")
    #expect(try folder("halt", on, link: "/l") == "/l")
    #expect(try folder("halt", file) == "/f/state")
    #expect(try folder("halt --state-folder /s", file) == "/s")
  }

  @Test func `of the environment win over the file, and flags over both`() throws {
    let environment = ["BINANCE_BASE_URL": "https://e.example"]
    let options = try serve("serve", file, environment)
    #expect(options.spotURL == "https://e.example" && options.futuresURL == "https://e.example")
    // What the environment says, a server finds there itself.
    #expect(try serve("serve", #"{"log_level":"debug"}"#, ["STATE_DIRECTORY": "/e"]).stateFolder == nil)
    #expect(try serve("serve --testnet", file, environment).venue == .testnet)
    #expect(try serve("serve", file, ["BINANCE_TESTNET": "1"]).venue == .testnet)
    #expect(try serve("serve", file, ["XDG_STATE_HOME": "/x"]).stateFolder == "/f/state")
  }

  @Test(arguments: [
    (#"{"hosts":{"spot":"https://api.binance.com"}}"#, Venue.live),
    (#"{"hosts":{"spot":"https://api.binance.com/","futures":"https://fapi.binance.com"}}"#, .live),
    (#"{"hosts":{"spot":"https://api.binance.com","futures":"https://f.example"}}"#, .custom),
    (#"{"hosts":{"spot":"https://testnet.binance.vision"}}"#, .testnet),
    (#"{"hosts":{"futures":"https://f.example"}}"#, .live), ("{}", .live),
  ]) func `of hosts name an exchange`(_ file: String, _ venue: Venue) throws {
    #expect(try serve("serve", file).venue == venue)
  }

  @Test func `can only forbid, never allow`() throws {
    #expect(try serve("serve --read-only", file).isReadOnly)
    for value in ["true", "1", "YES", "on"] {
      #expect(try serve("serve", file, ["BINANCE_READ_ONLY": value]).isReadOnly)
    }
    for value in ["false", "0", "no", "off", ""] {
      #expect(try !serve("serve", file, ["BINANCE_READ_ONLY": value]).isReadOnly)
      #expect(try serve("serve --read-only", file, ["BINANCE_READ_ONLY": value]).isReadOnly)
    }
    // Nothing on the command line loosens a limit: there is no such flag.
    for flag in ["--symbols", "--max-order", "--max-daily", "--confirm-above", "--yes"] {
      #expect(throws: UsageFailure.self) { try serve("serve \(flag)=1", file) }
    }
  }

  @Test func `of the tour are everybody's`() throws {
    guard case .tour(let options) = try Invocation.parse(["tour"], settings: settings(file)) else {
      throw Unexpected()
    }
    #expect(options.serve.venue == .paper && options.serve.configurationFile == nil)
    #expect(options.serve.logLevel == "warning" && options.serve.toolSelection == nil)
  }

  private func report(
    _ line: String, _ file: String? = nil, _ environment: [String: String] = [:], secrets: [String] = []
  ) throws -> SettingsReport {
    let words = line.split(separator: " ").map { String($0) }
    let given = try settings(file, environment, secrets: secrets)
    guard case .config(let options) = try Invocation.parse(words, settings: given),
      let report = options.report
    else { throw Unexpected() }
    return report
  }

  private func row(_ report: SettingsReport, _ name: String) throws -> SettingsReport.Row {
    try #require(report.rows.first { $0.name == name })
  }

  @Test func `are shown with where each came from`() throws {
    let report = try report(
      "config show --call-timeout 7 --read-only", file,
      ["BINANCE_API_KEY": "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zv", "HOME": "/me"])
    typealias Row = SettingsReport.Row
    for expected in [
      Row(name: "venue", value: "custom", origin: .file),
      Row(name: "hosts.spot", value: "https://spot.example", origin: .file),
      Row(name: "call_timeout_seconds", value: "7", origin: .flag(.callTimeout)),
      Row(name: "log_level", value: "debug", origin: .file),
      Row(name: "read_only", value: "true", origin: .flag(.readOnly)),
      Row(name: "state_folder", value: "/f/state", origin: .file),
      Row(name: "keys.trading.id", value: "vmPUZE6m…", origin: .variable("BINANCE_API_KEY")),
      Row(name: "keys.read.id", value: nil, origin: .byDefault),
      Row(name: "trading.enabled", value: "true", origin: .file),
      Row(name: "trading.quote", value: "USDT", origin: .byDefault),
    ] { #expect(try row(report, expected.name) == expected) }
    #expect(Set(report.rows.map(\.name)).count == report.rows.count)
  }

  @Test(arguments: [
    (
      "config check", #"{"hosts":{"spot":"http://127.0.0.1:18310"},"trading":{"enabled":true}}"#, [:],
      "http://127.0.0.1:18310"
    ),
    (
      "config check", #"{"trading":{"enabled":true}}"#, ["BINANCE_BASE_URL": "http://127.0.0.1:1"],
      "http://127.0.0.1:1"
    ),
    ("config check", #"{"trading":{"enabled":true}}"#, ["BINANCE_TESTNET": "true"], "on the testnet"),
    ("config check --testnet", #"{"trading":{"enabled":true}}"#, [:], "on the testnet"),
    ("config check --paper", #"{"trading":{"enabled":true}}"#, [:], "simulated"),
    ("config check", #"{"hosts":{"spot":"http://127.0.0.1:18310"}}"#, [:], "http://127.0.0.1:18310"),
    ("config check", "{}", ["BINANCE_TESTNET": "perhaps"], "would not start"),
  ]) func `are checked for the exchange that a server would ask`(
    line: String, file: String, environment: [String: String], named: String
  ) throws {
    let words = line.split(separator: " ").map { String($0) }
    let contents = try ConfigurationFile.contents(Array(file.utf8), path: "/c.json")
    let given = try settings(file, environment)
    guard case .config(let options) = try Invocation.parse(words, settings: given) else { throw Unexpected() }
    let text = ConfigCommand.meaning(of: contents, options.words, given).joined(separator: "\n")
    #expect(text.contains(named) && !text.contains("live exchange"), "\(text)")
  }

  @Test func `are checked for the live exchange when nothing names another one`() throws {
    let text = #"{"trading":{"enabled":true}}"#
    let contents = try ConfigurationFile.contents(Array(text.utf8), path: "/c.json")
    guard case .config(let options) = try Invocation.parse(["config", "check"], settings: settings(text))
    else {
      throw Unexpected()
    }
    let words = ConfigCommand.meaning(of: contents, options.words, try settings(text))
    #expect(words.first?.contains("real money on the live exchange") == true)
  }

  @Test func `are all shown, whatever sets them`() throws {
    let names = Set(try report("config show", nil, ["HOME": "/me"]).rows.map(\.name))
    #expect(Set(ConfigurationKey.all.map(\.name)).subtracting(names).isEmpty)
    for row in try report("config show", nil, ["HOME": "/me"]).rows {
      #expect(row.origin == .byDefault, "\(row.name)")
    }
  }

  @Test func `that are secret are shown as that`() throws {
    let secrets = ["BINANCE_API_SECRET", "BINANCE_READ_API_SECRET"]
    let report = try report("config show", nil, ["HOME": "/me"], secrets: secrets)
    #expect(try row(report, "keys.trading.secret").value == "<secret>")
    #expect(try row(report, "keys.trading.secret").origin == .variable("BINANCE_API_SECRET"))
    #expect(try row(report, "keys.read.secret").value == "<secret>")
    #expect(!report.rows.contains { $0.name == "keys.futures.secret" })
  }

  @Test func `are a table for people and an object for programs`() throws {
    let report = try report("config show", file, ["HOME": "/me"])
    let lines = report.lines(width: 100, palette: Palette(isColoured: false))
    #expect(lines.contains { $0.contains("log_level") && $0.contains("debug") && $0.hasSuffix("file") })
    #expect(lines[0] == "Configuration file: /c.json")
    let json = try JSONDocument(report.json.encoded()).root
    #expect(json["configuration_file"]?.string == "/c.json")
    let rows = try #require(json["settings"])
    #expect(rows.count == report.rows.count)
    #expect(rows.elements.allSatisfy { $0["name"]?.string != nil && $0["origin"]?.string != nil })
    let limited = try self.report("config show --read-only", file)
    #expect(limited.lines(width: 100, palette: Palette(isColoured: false)).joined().contains("Read-only"))
    let paper = try self.report("config show --paper", file)
    #expect(paper.lines(width: 100, palette: Palette(isColoured: false)).joined().contains("trades freely"))
  }
}
