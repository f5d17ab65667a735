import HTTP
import PaperCore
import Testing
import Values

@testable import PaperRoutes

@Suite struct `Limits of requests` {
  /// 2024-01-01 00:00:00 UTC.
  private static let midnight = 1_704_067_200_000

  private func refusal(_ body: () throws(ExchangeError) -> Void) -> ExchangeError? {
    do throws(ExchangeError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func `RAW_REQUESTS counts requests whatever they weigh, over five minutes`() throws {
    var limits = Limits()
    let now = Self.midnight + 240_500
    for _ in 0..<300_000 {
      try limits.chargeWeight(0, of: "/api/v3/order", family: .spot, to: .address("a"), now: now)
    }
    let error = refusal { () throws(ExchangeError) in
      try limits.chargeWeight(0, of: "/api/v3/order", family: .spot, to: .address("a"), now: now)
    }
    #expect(error?.status == 429 && error?.code == -1003)
    #expect(error?.message == "Too many requests queued.")
    #expect(error?.retryAfterSeconds == 60)
    let later = refusal { () throws(ExchangeError) in
      try limits.chargeWeight(0, of: "/api/v3/order", family: .spot, to: .address("a"), now: now + 59_500)
    }
    #expect(later == nil)
  }

  @Test func `spot and futures count apart, and so do their bans`() throws {
    var limits = Limits(weight: 10)
    let now = Self.midnight
    try limits.chargeWeight(10, of: "/api/v3/depth", family: .spot, to: .address("a"), now: now)
    for _ in 0...Standing.ignoredRefusalCountMax {
      _ = refusal { () throws(ExchangeError) in
        try limits.chargeWeight(1, of: "/api/v3/depth", family: .spot, to: .address("a"), now: now)
      }
    }
    try limits.chargeWeight(7, of: "/fapi/v1/depth", family: .futures, to: .address("a"), now: now)
    let headers = limits.weightHeaders(of: "/fapi/v1/depth", family: .futures, payer: .address("a"), now: now)
    #expect(headers.map(\.name) == ["x-mbx-used-weight-1m"])
    #expect(headers.map(\.value) == ["7"])
    let error = refusal { () throws(ExchangeError) in
      try limits.chargeWeight(0, of: "/api/v3/depth", family: .spot, to: .address("a"), now: now)
    }
    #expect(error?.status == 418)
  }

  @Test func `futures refuse in their own words`() {
    var limits = Limits()
    let now = Self.midnight + 1_000
    func charge(_ weight: Int) -> ExchangeError? {
      refusal { () throws(ExchangeError) in
        try limits.chargeWeight(weight, of: "/fapi/v1/depth", family: .futures, to: .address("a"), now: now)
      }
    }
    #expect(charge(2_400) == nil)
    let text =
      "Too many requests; current limit is 2400 requests per minute. "
      + "Please use the websocket for live updates to avoid polling the API."
    let wanted = ExchangeError(status: 429, code: -1003, message: text).retryable(after: 59)
    for _ in 0..<Standing.ignoredRefusalCountMax { #expect(charge(1) == wanted) }
    let banText =
      "Way too many requests; IP banned until \(now + 120_000). "
      + "Please use the websocket for live updates to avoid bans."
    #expect(charge(1) == ExchangeError(status: 418, code: -1003, message: banText).retryable(after: 120))
  }

  @Test func `each wallet endpoint has a counter of its own, by address or by account`() {
    var limits = Limits()
    let now = Self.midnight + 30_000
    func charge(_ weight: Int, _ path: String, _ payer: WeightPayer) -> ExchangeError? {
      refusal { () throws(ExchangeError) in
        try limits.chargeWeight(weight, of: path, family: .wallet, to: payer, now: now)
      }
    }
    for (payer, other, limit, name) in [
      (WeightPayer.address("a"), WeightPayer.address("b"), 12_000, "x-sapi-used-ip-weight-1m"),
      (.account(1), .account(2), 180_000, "x-sapi-used-uid-weight-1m"),
    ] {
      #expect(charge(limit, "/sapi/v1/one", payer) == nil)
      for _ in 0..<Standing.ignoredRefusalCountMax {
        let error = charge(1, "/sapi/v1/one", payer)
        #expect(error?.status == 429 && error?.code == -1003 && error?.retryAfterSeconds == 30)
        #expect(
          error?.message
            == "Too much request weight used; current limit is \(limit) request weight per 1 MINUTE. "
            + "Please use WebSocket Streams for live updates to avoid polling the API.")
      }
      #expect(charge(limit, "/sapi/v1/one", other) == nil)
      #expect(charge(3, "/sapi/v1/two", payer) == nil)
      let headers = limits.weightHeaders(of: "/sapi/v1/two", family: .wallet, payer: payer, now: now)
      #expect(headers.map(\.name) == [name])
      #expect(headers.map(\.value) == ["3"])
      let next = limits.weightHeaders(of: "/sapi/v1/one", family: .wallet, payer: payer, now: now + 30_000)
      #expect(next.map(\.value) == ["0"])
    }
  }

  @Test
  func `who goes on after 429 is banned from the whole wallet, longer each time, and from nothing else`() {
    var limits = Limits()
    let now = Self.midnight + 30_000
    func charge(_ weight: Int, _ path: String, _ payer: WeightPayer, _ now: Int) -> ExchangeError? {
      refusal { () throws(ExchangeError) in
        try limits.chargeWeight(weight, of: path, family: .wallet, to: payer, now: now)
      }
    }
    func ban(until end: Int, at now: Int) -> ExchangeError {
      let text =
        "Way too much request weight used; IP banned until \(end). "
        + "Please use WebSocket Streams for live updates to avoid bans."
      return ExchangeError(status: 418, code: -1003, message: text).retryable(after: (end - now) / 1_000)
    }
    for (payer, other, limit) in [
      (WeightPayer.address("a"), WeightPayer.address("b"), 12_000), (.account(1), .account(2), 180_000),
    ] {
      var time = now
      for length in [120_000, 240_000] {
        #expect(charge(limit, "/sapi/v1/one", payer, time) == nil)
        // Whichever endpoints they are of.
        #expect(charge(limit + 1, "/sapi/v1/two", payer, time)?.status == 429)
        for _ in 1..<Standing.ignoredRefusalCountMax {
          #expect(charge(1, "/sapi/v1/one", payer, time)?.status == 429)
        }
        #expect(charge(1, "/sapi/v1/one", payer, time) == ban(until: time + length, at: time))
        #expect(charge(1, "/sapi/v1/three", payer, time) == ban(until: time + length, at: time))
        #expect(charge(1, "/sapi/v1/one", other, time) == nil)
        time += length
      }
      #expect(charge(1, "/sapi/v1/one", payer, time) == nil)
    }
    #expect(
      refusal { () throws(ExchangeError) in
        try limits.chargeWeight(1, of: "/api/v3/time", family: .spot, to: .address("a"), now: now)
      } == nil)
  }

  @Test func `the counters of wallet endpoints are bounded`() {
    var limits = Limits()
    func charge(_ index: Int, _ now: Int) -> ExchangeError? {
      refusal { () throws(ExchangeError) in
        try limits.chargeWeight(1, of: "/sapi/v1/one", family: .wallet, to: .address("\(index)"), now: now)
      }
    }
    let refused = (0..<EndpointLimits.counterCountMax).filter { charge($0, 0) != nil }
    #expect(refused.isEmpty)
    #expect(charge(-1, 0)?.status == 429)
    #expect(charge(-1, 60_000) == nil)
  }

  @Test func `weight that is given back was never used`() throws {
    var limits = Limits(weight: 10)
    for _ in 0..<100 {
      try limits.chargeWeight(4, of: "/api/v3/order", family: .spot, to: .address("a"), now: Self.midnight)
      limits.giveBackWeight(4, family: .spot, to: "a", now: Self.midnight)
    }
    let headers = limits.weightHeaders(
      of: "/api/v3/order", family: .spot, payer: .address("a"), now: Self.midnight)
    #expect(headers.map(\.name) == ["x-mbx-used-weight", "x-mbx-used-weight-1m"])
    #expect(headers.map(\.value) == ["0", "0"])
  }

  @Test func `what exchangeInfo lists is what is kept`() throws {
    let rates = try #require(
      try PaperClient(limits: Limits()).json("exchangeInfo?symbol=BTCUSDT")["rateLimits"])
    #expect(
      String(decoding: rates.rawBytes, as: UTF8.self)
        == #"[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},"#
        + #"{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},"#
        + #"{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000},"#
        + #"{"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":300000}]"#)
    let own = Limits(weight: 1_000_000, orders: 50_000)
    #expect(own.rates(of: .spot).map(\.limit) == [1_000_000, 50_000, 432_000_000, 1_000_000])
    #expect(Limits().rates(of: .futures).map(\.limit) == [2_400, 1_200, 300])
  }

  @Test func `what a recorded exchangeInfo lists is kept in place of today's`() throws {
    let text =
      #"{"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":1200},"#
      + #"{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":160000},"#
      + #"{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":50},"#
      + #"{"rateLimitType":"RAW_REQUESTS","interval":"MINUTE","intervalNum":5,"limit":6100},"#
      + #"{"rateLimitType":"ORDERS","interval":"YEAR","intervalNum":1,"limit":1},"#
      + #"{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":0,"limit":1}],"symbols":[]}"#
    let exchange = PaperExchange(seed: 1)
    try exchange.replay([try Recording(Array(text.utf8), symbol: nil)], from: 0, speed: 1)
    let recorded = exchange.recordedRateLimits
    #expect(recorded.count == 4)
    #expect(Limits(recorded: recorded).rates(of: .spot).map(\.limit) == [1_200, 50, 160_000, 6_100])
    #expect(Limits(recorded: recorded).rates(of: .futures) == Limits().rates(of: .futures))
    let own = Limits(weight: 9_000, orders: 10, recorded: recorded)
    #expect(own.rates(of: .spot).map(\.limit) == [9_000, 10, 200_000, 9_000])
  }
}
