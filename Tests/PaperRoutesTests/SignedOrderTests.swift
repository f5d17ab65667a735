import HTTP
import PaperAccounts
import Signing
import Testing
import Values

@testable import PaperRoutes

/// Orders as they come over the wire: signed, in the query or in the body, with the headers of the answer.
@Suite struct `Signed orders` {
  static let id = String(repeating: "k", count: 64)

  /// A desk behind a router, with a key.
  final class Counter {
    let desk: SpotDesk
    let router: Router
    let signer: Signer

    init(limits: Limits = Limits()) throws {
      desk = SpotDesk(limits: limits)
      router = Router(venue: desk.venue)
      let secret = Secret(copying: "not a real one, sixty-four letters are not needed for a test".utf8.span)
      signer = .hmac(try HMACSHA256(secret))
      let key = PaperKey(
        id: `Signed orders`.id, verifier: .hmac(try HMACSHA256(secret)),
        accountNumber: try #require(desk.account).number, rights: [.reading, .spotTrading], addresses: [],
        createTimeMilliseconds: SpotDesk.noon)
      #expect(desk.venue.keys.add(key))
    }

    /// Sends a request whose parameters are in the query of GET and in the body of everything else.
    func send(_ method: String, _ path: String, _ parameters: String) throws -> HTTPReply {
      var payload = try desk.priced(parameters)
      payload += (payload.isEmpty ? "" : "&") + "timestamp=\(desk.now)"
      signer.update(payload.utf8.span)
      payload += "&signature=" + Hexadecimal.text(try signer.finish())
      let target = "/api/v3/" + path
      let headers = HTTPHeaders([("X-MBX-APIKEY", `Signed orders`.id)])
      let request =
        method == "GET"
        ? HTTPRequest(method: method, target: target + "?" + payload, headers: headers)
        : HTTPRequest(method: method, target: target, headers: headers, body: Array(payload.utf8))
      return router.reply(to: request, from: "127.0.0.1", now: desk.now)
    }
  }

  static let sell = `Documented shapes of spot trading`.sell

  @Test func `are placed, counted and canceled`() throws {
    let counter = try Counter()
    let placed = try counter.send("POST", "order", Self.sell)
    #expect(placed.status == 200)
    #expect(placed.headers["x-mbx-order-count-10s"] == "1")
    #expect(placed.headers["x-mbx-order-count-1d"] == "1")
    let filled = try counter.send("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1")
    #expect(filled.status == 200)
    // The second order was filled at once, so it does not count.
    #expect(filled.headers["x-mbx-order-count-10s"] == "1")
    let counts = try JSONDocument(try counter.send("GET", "rateLimit/order", "").body).root
    #expect(counts.list.map { $0["count"]?.integer } == [1, 1])
    let refused = try counter.send("POST", "order", Self.sell)
    #expect(refused.status == 400)
    let after = try JSONDocument(try counter.send("GET", "rateLimit/order", "").body).root
    #expect(after.list.map { $0["count"]?.integer } == [1, 1])
    #expect(
      try counter.send("DELETE", "order", "symbol=BTCUSDT&origClientOrderId=mine").status == 200)
  }

  @Test func `are too many at some point`() throws {
    let counter = try Counter(limits: Limits(orders: 3))
    let lists = `Documented shapes of spot trading`.pair
    #expect(try counter.send("POST", "orderList/oco", lists).status == 200)
    #expect(try counter.send("POST", "orderList/oco", lists.replacing("=pair", with: "=next")).status == 429)
    let third = try counter.send("POST", "order", Self.sell)
    #expect(third.status == 200)
    #expect(third.headers["x-mbx-order-count-10s"] == "3")
    let reply = try counter.send("POST", "order", Self.sell.replacing("=mine", with: "=yours"))
    #expect(reply.status == 429)
    #expect(reply.headers["Retry-After"] != nil)
    #expect(
      String(decoding: reply.body, as: UTF8.self)
        == #"{"code":-1015,"msg":"Too many new orders; current limit is 3 orders per 10 SECOND."}"#)
    counter.desk.now += 10_000
    #expect(try counter.send("POST", "order", Self.sell.replacing("=mine", with: "=yours")).status == 200)
  }

  @Test func `that are half done say so with both halves`() throws {
    let counter = try Counter()
    _ = try counter.send("POST", "order", Self.sell)
    let reply = try counter.send(
      "POST", "order/cancelReplace",
      "\(`Cancel and replace`.bad)&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=mine")
    #expect(reply.status == 409)
    #expect(reply.reason == "Conflict")
    let root = try JSONDocument(reply.body).root
    #expect(root.names == ["code", "msg", "data"])
    #expect(try root.number("code") == -2021)
    #expect(try #require(root["data"]).text("cancelResult") == "SUCCESS")
  }

  @Test func `cost no weight when they succeed`() throws {
    let counter = try Counter()
    let placed = try counter.send("POST", "order", Self.sell)
    #expect(placed.headers["x-mbx-used-weight-1m"] == "0")
    let refused = try counter.send("POST", "order", Self.sell)
    #expect(refused.headers["x-mbx-used-weight-1m"] == "1")
    let account = try counter.send("GET", "account", "")
    #expect(account.headers["x-mbx-used-weight-1m"] == "21")
  }
}
