import HTTP
import PaperFaults
import Testing
import Values

@Suite struct `Fault control` {
  private final class Bench {
    var skew = 0
    let faulty = FaultyExchange(
      seed: 1, handler: { request, _, _, _ in HTTPReply(status: 200, keepsAlive: request.keepsAlive) },
      bookings: { [Booking(symbol: "BTCUSDT", orderNumber: 8, clientOrderID: "mine")] })
    lazy var control = FaultControl(exchange: faulty, token: Array("t0ken".utf8)) { [unowned self] in
      skew = $0
    }

    func ask(_ method: String, _ target: String, _ body: String = "", token: String = "t0ken") -> HTTPReply {
      var headers = HTTPHeaders()
      headers.append("Authorization", "Bearer \(token)")
      return control.reply(
        to: HTTPRequest(method: method, target: target, headers: headers, body: Array(body.utf8)))
    }

    func json(_ method: String, _ target: String, _ body: String = "") throws -> JSONValue {
      let reply = ask(method, target, body)
      try #require(reply.status == 200, "\(String(decoding: reply.body, as: UTF8.self))")
      return try JSONDocument(reply.body).root
    }
  }

  @Test(arguments: ["", "t0ke", "t0ken1", "T0ken", "x0ken"]) func `a wrong token opens nothing`(token: String)
  {
    let bench = Bench()
    #expect(bench.ask("GET", "/faults", token: token).status == 401)
    #expect(bench.ask("POST", "/faults", #"{"kind":"half"}"#, token: token).status == 401)
    #expect(bench.faulty.plan.rules.isEmpty)
    #expect(bench.control.reply(to: HTTPRequest(target: "/ledger")).status == 401)
  }

  @Test func `rules are added one by one or as a list, shown and taken away`() throws {
    let bench = Bench()
    _ = try bench.json(
      "POST", "/faults", #"{"kind":"close_after","method":"POST","path":"/api/v3/order","reset":true}"#)
    let all = try bench.json(
      "POST", "/faults",
      #"[{"kind":"delay_before","delay_ms":50,"count":0},{"kind":"status","status":418,"retry_after":3,"probability":"0.125"}]"#
    )
    #expect(all["rules"]?.count == 3)
    #expect(
      bench.faulty.plan.rules.map(\.fault) == [
        .closeAfter(resets: true), .delayBefore(milliseconds: 50), .status(418, retryAfterSeconds: 3),
      ])
    #expect(bench.faulty.plan.rules.map(\.remaining) == [1, nil, 1])
    #expect(bench.faulty.plan.rules.last?.probabilityMillionths == 125_000)
    #expect(try bench.json("DELETE", "/faults/2")["rules"]?.count == 2)
    #expect(bench.ask("DELETE", "/faults/2").status == 404)
    #expect(try bench.json("DELETE", "/faults")["rules"]?.count == 0)
  }

  @Test(arguments: [
    #"{}"#, #"{"kind":"explode"}"#, #"{"kind":"half","colour":1}"#, #"{"kind":"half","count":-1}"#,
    #"{"kind":"half","probability":"1.1"}"#, #"{"kind":"half","probability":"0.0000001"}"#,
    #"{"kind":"delay_after"}"#, #"{"kind":"delay_after","delay_ms":120001}"#,
    #"{"kind":"status","status":200}"#,
    #"{"kind":"code","code":-1009}"#, #"{"kind":"half","reset":1,"method":4}"#, "[1]", "nonsense", "",
  ]) func `a mistake is named and adds nothing`(body: String) throws {
    let bench = Bench()
    let reply = bench.ask("POST", "/faults", #"[{"kind":"half"},\#(body)]"#)
    #expect(reply.status == 400)
    #expect(try JSONDocument(reply.body).root["error"]?.string?.isEmpty == false)
    #expect(bench.faulty.plan.rules.isEmpty)
  }

  @Test func `the clock is put wrong within bounds`() throws {
    let bench = Bench()
    _ = try bench.json("PUT", "/clock", #"{"skew_ms":-5000}"#)
    #expect(bench.skew == -5_000)
    #expect(bench.ask("PUT", "/clock", #"{"skew_ms":604800001}"#).status == 400)
    #expect(bench.skew == -5_000)
  }

  @Test func `the ledger is read in pages and counts`() throws {
    let bench = Bench()
    for index in 0..<5 {
      let request = HTTPRequest(method: "POST", target: "/api/v3/order?n=\(index)&signature=ff")
      let receipt = bench.faulty.receive(request, connection: 1, isKept: index > 0, wall: 100 + index)
      _ = bench.faulty.deliver(request, receipt, from: "::1", wall: 100 + index)
    }
    let page = try bench.json("GET", "/ledger?after=2&limit=2")
    #expect(page["requests"]?.integer == 5)
    #expect(page["booked"]?.integer == 5)
    #expect(page["entries"]?.elements.map { $0["number"]?.integer } == [3, 4])
    let entry = try #require(page["entries"]?[0])
    #expect(entry["parameters"]?.string == "n=2")
    #expect(entry["booked"]?[0]?["clientOrderId"]?.string == "mine")
    #expect(entry["kept"]?.boolean == true)
    #expect(try bench.json("GET", "/ledger?after=99")["entries"]?.count == 0)
    #expect(bench.ask("GET", "/ledger?from=1").status == 400)
    #expect(bench.ask("GET", "/other").status == 404)
  }
}
