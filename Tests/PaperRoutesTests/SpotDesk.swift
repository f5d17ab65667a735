import HTTP
import PaperAccounts
import PaperCore
import PaperSpot
import Testing
import Values

@testable import PaperRoutes

/// Calls the signed routes as the router does once a signature has been checked, with a clock that the test
/// moves.
final class SpotDesk {
  /// 2026-11-22 12:34:56.789 UTC.
  static let noon = 1_795_350_896_789

  let venue: PaperVenue
  var account: Account?
  var now: Int
  var timeFactor = 1

  /// - Parameter balances: what the account starts with, in whole coins.
  init(
    seed: UInt64 = 7, now: Int = SpotDesk.noon,
    balances: [String: Int] = ["BTC": 100, "USDT": 10_000_000, "LTC": 1_000, "BNB": 1_000],
    limits: Limits = Limits(weight: 1_000_000_000, orders: 1_000_000_000)
  ) {
    venue = PaperVenue(exchange: PaperExchange(seed: seed), limits: limits)
    self.now = now
    account = open(balances)
  }

  /// Opens another account.
  func open(_ balances: [String: Int]) -> Account? {
    guard let account = venue.accounts.open(now: now) else { return nil }
    for (asset, whole) in balances.sorted(by: { $0.key < $1.key }) {
      venue.accounts.issue(Int128(whole) * 100_000_000, of: asset, to: account, now: now)
    }
    return account
  }

  /// The answer's bytes.
  func bytes(_ method: String, _ path: String, _ parameters: String = "") throws -> [UInt8] {
    let route = try #require(Route.all.first { $0.method == method && $0.path == "/api/v3/" + path })
    let query = try #require(CheckedQuery(try priced(parameters)))
    try query.check(route.parameters)
    let time = venue.exchange.time(at: now)
    venue.advance(to: time, wall: now)
    return try route.answer(
      Answer(
        venue: venue, account: account, query: query, now: time, wall: now, timeFactor: timeFactor))
  }

  /// The answer's JSON.
  func json(_ method: String, _ path: String, _ parameters: String = "") throws -> JSONValue {
    try JSONDocument(try bytes(method, path, parameters), limits: .exchangeReply).root
  }

  /// What a request is refused with; `nil` when it is not.
  func refusal(_ method: String, _ path: String, _ parameters: String = "") throws -> ExchangeError? {
    do {
      _ = try bytes(method, path, parameters)
      return nil
    } catch let error as ExchangeError {
      return error
    }
  }

  /// What everything that may not change after a refusal looks like.
  func state() throws -> String {
    let answers = try [
      bytes("GET", "account", "omitZeroBalances=true"), bytes("GET", "openOrders"),
      bytes("GET", "openOrderList"),
    ]
    return answers.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  /// `{90}` in parameters stands for 90 % of BTCUSDT's last price.
  func priced(_ parameters: String) throws -> String {
    var text = ""
    for (index, part) in parameters.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      guard index > 0 else {
        text += part
        continue
      }
      let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      text += try price("BTCUSDT", percent: try #require(Int(halves[0]))) + halves[1]
    }
    return text
  }

  /// A price of a symbol as a part of the last one, on its grid, as text.
  func price(_ symbol: String, percent: Int) throws -> String {
    let listed = try #require(venue.exchange.symbol(named: symbol))
    let last = try #require(listed.market.lastTrade(at: venue.exchange.time(at: now)))
    var writer = AnswerWriter()
    writer.price(last.priceTicks * percent / 100, listed.market.scale)
    return String(String(decoding: writer.bytes, as: UTF8.self).dropFirst().dropLast())
  }
}

extension JSONValue {
  /// The member's text; the test fails when there is none.
  func text(_ key: String) throws -> String { try #require(self[key]?.string, "\(key)") }

  /// The member's whole number.
  func number(_ key: String) throws -> Int { try #require(self[key]?.integer, "\(key)") }

  /// The elements of an array; none of anything else.
  var list: [JSONValue] { Array(elements) }

  /// The names of the members, in their order.
  var names: [String] { members.map(\.key) }
}
