public import HTTP
internal import Values

/// The administrative interface: rules in, ledger out. For tests, on a port of its own, with a token.
///
/// | request | what it does |
/// |---|---|
/// | `GET /faults` | the rules in force, with how often each has happened |
/// | `POST /faults` | adds one rule, or a list of them (`FaultRule.init(_:)`) |
/// | `DELETE /faults`, `DELETE /faults/NUMBER` | forgets all, or one |
/// | `PUT /clock` | `{"skew_ms":-5000}`: how far the exchange's clock is off |
/// | `GET /ledger?after=N&limit=M` | requests after number N, at most 1,000 at once, and the counts |
///
/// Each needs `Authorization: Bearer TOKEN`. Answers are JSON; a mistake is 400 with `{"error":…}`.
public final class FaultControl {
  /// Bytes that a request's body may have.
  public static let bodyByteCountMax = 256 * 1_024
  /// Entries of the ledger in one answer.
  public static let pageEntryCountMax = 1_000
  /// How far the clock can be put wrong, in milliseconds.
  public static let skewMillisecondsMax = 7 * 86_400_000

  private let exchange: FaultyExchange
  private let token: [UInt8]
  private let setSkew: (Int) -> Void

  /// - Parameters:
  ///   - token: what a request must bring.
  ///   - setSkew: puts the exchange's clock wrong by that many milliseconds.
  public init(exchange: FaultyExchange, token: [UInt8], setSkew: @escaping (Int) -> Void) {
    self.exchange = exchange
    self.token = token
    self.setSkew = setSkew
  }

  private struct Refusal: Error {
    var status: Int
    var message: String
  }

  /// The answer to a request.
  public func reply(to request: HTTPRequest) -> HTTPReply {
    var headers = HTTPHeaders()
    headers.append("Content-Type", "application/json")
    do throws(Refusal) {
      try authorize(request)
      let body = try answer(request)
      return HTTPReply(status: 200, headers: headers, body: body, keepsAlive: request.keepsAlive)
    } catch {
      if error.status == 401 { headers.append("WWW-Authenticate", "Bearer") }
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("error", error.message)
      writer.endObject()
      return HTTPReply(
        status: error.status, headers: headers, body: writer.bytes, keepsAlive: request.keepsAlive)
    }
  }

  /// Every byte is compared, so that the time says nothing about how many were right.
  private func authorize(_ request: HTTPRequest) throws(Refusal) {
    let sent = Array((request.headers["Authorization"] ?? "").utf8)
    let wanted = Array("Bearer ".utf8) + token
    var difference = sent.count ^ wanted.count
    for index in wanted.indices { difference |= Int(wanted[index] ^ (index < sent.count ? sent[index] : 0)) }
    guard difference == 0 else {
      throw Refusal(status: 401, message: "send Authorization: Bearer TOKEN; the token is in the token_file")
    }
  }

  private func answer(_ request: HTTPRequest) throws(Refusal) -> [UInt8] {
    switch (request.method, request.path) {
    case ("GET", "/faults"): break
    case ("POST", "/faults"): try add(try json(request))
    case ("DELETE", "/faults"): exchange.plan.removeAll()
    case ("DELETE", let path) where path.hasPrefix("/faults/"):
      guard let number = Int(path.dropFirst(8)), exchange.plan.remove(number) else {
        throw Refusal(status: 404, message: "there is no such rule; see GET /faults")
      }
    case ("PUT", "/clock"):
      let limit = Self.skewMillisecondsMax
      guard let skew = try json(request).root["skew_ms"]?.integer, (-limit...limit).contains(skew) else {
        throw Refusal(status: 400, message: "'skew_ms' must be a whole number from -\(limit) to \(limit)")
      }
      setSkew(skew)
    case ("GET", "/ledger"): return try ledger(request)
    default:
      throw Refusal(status: 404, message: "there are /faults, /clock and /ledger; see bulkhead-paper --help")
    }
    return rules()
  }

  private func json(_ request: HTTPRequest) throws(Refusal) -> JSONDocument {
    do throws(JSONReader.Failure) {
      return try JSONDocument(request.body)
    } catch {
      throw Refusal(status: 400, message: "the body is not JSON: \(error)")
    }
  }

  private func add(_ document: JSONDocument) throws(Refusal) {
    let values = document.root.kind == .array ? Array(document.root.elements) : [document.root]
    var rules: [FaultRule] = []
    for value in values {
      do throws(FaultRule.Mistake) {
        rules.append(try FaultRule(value))
      } catch {
        throw Refusal(status: 400, message: error.message)
      }
    }
    guard exchange.plan.rules.count + rules.count <= FaultPlan.ruleCountMax else {
      throw Refusal(
        status: 400, message: "there can be \(FaultPlan.ruleCountMax) rules; DELETE /faults first")
    }
    for rule in rules { _ = exchange.plan.add(rule) }
  }

  private func rules() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("rules")
    writer.beginArray()
    for rule in exchange.plan.rules {
      writer.beginObject()
      writer.member("number", rule.number)
      writer.member("kind", rule.fault.name)
      if let method = rule.method { writer.member("method", method) }
      if let path = rule.path { writer.member("path", path) }
      writer.member("skip", rule.skip)
      if let remaining = rule.remaining { writer.member("remaining", remaining) }
      writer.member("probability_millionths", rule.probabilityMillionths)
      writer.member("happened", rule.happenedCount)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  private func ledger(_ request: HTTPRequest) throws(Refusal) -> [UInt8] {
    var numbers = ["after": 0, "limit": Self.pageEntryCountMax]
    for pair in QueryString.parse(request.query ?? "") ?? [("?", "")] {
      guard numbers[pair.name] != nil, let number = Int(pair.value), number >= 0 else {
        throw Refusal(status: 400, message: "'after' and 'limit' are whole numbers; there are no others")
      }
      numbers[pair.name] = number
    }
    let ledger = exchange.ledger
    let after = numbers["after", default: 0]
    let limit = min(numbers["limit", default: 0], Self.pageEntryCountMax)
    let first = ledger.entries.first?.number ?? 1
    let start = min(max(0, after + 1 - first), ledger.entries.count)
    var writer = JSONWriter(reservingByteCount: 64 * 1_024)
    writer.beginObject()
    writer.member("requests", ledger.requestCount)
    writer.member("booked", ledger.bookingCount)
    writer.member("first", first)
    writer.key("entries")
    writer.beginArray()
    for entry in ledger.entries[start...].prefix(limit) { write(entry, to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  private func write(_ entry: RequestLedger.Entry, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("number", entry.number)
    writer.member("time", entry.time)
    writer.member("connection", entry.connection)
    writer.member("kept", entry.isKept)
    writer.member("method", entry.method)
    writer.member("path", entry.path)
    writer.member("parameters", entry.parameters)
    if let keyID = entry.keyID { writer.member("key", keyID) }
    if let fault = entry.fault { writer.member("fault", fault) }
    if let status = entry.status { writer.member("status", status) }
    writer.key("booked")
    writer.beginArray()
    for booking in entry.bookings {
      writer.beginObject()
      writer.member("symbol", booking.symbol)
      writer.member("orderId", booking.orderNumber)
      writer.member("clientOrderId", booking.clientOrderID)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
