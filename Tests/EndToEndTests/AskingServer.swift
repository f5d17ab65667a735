import Foundation
import Testing

/// `bulkhead serve` over HTTP with a user's own key, in front of a paper exchange, that asks a person about
/// each order worth more than 100 USDT.
final class AskingServer {
  let paper: PaperUnderTest
  let home: HomeFolder
  let server: HTTPServerUnderTest
  /// A header field with the token `desk`, which may read the account and trade.
  let desk: [String: String]
  /// One with the token `phone`, which may too.
  let phone: [String: String]

  init() throws {
    paper = try PaperUnderTest(["--listen", "127.0.0.1:0"])
    home = try HomeFolder()
    let key = try #require(paper.keys.first { $0.kind == "hmac" && $0.rights.contains("spot") })
    let url = "http://127.0.0.1:\(paper.port)"
    let file = try home.write(
      """
      {"hosts": {"spot": "\(url)"},
       "trading": {"enabled": true, "symbols": ["BTCUSDT"], "confirm_above": "100"}}
      """, as: "bulkhead.json")
    try home.write(String(contentsOfFile: key.secretFile, encoding: .utf8), as: "trading.key")
    desk = try Self.token("desk", home, file)
    phone = try Self.token("phone", home, file)
    server = try HTTPServerUnderTest(
      ["--base-url", url, "--config", file], network: [],
      environment: [
        "HOME": home.path, "BINANCE_API_KEY": key.id, "BINANCE_API_SECRET_FILE": home.path("trading.key"),
      ])
  }

  private static func token(_ name: String, _ home: HomeFolder, _ file: String) throws -> [String: String] {
    let program = try ProgramUnderTest(
      Programs.bulkhead,
      ["token", "new", "--name", name, "--scope", "market,account,trade", "--config", file],
      environment: ["HOME": home.path])
    program.closeInput()
    #expect(try program.waitForExit() == 0, "\(program.errorText)")
    let text = String(decoding: program.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    return ["Authorization": "Bearer \(text)"]
  }

  /// The parameters of a limit order far below the market, worth 150 USDT: it stays open.
  static func order(_ price: String = "15000") -> [String: Any] {
    [
      "name": "create_order",
      "arguments": [
        "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.01", "price": price,
        "allow_duplicate": true,
      ] as [String: Any],
    ]
  }

  /// How many orders stand at the exchange.
  func openOrders() throws -> Int? {
    let headers = HTTPServerUnderTest.statelessFields("tools/call", name: "get_open_orders")
      .merging(desk) { $1 }
    let call = HTTPServerUnderTest.stateless(
      "tools/call", ["name": "get_open_orders", "arguments": ["symbol": "BTCUSDT"]])
    return try server.post(call, headers).message().data["count"] as? Int
  }

  /// Opens a session of the desk's, and says what its messages carry.
  func open(_ version: String = HTTPServerUnderTest.latest, asks: [String: Any]? = [:]) throws -> [String:
    String]
  {
    let hello = HTTPServerUnderTest.initialize(
      version, capabilities: asks.map { ["elicitation": $0] } ?? [:])
    let session = try #require(try server.post(hello, desk).session)
    return desk.merging(["Mcp-Session-Id": session]) { $1 }
  }

  func finish() throws {
    #expect(try server.finish() == 0)
    #expect(try paper.finish() == 0)
  }
}
