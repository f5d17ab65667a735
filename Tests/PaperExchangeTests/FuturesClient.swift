import HTTP
import PaperAccounts
import PaperCore
import PaperFutures
import Testing
import Values

@testable import PaperRoutes

/// Asks the USD-M routes as an account whose signature was found right.
final class FuturesClient {
  let venue: PaperVenue
  let account: Account
  var now: Int

  /// - Parameter funds: whole USDT in the futures wallet.
  init(seed: UInt64 = 7, now: Int = PaperClient.noon, funds: Int = 1_000_000) throws {
    venue = PaperVenue(exchange: PaperExchange(seed: seed))
    account = try #require(venue.accounts.open(now: now))
    venue.accounts.issue(
      Int128(funds) * 100_000_000, of: "USDT", to: account, wallet: .futures, now: now)
    self.now = now
  }

  /// The body of an answer.
  func bytes(_ method: String, _ path: String, _ parameters: String = "") throws -> [UInt8] {
    let route = try #require(
      Route.all.first { $0.method == method && $0.path == path }, "\(method) \(path)")
    let query = try #require(CheckedQuery(Self.encoded(parameters)))
    try query.check(route.parameters, refusesUnknown: route.family.refusesUnknownParameters)
    let answer = Answer(
      venue: venue, account: route.security == .none ? nil : account, query: query, now: now, wall: now,
      timeFactor: 1)
    return try route.answer(answer)
  }

  func json(_ method: String, _ path: String, _ parameters: String = "") throws -> JSONValue {
    try JSONDocument(try bytes(method, path, parameters), limits: .exchangeReply).root
  }

  /// Code and text of a refusal; `nil` when there was none.
  func refusal(_ method: String, _ path: String, _ parameters: String = "") throws -> ExchangeError? {
    do {
      _ = try bytes(method, path, parameters)
      return nil
    } catch let error as ExchangeError {
      return error
    }
  }

  /// The mark price of a contract, in its ticks.
  func markTicks(_ symbol: String) throws -> Int {
    let listed = try #require(venue.futures.contract(named: symbol))
    return listed.market.markPrice(at: now) / listed.contract.tickUnits
  }

  /// Quotes and brackets as a client sends them.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for character in text {
      switch character {
      case "\"": encoded += "%22"
      case "{": encoded += "%7B"
      case "}": encoded += "%7D"
      case "[": encoded += "%5B"
      case "]": encoded += "%5D"
      case " ": encoded += "%20"
      default: encoded.append(character)
      }
    }
    return encoded
  }
}
