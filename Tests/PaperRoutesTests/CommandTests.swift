import HTTP
import PaperAccounts
import PaperCore
import Signing
import Testing

@testable import PaperRoutes

/// Which requests a log is told of, and which are taken.
@Suite struct `Commands` {
  private let router: Router
  private let code: HMACSHA256
  private let heard = Heard()

  private final class Heard {
    var commands: [Command] = []
  }

  init() throws {
    code = try HMACSHA256(Secret(copying: Array(RequestMaker.secret.utf8).span))
    let limits = Limits(weight: 1_000_000_000, orders: 20)
    router = Router(venue: PaperVenue(exchange: PaperExchange(seed: 7), limits: limits))
    let account = try #require(router.venue.accounts.open(now: SpotDesk.noon))
    router.venue.accounts.issue(100_000_000, of: "BTC", to: account, now: SpotDesk.noon)
    router.venue.accounts.issue(
      1_000_000_000_000, of: "USDT", to: account, wallet: .futures, now: SpotDesk.noon)
    let key = PaperKey(
      id: RequestMaker.keyIDs[0], verifier: .hmac(code), accountNumber: account.number,
      rights: [.reading, .spotTrading, .futures, .universalTransfer])
    #expect(router.venue.keys.add(key))
    router.onCommand = { [heard] in heard.commands.append($0) }
  }

  /// Sends a signed request.
  ///
  /// - Returns: the status and the body.
  @discardableResult
  private func send(_ method: String, _ path: String, _ query: String) throws -> (status: Int, body: String) {
    let unsigned = "\(query)&timestamp=\(SpotDesk.noon)"
    code.update(Array(unsigned.utf8).span)
    let target = "\(path)?\(unsigned)&signature=\(Hexadecimal.text(code.finish()))"
    let request = HTTPRequest(
      method: method, target: target, headers: HTTPHeaders([("X-MBX-APIKEY", RequestMaker.keyIDs[0])]))
    let reply = router.reply(to: request, from: "127.0.0.1", now: SpotDesk.noon)
    return (reply.status, String(decoding: reply.body, as: UTF8.self))
  }

  private static let order = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price=75000"

  @Test func `what was refused and left no trace is not told`() throws {
    for (method, path, query) in [
      ("POST", "/api/v3/order", Self.order + "0"), ("POST", "/api/v3/order", Self.order + "&icebergQty=9"),
      ("POST", "/api/v3/order", "symbol=NOSUCH&side=SELL&type=MARKET&quantity=1"),
      ("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=77"),
      ("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT"),
      (
        "POST", "/api/v3/order/cancelReplace",
        Self.order + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=5"
      ),
      ("POST", "/api/v3/order/test", Self.order), ("POST", "/paper/v1/fund", "asset=BTC&amount=0"),
      ("POST", "/sapi/v1/asset/transfer", "type=MAIN_FUNDING&asset=BTC&amount=9"),
      ("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=90"),
      ("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=999"),
    ] {
      let reply = try send(method, path, query)
      #expect(reply.status == 400 || path.hasSuffix("/test"), "\(path) \(query): \(reply.body)")
      #expect(heard.commands.isEmpty, "\(path) \(query)")
    }
    for _ in 0..<25 { try send("POST", "/api/v3/order", Self.order) }
    // The replacement that was not attempted counts as one of the twenty (rest-api.md, "cancelReplace").
    #expect(heard.commands.count == 19, "the limit of orders is a refusal as well")
  }

  @Test func `what was refused after it had done something is told`() throws {
    let order = try send("POST", "/api/v3/order", Self.order)
    #expect(order.status == 200, "\(order.body)")
    let replaced = try send(
      "POST", "/api/v3/order/cancelReplace",
      Self.order + "&quantity=9&cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=1")
    #expect(replaced.status == 400)
    let half = try send(
      "POST", "/api/v3/order/cancelReplace",
      "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=9&price=75000"
        + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrderId=1")
    #expect(half.status == 409 && half.body.contains("-2021"), "\(half.body)")
    #expect(heard.commands.map(\.path) == ["/api/v3/order", "/api/v3/order/cancelReplace"])
  }

  @Test func `where there is no room orders are refused and cancels go on, and then nothing does`() throws {
    for _ in 0..<2 { try send("POST", "/api/v3/order", Self.order) }
    router.admission = .cancelsOnly
    let full = "{\"code\":-1016,\"msg\":\"This service is no longer available.\"}"
    #expect(try send("POST", "/api/v3/order", Self.order) == (400, full))
    #expect(try send("POST", "/paper/v1/fund", "asset=BTC&amount=1") == (400, full))
    #expect(try send("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=1").status == 200)
    router.admission = .none
    #expect(try send("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=2") == (400, full))
    #expect(try send("GET", "/api/v3/openOrders", "symbol=BTCUSDT").status == 200)
    #expect(heard.commands.count == 3)
  }

  @Test func `a futures batch over the limit of orders is played back as it went, none of it`() throws {
    let entry = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"0.01"}"#
    let query = "batchOrders=" + PercentEncoding.encode("[\(entry),\(entry)]")
    let first = try send("POST", "/fapi/v1/batchOrders", query)
    #expect(first.body.contains("\"orderId\""), "\(first.body)")
    for _ in 0..<5 { try send("POST", "/fapi/v1/batchOrders", query) }
    #expect(heard.commands.count == 4, "five orders of the limit of twenty are charged each time")
    let other = Router(venue: PaperVenue(exchange: PaperExchange(seed: 7)))
    let account = try #require(other.venue.accounts.open(now: SpotDesk.noon))
    other.venue.accounts.issue(100_000_000, of: "BTC", to: account, now: SpotDesk.noon)
    other.venue.accounts.issue(
      1_000_000_000_000, of: "USDT", to: account, wallet: .futures, now: SpotDesk.noon)
    for command in heard.commands { _ = try other.replay(command) }
    let question = Command(
      time: SpotDesk.noon, account: account.number, method: "GET", path: "/fapi/v1/userTrades",
      parameters: [Command.Parameter(name: "symbol", value: "BTCUSDT")])
    let trades = try router.replay(question)
    #expect(try other.replay(question) == trades)
    #expect(String(decoding: trades, as: UTF8.self).ranges(of: "\"orderId\"").count == 8)
  }
}
