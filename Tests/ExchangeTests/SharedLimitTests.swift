import Catalog
import LinuxIO
import TestSupport
import Testing

@testable import Exchange

extension `Exchange over sockets` {
  @Suite struct `Limits of all kinds` {
    private static let withdrawals = Endpoint(
      api: .wallet, path: "/sapi/v1/capital/withdraw/history", weight: .fixed(18_000), security: .userData,
      isWeighedByAccount: true)
    private static let snapshot = Endpoint(
      api: .wallet, path: "/sapi/v1/accountSnapshot", weight: .fixed(2_400), security: .userData)

    private static func request(_ endpoint: Endpoint) -> ExchangeRequest {
      ExchangeRequest(endpoint: endpoint, weight: endpoint.weight.value(), isRead: true)
    }

    @Test @LoopActor func `wallet endpoints are counted one by one, by address or by account`() async throws {
      let server = try FakeServer { request in
        request.path.hasSuffix("history")
          ? [.reply("[]", headers: "X-SAPI-USED-UID-WEIGHT-1M: 180000\r\n")]
          : [.reply("{}", headers: "X-SAPI-USED-IP-WEIGHT-1M: 2400\r\n")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      // At the end of a minute a request waits for the next one and is not refused.
      while EventLoop.wallClockMilliseconds % 60_000 > 50_000 {
        await EventLoop.shared.sleep(nanoseconds: 100_000_000)
      }
      _ = try await client.read(Self.request(Self.withdrawals), for: ExchangeFixture.call())
      let refused = await ExchangeFixture.failure(
        of: client, Self.request(Self.withdrawals), for: ExchangeFixture.call())
      #expect(refused?.kind == .rateLimitExceeded)
      // Another endpoint, and spot, go on.
      _ = try await client.read(Self.request(Self.snapshot), for: ExchangeFixture.call())
      _ = try await client.read(KeyFixture.read, for: ExchangeFixture.call())
      #expect(client.walletBudgets[Self.snapshot.path]?.used == 2_400)
      #expect(client.walletBudgets[Self.withdrawals.path]?.limit == 180_000)
      #expect(server.requests.count == 3)
    }

    @Test @LoopActor func `a ban stops every interface`() async throws {
      let server = try FakeServer { _ in
        [.send("HTTP/1.1 418 X\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      _ = await ExchangeFixture.failure(
        of: client, Self.request(Self.snapshot), for: ExchangeFixture.call())
      for endpoint in [Self.withdrawals, ExchangeFixture.time, Endpoint.futuresTime] {
        let failure = await ExchangeFixture.failure(
          of: client, Self.request(endpoint), for: ExchangeFixture.call())
        #expect(failure?.kind == .rateLimitExceeded)
        #expect(failure?.message.contains("banned") == true)
      }
      let (outcome, _) = await KeyFixture.write(with: client)
      #expect(outcome.word == "notDone")
      #expect(server.requests.count == 1)
    }

    @Test @LoopActor func `order counts of the headers stop orders, and cancels go on`() async throws {
      let server = try FakeServer { request in
        [
          .reply(
            "{}",
            headers: request.line.hasPrefix("POST")
              ? "X-MBX-ORDER-COUNT-10S: 1\r\nX-MBX-ORDER-COUNT-1D: 200000\r\n" : "")
        ]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      #expect(await KeyFixture.write(with: client).outcome.word == "done")
      let (refused, timestamps) = await KeyFixture.write(with: client)
      #expect(refused.word == "notDone")
      #expect(refused.failure?.kind == .rateLimitExceeded)
      #expect(refused.failure?.message.contains("orders") == true)
      #expect(timestamps.isEmpty)
      let cancel = ExchangeRequest(
        endpoint: KeyFixture.cancel, query: [("symbol", "BTCUSDT")], weight: 1, isRead: false)
      #expect(await KeyFixture.write(cancel, with: client).outcome.word == "done")
      #expect(
        server.requests.last?.line.hasPrefix("DELETE /api/v3/order?symbol=BTCUSDT&recvWindow=3000&") == true)
    }

    @Test @LoopActor func `what exchangeInfo says of limits is followed`() async throws {
      let info = """
        {"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":1200},\
        {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":1},\
        {"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":0},\
        {"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":300000},\
        {"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1},7,{"limit":"x"}]}
        """
      let server = try FakeServer { _ in [.reply(info)] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      let request = ExchangeRequest(endpoint: .exchangeInfo, weight: 20, isRead: true)
      _ = try await client.read(request, for: ExchangeFixture.call())
      #expect(client.budget.limit == 1_200)
      #expect(client.budget.requestLimit == 300_000)
      #expect(client.spotOrders.windows.map(\.limit) == [1, 200_000])
      #expect(client.spotUse.limit == 1_200)
      #expect(client.futuresBudget.limit == 2_400)
    }

    @Test @LoopActor func `what the headers say is told, when it is news and not too often`() async throws {
      var used = 0
      let server = try FakeServer { _ in
        [.reply("{}", headers: "X-MBX-USED-WEIGHT-1M: \(used)\r\n")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      var told: [BudgetReading] = []
      client.onUsage = { told.append($0) }
      for weight in [10, 59, 60, 600, 3_000] {
        used = weight
        _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      }
      // The minute may have ended in between, and then the count began anew.
      #expect(told.first == BudgetReading(api: .spot, usedWeight: 60, stoppedMilliseconds: 0))
      #expect(told.count == 1)
      #expect(await ExchangeFixture.eventually { told.count == 2 })
      #expect(told.last?.usedWeight == 3_000)
    }

    @Test @LoopActor func `a stop is told`() async throws {
      let server = try FakeServer { _ in
        [.send("HTTP/1.1 429 X\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      var told: [BudgetReading] = []
      client.onUsage = { told.append($0) }
      _ = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      #expect(told.map(\.api) == [.spot])
      #expect((8_000...9_000).contains(told.first?.stoppedMilliseconds ?? 0))
    }

    @Test @LoopActor func `what another worker heard delays reads and lets orders through`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      client.hear(.spot, usedWeight: 6_000, stoppedMilliseconds: 60_000)
      client.hear(.wallet, usedWeight: 12_000, stoppedMilliseconds: 60_000)
      for request in [ExchangeFixture.read, Self.request(Self.snapshot)] {
        let failure = await ExchangeFixture.failure(of: client, request, for: ExchangeFixture.call())
        #expect(failure?.kind == .rateLimitExceeded)
      }
      #expect(await KeyFixture.write(with: client).outcome.word == "done")
      #expect(server.requests.count == 1)
      // What an order has to know first is asked as if nobody had said anything.
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call(isUrgent: true))
      _ = try await client.read(Self.request(Self.snapshot), for: ExchangeFixture.call(isUrgent: true))
      #expect(server.requests.count == 3)
    }

    @Test @LoopActor func `what the exchange said itself stops what an order reads first`() async throws {
      let server = try FakeServer { _ in
        [.send("HTTP/1.1 429 X\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      for _ in 0..<2 {
        let failure = await ExchangeFixture.failure(
          of: client, for: ExchangeFixture.call(isUrgent: true))
        #expect(failure?.kind == .rateLimitExceeded)
      }
      #expect(server.requests.count == 1)
    }

    @Test @LoopActor func `what an order reads first may use what reads leave to orders, up to the half`()
      async throws
    {
      var used = 0
      let server = try FakeServer { _ in
        [.reply("{}", headers: "X-MBX-USED-WEIGHT-1M: \(used)\r\n")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      // The weight is counted by the minute, and must not begin anew on the way.
      while EventLoop.wallClockMilliseconds % 60_000 > 50_000 {
        await EventLoop.shared.sleep(nanoseconds: 100_000_000)
      }
      used = client.budget.limit - client.budget.reserve
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      let refused = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      #expect(refused?.kind == .rateLimitExceeded)
      used = client.budget.limit - client.budget.reserve / 2
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call(isUrgent: true))
      let late = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call(isUrgent: true))
      #expect(late?.kind == .rateLimitExceeded, "the rest is left to what changes something")
      #expect(await KeyFixture.write(with: client).outcome.word == "done")
      #expect(server.requests.count == 3)
    }

    @Test @LoopActor func `what others say neither lasts nor keeps the clock and the settlement from asking`()
      async throws
    {
      let server = try FakeServer { _ in [.reply(#"{"serverTime":1700000000000}"#)] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      for _ in 0..<3 { client.hear(.spot, usedWeight: .max, stoppedMilliseconds: .max) }
      var later = RateBudget.Moment.now
      later.monotonicMilliseconds += RateBudget.heardStopMillisecondsMax
      later.wallMilliseconds += 61_000
      var budget = client.budget
      #expect(budget.verdict(on: 1, at: later) == .send)
      try await client.measureClock(for: ExchangeFixture.call())
      let question = ExchangeRequest(
        endpoint: ExchangeFixture.time, weight: 1, isRead: true, ignoresHearsay: true)
      _ = try await client.read(question, for: ExchangeFixture.call())
      #expect(server.requests.count == 2)
    }

    @Test @LoopActor func `orders go before reads that wait longer`() async throws {
      let server = try FakeServer { request in
        request.line.hasPrefix("GET") ? [.pause(milliseconds: 30), .reply("{}")] : [.reply("{}")]
      }
      defer { server.stop() }
      var configuration = try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)")
      configuration.parallelRequestCountMax = 1
      let client = ExchangeClient(configuration: configuration, key: try KeyFixture.hmac())
      KeyFixture.setClock(of: client)
      var readCount = 0
      for _ in 0..<6 {
        client.read(ExchangeFixture.read, for: ExchangeFixture.call()) { _ in readCount += 1 }
      }
      #expect(await ExchangeFixture.eventually { server.requests.count == 1 })
      #expect(await KeyFixture.write(with: client).outcome.word == "done")
      #expect(await ExchangeFixture.eventually { readCount == 6 })
      let place = server.requests.firstIndex { $0.line.hasPrefix("POST") }
      #expect(place == 1, "the order came right after the read that was under way")
    }

    @Test @LoopActor func `what an order reads first goes before reads that wait longer`() async throws {
      let server = try FakeServer { request in
        request.path == "/api/v3/time" ? [.pause(milliseconds: 30), .reply("{}")] : [.reply("{}")]
      }
      defer { server.stop() }
      var configuration = try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)")
      configuration.parallelRequestCountMax = 1
      let client = ExchangeClient(configuration: configuration)
      var readCount = 0
      for _ in 0..<6 {
        client.read(ExchangeFixture.read, for: ExchangeFixture.call()) { _ in readCount += 1 }
      }
      #expect(await ExchangeFixture.eventually { server.requests.count == 1 })
      let rules = ExchangeRequest(endpoint: .exchangeInfo, weight: 20, isRead: true)
      _ = try await client.read(rules, for: ExchangeFixture.call(isUrgent: true))
      #expect(await ExchangeFixture.eventually { readCount == 6 })
      #expect(server.requests.firstIndex { $0.path == "/api/v3/exchangeInfo" } == 1)
    }
  }
}

@Suite struct `Orders that endpoints place` {
  @Test(arguments: [
    ("POST", "/api/v3/order", 1), ("POST", "/api/v3/order/cancelReplace", 1),
    ("POST", "/api/v3/orderList/oco", 2), ("POST", "/api/v3/orderList/otoco", 3),
    ("POST", "/api/v3/order/test", 0), ("DELETE", "/api/v3/order", 0), ("POST", "/fapi/v1/order", 1),
    ("POST", "/fapi/v1/batchOrders", 5), ("POST", "/fapi/v1/algoOrder", 1), ("POST", "/fapi/v1/leverage", 0),
  ])
  func `are as documented`(_ method: String, _ path: String, _ count: Int) {
    let api: API = path.hasPrefix("/fapi") ? .futures : .spot
    let endpoint = Endpoint(api: api, method: method, path: path, weight: .fixed(1), security: .trade)
    #expect(endpoint.orderCount == count)
  }
}
