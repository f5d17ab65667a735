public import HTTP
import PaperAccounts
import PaperCore
internal import _StringProcessing

/// Answers requests as the exchange would. Pure: the caller says who asks and what time it is, so a test
/// needs neither socket nor clock, and the same seed and the same requests at the same times give the same
/// bytes.
public final class Router {
  /// The exchange that is asked.
  public let venue: PaperVenue
  /// Told of every command that has changed something, before its answer leaves.
  ///
  /// Of one that was refused only if it did: an order that replaces another may be refused after that one was
  /// cancelled. All others would be refused again and change nothing, so nobody needs to know of them; and a
  /// client that is refused for ever would otherwise fill a log.
  public var onCommand: ((Command) -> Void)?
  /// Which commands are taken; the others are refused before anything is done.
  public var admission = CommandAdmission.all
  private let routes: [String: [Route]]
  private var identifiers: SeededGenerator
  private var date: (second: Int, text: String) = (-1, "")

  /// A router over everything that a venue has.
  public convenience init(venue: PaperVenue) {
    self.init(venue: venue, routes: Route.all)
  }

  /// A router with a table of its own, for tests of what the router itself does.
  init(venue: PaperVenue, routes table: [Route]) {
    self.venue = venue
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
    // A method that the path does not have weighs like one that it has: nobody asks for nothing for free.
    let charged = route ?? first
    let query = CheckedQuery(request)
    let weight = charged.weight(query ?? CheckedQuery())
    var request = Request(http: request, address: address, wall: wall, arrival: arrival)
    var headers = commonHeaders(now: wall)
    let orderChargeCount = venue.limits.orderChargeCount
    do throws(ExchangeError) {
      if charged.weightCounter == .address { try charge(weight, charged, to: .address(address), now: wall) }
      guard let route else { throw .unsupportedOperation }
      let body = try body(of: route, query: query, weight: weight, for: &request)
      if route.isFreeWhenSuccessful {
        venue.limits.giveBackWeight(weight, family: route.family, to: address, now: wall)
      }
      appendCounts(
        request, charged, hasOrders: venue.limits.orderChargeCount != orderChargeCount, to: &headers)
      return HTTPReply(
        status: 200, reason: "OK", headers: headers, body: body, keepsAlive: request.http.keepsAlive)
    } catch {
      appendCounts(
        request, charged, hasOrders: venue.limits.orderChargeCount != orderChargeCount, to: &headers)
      if let seconds = error.retryAfterSeconds { headers.append("Retry-After", String(seconds)) }
      if error == .unsupportedOperation {
        headers.append("Allow", methods.map(\.method).joined(separator: ", "))
      }
      return refusal(error, headers: headers, keepsAlive: request.http.keepsAlive)
    }
  }

  /// One request on its way through: who asks is known once its signature has been checked.
  private struct Request {
    let http: HTTPRequest
    let address: String
    /// The wall clock in milliseconds.
    let wall: Int
    /// The same when it arrived, if that was earlier.
    let arrival: Int?
    var account: Account?
  }

  private func charge(_ weight: Int, _ route: Route, to payer: WeightPayer, now: Int) throws(ExchangeError) {
    try venue.limits.chargeWeight(weight, of: route.path, family: route.family, to: payer, now: now)
  }

  /// What has been used, in headers: weight always, orders where some were charged.
  private func appendCounts(
    _ request: Request, _ route: Route, hasOrders: Bool, to headers: inout HTTPHeaders
  ) {
    var payer = WeightPayer.address(request.address)
    if route.weightCounter == .account {
      guard let account = request.account else { return }
      payer = .account(account.number)
    }
    let now = request.wall
    for header in venue.limits.weightHeaders(of: route.path, family: route.family, payer: payer, now: now) {
      headers.append(header.name, header.value)
    }
    guard hasOrders, let account = request.account else { return }
    for header in venue.limits.orderHeaders(of: account.number, family: route.family, now: now) {
      headers.append(header.name, header.value)
    }
  }

  private func body(
    of route: Route, query: CheckedQuery?, weight: Int, for request: inout Request
  ) throws(ExchangeError) -> [UInt8] {
    guard let query else { throw .illegalCharacters(parameter: "query", legalRange: "percent-encoded UTF-8") }
    let now = venue.exchange.time(at: request.wall)
    let sender = try Authentication(
      request.http, route, query, venue: venue, from: request.address,
      now: (request.arrival.map { venue.exchange.time(at: $0) } ?? now) + venue.clockSkewMilliseconds)
    request.account = sender?.account
    if route.weightCounter == .account, let account = request.account {
      try charge(weight, route, to: .account(account.number), now: request.wall)
    }
    try query.check(route.readParameters, refusesUnknown: route.family.refusesUnknownParameters)
    try sender?.timing?.checkBeforeMatching(now: now + venue.clockSkewMilliseconds)
    venue.advance(to: now, wall: request.wall)
    let answer = Answer(
      venue: venue, account: sender?.account, query: query, now: now, wall: request.wall,
      timeFactor: try Self.timeFactor(request.http.headers), key: sender?.key, timing: sender?.timing)
    guard admission.admits(route) else { throw .outOfService }
    let refusalCount = venue.limits.orderRefusalCount
    let changeCount = venue.changeCount
    do throws(ExchangeError) {
      let body = try route.answer(answer)
      record(answer, of: route, isOverLimit: venue.limits.orderRefusalCount != refusalCount)
      return body
    } catch {
      if venue.changeCount != changeCount {
        record(answer, of: route, isOverLimit: venue.limits.orderRefusalCount != refusalCount)
      }
      throw error
    }
  }

  private func record(_ answer: Answer, of route: Route, isOverLimit: Bool) {
    guard route.isCommand, let onCommand else { return }
    let parameters = route.parameters.compactMap { parameter in
      answer.query[parameter.name].map { Command.Parameter(name: parameter.name, value: $0) }
    }
    onCommand(
      Command(
        time: answer.now, account: answer.account?.number ?? 0, method: route.method, path: route.path,
        parameters: parameters, isOverLimit: isOverLimit))
  }

  /// Carries a command out without asking who sends it, at the exchange time that it names: for a log of
  /// commands that is played back, whose commands were authenticated when they came.
  ///
  /// Limits go by the wall clock and begin anew with each process, so they are not asked again: a command
  /// finds the limit of orders reached when it says that it did.
  ///
  /// - Returns: the body of the answer, with times in milliseconds.
  /// - Throws: what the exchange answers; also for an account or a path that does not exist.
  public func replay(_ command: Command) throws(ExchangeError) -> [UInt8] {
    guard let route = routes[command.path]?.first(where: { $0.method == command.method }) else {
      throw .unsupportedOperation
    }
    let account = venue.accounts.account(command.account)
    guard account != nil || !route.security.isSigned else { throw .noSuchAccount }
    let query = CheckedQuery(pairs: command.parameters.map { ($0.name, $0.value) })
    try query.check(route.parameters, refusesUnknown: false)
    let limits = venue.limits
    venue.limits = command.isOverLimit ? Self.reachedLimits : Self.wideLimits
    defer { venue.limits = limits }
    venue.advance(to: command.time, wall: command.time)
    return try route.answer(
      Answer(
        venue: venue, account: account, query: query, now: command.time, wall: command.time, timeFactor: 1))
  }

  private static let reachedLimits = Limits(orders: 0)
  private static let wideLimits = Limits(orders: 1_000_000_000)

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
    if let data = error.data {
      writer.key("data")
      writer.raw(data)
    }
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
    400: "Bad Request", 401: "Unauthorized", 405: "Method Not Allowed", 409: "Conflict", 418: "I'm a teapot",
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
