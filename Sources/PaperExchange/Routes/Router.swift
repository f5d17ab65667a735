public import HTTP
import PaperCore

/// Answers requests as the exchange would. Pure: the caller says who asks and what time it is, so a test
/// needs neither socket nor clock, and the same seed and the same requests at the same times give the same
/// bytes.
public final class Router {
  /// The exchange that is asked.
  public let venue: PaperVenue
  private var weights: RequestWeights
  private let routes: [String: [Route]]
  private var identifiers: SeededGenerator
  private var date: (second: Int, text: String) = (-1, "")

  /// - Parameter weightLimit: weight that an address may use in a minute.
  public convenience init(venue: PaperVenue, weightLimit: Int = 6_000) {
    self.init(venue: venue, weightLimit: weightLimit, routes: Route.all)
  }

  /// A router with a table of its own, for tests of what the router itself does.
  init(venue: PaperVenue, weightLimit: Int, routes table: [Route]) {
    self.venue = venue
    weights = RequestWeights(limit: weightLimit)
    routes = Dictionary(grouping: table, by: \.path)
    identifiers = SeededGenerator(seed: SeededGenerator.hash(venue.exchange.seed, 10))
  }

  /// The answer to `request`.
  ///
  /// - Parameters:
  ///   - address: where it comes from: whose weight is charged, and where a key may be restricted to.
  ///   - wall: the wall clock in milliseconds; must not go back.
  ///   - arrival: the wall clock when the request arrived, for one that was kept waiting since: a signed
  ///     request is checked against both times (rest-api.md, "Timing security"). Now, unless given.
  public func reply(
    to request: HTTPRequest, from address: String, now wall: Int, arrivedAt arrival: Int? = nil
  ) -> HTTPReply {
    guard let methods = routes[request.path], let first = methods.first else {
      return notFound(request, now: wall)
    }
    let method = request.method == "HEAD" ? "GET" : request.method
    let route = methods.first { $0.method == method }
    var headers = commonHeaders(now: wall)
    let query = CheckedQuery(request)
    do throws(ExchangeError) {
      // A method that the path does not have weighs like one that it has: nobody asks for nothing for free.
      let weight = (route ?? first).weight(query ?? CheckedQuery())
      let used = String(try weights.charge(weight, to: address, now: wall))
      headers.append("x-mbx-used-weight", used)
      headers.append("x-mbx-used-weight-1m", used)
      guard let route else { throw .unsupportedOperation }
      let body = try body(of: route, request: request, query: query, from: address, wall: wall, arrival)
      return HTTPReply(
        status: 200, reason: "OK", headers: headers, body: body, keepsAlive: request.keepsAlive)
    } catch {
      if error.status == 429 || error.status == 418 {
        let used = String(weights.used(by: address, now: wall))
        headers.append("x-mbx-used-weight", used)
        headers.append("x-mbx-used-weight-1m", used)
        headers.append("Retry-After", String(weights.retryAfterSeconds(for: address, now: wall)))
      }
      if error == .unsupportedOperation {
        headers.append("Allow", methods.map(\.method).joined(separator: ", "))
      }
      return refusal(error, headers: headers, keepsAlive: request.keepsAlive)
    }
  }

  private func body(
    of route: Route, request: HTTPRequest, query: CheckedQuery?, from address: String, wall: Int,
    _ arrival: Int?
  ) throws(ExchangeError) -> [UInt8] {
    guard let query else { throw .illegalCharacters(parameter: "query", legalRange: "percent-encoded UTF-8") }
    let now = venue.exchange.time(at: wall)
    let sender = try Authentication(
      request, route, query, venue: venue, from: address,
      now: arrival.map { venue.exchange.time(at: $0) } ?? now)
    try query.check(route.readParameters, refusesUnknown: route.family.refusesUnknownParameters)
    try sender?.timing?.checkBeforeMatching(now: now)
    let answer = Answer(
      venue: venue, account: sender?.account, query: query, now: now,
      timeFactor: try Self.timeFactor(request.headers), key: sender?.key, timing: sender?.timing)
    return try route.answer(answer)
  }

  /// `X-MBX-TIME-UNIT`: times are milliseconds unless microseconds are asked for.
  private static func timeFactor(_ headers: HTTPHeaders) throws(ExchangeError) -> Int {
    switch headers["X-MBX-TIME-UNIT"] {
    case nil, "MILLISECOND", "millisecond": return 1
    case "MICROSECOND", "microsecond": return 1_000
    default: throw .invalidTimeUnit
    }
  }

  private func refusal(_ error: ExchangeError, headers: HTTPHeaders, keepsAlive: Bool) -> HTTPReply {
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member("code", integer: error.code)
    writer.member("msg", error.message)
    writer.endObject()
    return HTTPReply(
      status: error.status, reason: Self.reasons[error.status] ?? "", headers: headers, body: writer.bytes,
      keepsAlive: keepsAlive)
  }

  /// An unknown path: 404, with a body only for those who accept HTML (changelog of 2023-12-04).
  private func notFound(_ request: HTTPRequest, now: Int) -> HTTPReply {
    var headers = HTTPHeaders()
    headers.append("Date", dateText(now: now))
    var body: [UInt8] = []
    if request.headers["Accept"]?.contains("text/html") == true {
      headers.append("Content-Type", "text/html")
      body = Array("<html><body><h2>404 Not found</h2></body></html>".utf8)
    }
    return HTTPReply(
      status: 404, reason: "Not Found", headers: headers, body: body, keepsAlive: request.keepsAlive)
  }

  private static let reasons = [
    400: "Bad Request", 401: "Unauthorized", 405: "Method Not Allowed", 418: "I'm a teapot",
    429: "Too Many Requests",
  ]

  private func commonHeaders(now: Int) -> HTTPHeaders {
    var headers = HTTPHeaders()
    headers.append("Content-Type", "application/json;charset=UTF-8")
    headers.append("Date", dateText(now: now))
    headers.append("Server", "bulkhead-paper")
    headers.append("x-mbx-uuid", identifier())
    return headers
  }

  private func dateText(now: Int) -> String {
    if date.second != now / 1_000 { date = (now / 1_000, HTTPDate.text(milliseconds: now)) }
    return date.text
  }

  /// A random UUID (version 4), from the seed.
  private func identifier() -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(36)
    let words = (identifiers.next() & ~0xF000 | 0x4000, identifiers.next() & ~(3 << 62) | 1 << 63)
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { bytes.append(0x2D) }
      let word = index < 16 ? words.0 : words.1
      bytes.append(AnswerWriter.hexadecimal(UInt8(word >> UInt64(60 - index % 16 * 4) & 15)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
