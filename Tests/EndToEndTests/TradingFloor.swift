import Foundation
import Testing

/// A paper exchange that makes trouble and counts, and servers of several clients that trade one account of
/// it with a user's own key, as on the live exchange: everything is real but the exchange.
final class TradingFloor {
  let faults: FaultsUnderTest
  let home: HomeFolder
  let url: String
  let keyID: String
  private let readKeyID: String
  private let configurationFile: String
  private var posts: [LedgerPost] = []

  private static let balances = [
    "USDT=1000000", "USDC=100000", "EUR=100000", "ETH=100", "BNB=100", "SOL=1000", "XRP=100000",
    "DOGE=1000000", "ADA=100000", "LINK=10000", "futures:USDT=1000000",
  ]

  /// - Parameters:
  ///   - policy: what stands in `trading` beside `enabled`, such as `"max_daily_notional": "60"`.
  ///   - settings: what stands beside `trading`.
  init(policy: String = "", settings: String = "", paper: [String] = []) throws {
    faults = try FaultsUnderTest(
      ["--order-limit", "5000", "--weight-limit", "1000000"]
        + Self.balances.flatMap { ["--balance", $0] } + paper)
    home = try HomeFolder()
    let keys = try #require(faults.customer.ready["keys"] as? [[String: Any]])
    let trading = keys.first { key in
      key["kind"] as? String == "hmac" && (key["rights"] as? [String])?.contains("spot") == true
    }
    let reading = keys.first { $0["rights"] as? [String] == ["read"] }
    keyID = try #require(trading?["id"] as? String)
    readKeyID = try #require(reading?["id"] as? String)
    for (name, key) in [("trading.key", trading), ("reading.key", reading)] {
      let file = try #require(key?["secret_file"] as? String)
      try home.write(String(contentsOfFile: file, encoding: .utf8), as: name)
    }
    url = "http://127.0.0.1:\(faults.customer.port)"
    configurationFile = try home.write(
      """
      {"hosts": {"spot": "\(url)"}, \(settings)
       "trading": {"enabled": true, "futures": true\(policy.isEmpty ? "" : ", \(policy)")}}
      """, as: "bulkhead.json")
  }

  /// The folder that servers share unless they are told otherwise.
  var stateFolder: String { home.path("state") }

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - readsApart: whether a worker with a key of its own reads the account.
  ///   - capabilities: what its client says that it can do.
  ///   - programs: the folder of the build.
  func server(
    _ flags: [String] = [], state: String? = nil, readsApart: Bool = false,
    capabilities: [String: Any] = [:], programs: String = Programs.folder,
    environment more: [String: String] = [:]
  ) throws -> ServerUnderTest {
    var environment = [
      "HOME": home.path, "BINANCE_API_KEY": keyID, "BINANCE_API_SECRET_FILE": home.path("trading.key"),
      "STATE_DIRECTORY": state ?? stateFolder,
    ]
    if readsApart {
      environment["BINANCE_READ_API_KEY"] = readKeyID
      environment["BINANCE_READ_API_SECRET_FILE"] = home.path("reading.key")
    }
    return try ServerUnderTest(
      ["--base-url", url, "--config", configurationFile, "--tools", "all"] + flags,
      environment: environment.merging(more) { $1 }, folder: programs, capabilities: capabilities)
  }

  /// Runs a command of the operator, and says what it printed.
  @discardableResult
  func operate(
    _ words: [String], state: String? = nil
  ) throws -> (code: Int32, output: String, errorText: String) {
    let program = try ProgramUnderTest(
      Programs.bulkhead, words + ["--state-folder", state ?? stateFolder], environment: ["HOME": home.path])
    program.closeInput()
    let code = try program.waitForExit()
    return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
  }

  /// Starts a command of the operator on a terminal, where it can ask a person.
  func person(_ words: [String]) throws -> ProgramUnderTest {
    try ProgramUnderTest(
      onTerminal: Programs.bulkhead, words + ["--state-folder", stateFolder], environment: ["HOME": home.path]
    )
  }

  /// What the servers with a state folder know of their orders, by client order id, as `bulkhead orders` says
  /// it.
  func orders(state: String? = nil) throws -> [String: [String: Any]] {
    let said = try operate(["orders", "--limit", "500", "--json"], state: state)
    guard let json = ParsedJSON.object(Data(said.output.utf8)) else {
      throw EndToEndFailure.unreadable("orders: \(said)")
    }
    let servers = try #require(json["servers"] as? [[String: Any]], "\(said.output)")
    var found: [String: [String: Any]] = [:]
    for server in servers {
      let answer = try #require(server["answer"] as? [String: Any], "\(said.output)")
      for order in answer["orders"] as? [[String: Any]] ?? [] {
        found[order["client_order_id"] as? String ?? ""] = order
      }
    }
    return found
  }

  /// Asks for a fault of the next request of a method and a path, in which a `*` may end.
  func demand(_ rule: String, _ method: String = "POST", _ path: String = "/api/v3/order") throws {
    let answer = try faults.control(
      "POST", "/faults", #"{"method":"\#(method)","path":"\#(path)",\#(rule)}"#)
    guard answer.status == 200 else { throw EndToEndFailure.unreadable(answer.text) }
  }

  /// Forgets all faults.
  func forgive() throws {
    guard try faults.control("DELETE", "/faults").status == 200 else {
      throw EndToEndFailure.unreadable("faults stay")
    }
  }

  /// Lets the exchange's clock go on by so much at once, as far as its clients can see: what waits for its
  /// time need not be waited for.
  func passExchangeTime(milliseconds: Int) throws { try faults.skew(milliseconds) }

  /// Every POST that asked for an order since the beginning, by the ledger.
  func orderPosts() throws -> [LedgerPost] {
    while true {
      let entries = try faults.ledger().entries
      posts += entries.compactMap { LedgerPost($0) }
      // A page is at most so long.
      if entries.count < 1_000 { return posts }
    }
  }

  /// How often each client order id was sent: more than once is what must never be.
  func sends() throws -> [String: Int] {
    try orderPosts().reduce(into: [:]) { $0[$1.clientOrderID, default: 0] += 1 }
  }

  /// Ids of all orders that the exchange has booked.
  func booked() throws -> Set<String> { Set(try orderPosts().flatMap(\.booked)) }

  /// Ends servers and exchange.
  func finish(_ servers: ServerUnderTest...) throws {
    for server in servers { #expect(try server.finish() == 0) }
    #expect(try faults.finish() == 0)
  }
}
