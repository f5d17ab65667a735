import Account
import Catalog
import Exchange
import Foundation
import LinuxIO
import Signing
import TestSupport
import Testing
import Values

/// The account tools and their signed requests against the built paper exchange, which was written from the
/// exchange's documents and knows nothing of the catalogue: a wrong path, parameter or signature shows here.
@Suite(.onLoop, .serialized, .timeLimit(.minutes(3))) struct `Account tools on the paper exchange` {
  private static let balances = ["--balance", "USDT=100000", "--balance", "BTC=2"]

  /// A key of the ready line, as a worker would read it.
  @LoopActor private static func key(
    _ ready: [String: Any], _ kind: String, right: String? = "spot"
  ) throws -> ExchangeKey {
    let keys = try #require(ready["keys"] as? [[String: Any]])
    let found = try #require(
      keys.first {
        let rights = $0["rights"] as? [String] ?? []
        return $0["kind"] as? String == kind
          && (right.map { rights.contains($0) } ?? !rights.contains("spot"))
      })
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: try #require(found["secret_file"] as? String))))
    return ExchangeKey(
      id: try #require(found["id"] as? String), signer: try Signer(Secret(copying: bytes.span)))
  }

  @LoopActor private static func client(of customer: PaperCustomer, _ key: ExchangeKey) throws
    -> ExchangeClient
  {
    ExchangeClient(
      configuration: ExchangeConfiguration(
        venue: .paper, spot: try BaseURL("http://127.0.0.1:\(customer.port)"), version: "test"), key: key)
  }

  /// Runs one call as a worker does; the answer's `data`.
  @LoopActor private static func call(
    _ name: String, _ arguments: String, _ client: ExchangeClient
  ) async throws -> JSONValue {
    let tool = try #require(Catalog.tool(named: name))
    let tools = AccountTools(exchange: client, venue: .paper)
    let checked = try ArgumentCheck.check(JSONDocument(Array(arguments.utf8)).root, of: tool)
    let context = CallContext(callID: 1, deadlineNanoseconds: EventLoop.now + 10_000_000_000)
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<[UInt8], ToolFailure>, Never>) in
      tools.run(tool, checked, for: context) { continuation.resume(returning: $0) }
    }
    return try #require(try JSONDocument(result.get()).root["data"])
  }

  /// Orders, trades, a transfer and a position, so that there is something to tell.
  private static func prepare(_ customer: PaperCustomer) throws {
    _ = try customer.ask("POST", "/sapi/v1/asset/transfer", "type=MAIN_UMFUTURE&asset=USDT&amount=20000")
    _ = try customer.ask("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")
    _ = try customer.ask(
      "POST", "/api/v3/order",
      "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.001&price=200000&newClientOrderId=far-1"
    )
    _ = try customer.ask("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01")
    _ = try customer.ask(
      "POST", "/fapi/v1/algoOrder",
      "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.01&triggerPrice=1000")
  }

  /// Every tool, with at least the rows that the preparation made.
  private static let calls: [(tool: String, arguments: String, rowCountMin: Int)] = [
    ("get_balance", "{}", 2), ("get_balance", #"{"quote":"USDT"}"#, 2),
    ("get_balance", #"{"wallet":"funding"}"#, 0), ("get_balance", #"{"wallet":"futures"}"#, 1),
    ("get_balance", #"{"wallet":"all"}"#, 3), ("get_balance", #"{"wallet":"all","quote":"USDT"}"#, 2),
    ("get_position_info", "{}", 1), ("get_pnl", "{}", 2), ("get_pnl", #"{"by":"day"}"#, 2),
    ("get_open_orders", "{}", 1), ("get_open_orders", #"{"symbol":"BTCUSDT"}"#, 1),
    ("get_open_orders", #"{"market":"futures"}"#, 1), ("get_orders", #"{"symbol":"BTCUSDT"}"#, 2),
    ("get_orders", #"{"symbol":"BTCUSDT","market":"futures"}"#, 1),
    ("get_orders", #"{"symbol":"BTCUSDT","market":"futures","conditional":true}"#, 1),
    ("get_my_trades", #"{"symbol":"BTCUSDT"}"#, 1),
    ("get_my_trades", #"{"symbol":"BTCUSDT","market":"futures"}"#, 1), ("get_fee_info", "{}", 1),
    ("get_order_rate_limits", "{}", 2), ("get_order_rate_limits", #"{"market":"futures"}"#, 2),
    ("get_account_snapshot", "{}", 0), ("get_account_snapshot", #"{"type":"futures"}"#, 0),
    ("get_account_snapshot", #"{"type":"margin"}"#, 0), ("get_deposit_history", "{}", 0),
    ("get_withdraw_history", "{}", 0), ("get_universal_transfer_history", #"{"type":"MAIN_UMFUTURE"}"#, 1),
    ("get_universal_transfer_history", #"{"type":"UMFUTURE_MAIN"}"#, 0),
    ("get_liquidation_history", "{}", 0),
  ]

  @Test @LoopActor func `every tool answers, with keys of every kind`() async throws {
    let customer = try PaperCustomer(Self.balances)
    try Self.prepare(customer)
    for (kind, right) in [("hmac", "spot"), ("ed25519", "spot"), ("rsa", "spot")] as [(String, String?)]
      + [("hmac", nil)]
    {
      let client = try Self.client(of: customer, Self.key(customer.ready, kind, right: right))
      // A read-only key may be another account's; then there is nothing to count.
      let isSame = right != nil
      // Three snapshots weigh more than half of what an address has in a minute.
      let isFirst = kind == "hmac" && isSame
      let calls = kind == "hmac" ? Self.calls : Array(Self.calls.prefix(8))
      for call in calls where isFirst || call.tool != "get_account_snapshot" {
        let data = try await Self.call(call.tool, call.arguments, client)
        let rowCount = try #require(data["rows"]?.count, "\(call)")
        if isFirst { #expect(rowCount >= call.rowCountMin, "\(call): \(rowCount) rows") }
      }
    }
    #expect(Set(Self.calls.map(\.tool)).union(["get_order", "get_deposit_address"]).count == 15)
    customer.program.closeInput()
    #expect(try customer.program.waitForExit() == 0)
  }

  @Test @LoopActor func `one order, an address and fees say what was asked for`() async throws {
    let customer = try PaperCustomer(Self.balances)
    try Self.prepare(customer)
    let client = try Self.client(of: customer, Self.key(customer.ready, "hmac"))
    let order = try await Self.call("get_order", #"{"symbol":"BTCUSDT","client_order_id":"far-1"}"#, client)
    #expect(order["status"]?.string == "NEW")
    #expect(order["price"]?.string.flatMap { $0.hasPrefix("200000") } == true)
    let number = try #require(order["orderId"]?.integer)
    let same = try await Self.call("get_order", "{\"symbol\":\"BTCUSDT\",\"order_id\":\(number)}", client)
    #expect(same["clientOrderId"]?.string == "far-1")
    let open = try await Self.call("get_open_orders", #"{"market":"futures"}"#, client)
    let algorithm = try #require(open["rows"]?[0]?[1]?.integer)
    let conditional = try await Self.call(
      "get_order",
      "{\"symbol\":\"BTCUSDT\",\"market\":\"futures\",\"conditional\":true,\"order_id\":\(algorithm)}", client
    )
    #expect(conditional["orderType"]?.string == "STOP_MARKET")
    let address = try await Self.call("get_deposit_address", #"{"asset":"BTC"}"#, client)
    #expect(address["address"]?.string?.isEmpty == false)
    let fees = try await Self.call("get_fee_info", #"{"symbol":"BTCUSDT"}"#, client)
    #expect(fees["maker"]?.decimal != nil && fees["commission"]?["standard"]?["taker"]?.decimal != nil)
    let contract = try await Self.call("get_fee_info", #"{"symbol":"BTCUSDT","market":"futures"}"#, client)
    #expect(contract["taker"]?.decimal != nil)
    let worth = try await Self.call("get_balance", #"{"quote":"USDT"}"#, client)
    #expect((worth["total_value"]?.decimal ?? .zero) > ExactDecimal(50_000))
    #expect(worth["unpriced"]?.count == 0)
    // What the exchange's headers say was heard.
    #expect(client.spotUse.usedWeight > 0)
    customer.program.closeInput()
    _ = try customer.program.waitForExit()
  }

  @Test @LoopActor func `an order goes out once and is there, by keys of every kind`() async throws {
    let customer = try PaperCustomer(Self.balances)
    let endpoint = Endpoint(
      api: .spot, method: "POST", path: "/api/v3/order", weight: .fixed(1), security: .trade)
    for kind in ["hmac", "ed25519", "rsa"] {
      let client = try Self.client(of: customer, Self.key(customer.ready, kind))
      let id = "once-\(kind)"
      let request = ExchangeRequest(
        endpoint: endpoint,
        query: [
          ("symbol", "BTCUSDT"), ("side", "SELL"), ("type", "LIMIT"), ("timeInForce", "GTC"),
          ("quantity", "0.001"), ("price", "200000"), ("newClientOrderId", id),
        ], weight: 1, isRead: false)
      let call = CallContext(callID: 1, deadlineNanoseconds: EventLoop.now + 10_000_000_000)
      var timestamps: [Int] = []
      let outcome = await client.write(
        request, recvWindowMilliseconds: 3_000, isUrgent: true, for: call
      ) { timestamps.append($0) }
      guard case .done(let reply) = outcome else {
        Issue.record("\(kind): \(outcome)")
        continue
      }
      #expect(reply.document.root["clientOrderId"]?.string == id)
      #expect(timestamps.count == 1)
    }
    customer.program.closeInput()
    _ = try customer.program.waitForExit()
  }

  @Test @LoopActor func `a secret of another key is refused in words, and an order is not done`() async throws
  {
    let customer = try PaperCustomer(Self.balances)
    let right = try Self.key(customer.ready, "hmac")
    let wrong = ExchangeKey(id: right.id, signer: try Signer(Secret(copying: Array("wrong".utf8).span)))
    let client = try Self.client(of: customer, wrong)
    do {
      _ = try await Self.call("get_balance", "{}", client)
      Issue.record("a wrong signature was taken")
    } catch let failure as ToolFailure {
      #expect(failure.kind == .authenticationError && failure.code == -1022)
      #expect(failure.message.contains("signature"))
    }
    customer.program.closeInput()
    _ = try customer.program.waitForExit()
  }

  @Test @LoopActor func `a clock that is wrong is found out, and reads go on`() async throws {
    let faults = try FaultsUnderTest()
    let client = try Self.client(of: faults.customer, Self.key(faults.customer.ready, "hmac"))
    _ = try await Self.call("get_balance", "{}", client)
    for skew in [-90_000, 90_000] {
      try faults.skew(skew)
      _ = try await Self.call("get_balance", "{}", client)
      let known = try #require(client.exchangeTimeMilliseconds)
      #expect((known - EventLoop.wallClockMilliseconds - skew).magnitude < 5_000)
    }
    #expect(try faults.finish() == 0)
  }
}
