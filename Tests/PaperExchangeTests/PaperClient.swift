import HTTP
import PaperCore
import PaperRoutes
import Testing
import Values

/// Asks a router as a client would, with a clock that the test moves.
final class PaperClient {
  /// 2026-11-22 12:34:56.789 UTC.
  static let noon = 1_795_350_896_789

  let router: Router
  var now: Int
  var address = "127.0.0.1"

  init(seed: UInt64 = 7, now: Int = PaperClient.noon, limits: Limits = Limits(weight: 1_000_000_000)) {
    router = Router(venue: PaperVenue(exchange: PaperExchange(seed: seed), limits: limits))
    self.now = now
  }

  init(exchange: PaperExchange, now: Int = PaperClient.noon) {
    router = Router(venue: PaperVenue(exchange: exchange, limits: Limits(weight: 1_000_000_000)))
    self.now = now
  }

  func reply(
    _ target: String, method: String = "GET", headers: [(name: String, value: String)] = []
  ) -> HTTPReply {
    let request = HTTPRequest(method: method, target: "/api/v3/" + target, headers: HTTPHeaders(headers))
    return router.reply(to: request, from: address, now: now)
  }

  /// The answer's JSON; the test fails unless it is a success.
  func json(_ target: String) throws -> JSONValue {
    let reply = reply(target)
    try #require(reply.status == 200, "\(target): \(String(decoding: reply.body, as: UTF8.self))")
    return try JSONDocument(reply.body, limits: .exchangeReply).root
  }

  /// Code, text and status of a refusal.
  func refusal(_ target: String, method: String = "GET") throws -> Refusal {
    let reply = reply(target, method: method)
    let root = try JSONDocument(reply.body).root
    return Refusal(
      status: reply.status, code: root["code"]?.integer ?? 0, message: root["msg"]?.string ?? "")
  }

  struct Refusal: Equatable {
    var status: Int
    var code: Int
    var message: String
  }
}

extension JSONValue {
  /// An amount; the test fails when it is none.
  func amount() throws -> ExactDecimal { try #require(decimal) }

  /// The member's amount.
  func amount(_ key: String) throws -> ExactDecimal { try #require(self[key]?.decimal, "\(key)") }

  /// The member's whole number.
  func number(_ key: String) throws -> Int { try #require(self[key]?.integer, "\(key)") }
}
