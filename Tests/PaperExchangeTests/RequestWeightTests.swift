import HTTP
import PaperCore
import Testing

@testable import PaperRoutes

@Suite struct `Request weight` {
  static let table: [(target: String, weight: Int)] = [
    ("ping", 1), ("time", 1), ("exchangeInfo", 20), ("exchangeInfo?symbol=BTCUSDT", 20),
    ("depth?symbol=BTCUSDT", 5), ("depth?symbol=BTCUSDT&limit=100", 5),
    ("depth?symbol=BTCUSDT&limit=101", 25),
    ("depth?symbol=BTCUSDT&limit=500", 25), ("depth?symbol=BTCUSDT&limit=501", 50),
    ("depth?symbol=BTCUSDT&limit=1000", 50), ("depth?symbol=BTCUSDT&limit=1001", 250),
    ("depth?symbol=BTCUSDT&limit=5000", 250), ("trades?symbol=BTCUSDT", 25),
    ("historicalTrades?symbol=BTCUSDT", 25),
    ("aggTrades?symbol=BTCUSDT", 4), ("klines?symbol=BTCUSDT&interval=1m", 2),
    ("uiKlines?symbol=BTCUSDT&interval=1m", 2), ("avgPrice?symbol=BTCUSDT", 2),
    ("ticker/24hr?symbol=BTCUSDT", 2),
    ("ticker/24hr", 80), ("ticker/24hr?symbols=%5B%22BTCUSDT%22,%22ETHUSDT%22%5D", 2),
    ("ticker/tradingDay?symbol=BTCUSDT", 4),
    ("ticker/tradingDay?symbols=%5B%22BTCUSDT%22,%22ETHUSDT%22%5D", 8),
    ("ticker/price?symbol=BTCUSDT", 2), ("ticker/price", 4), ("ticker/price?symbols=%5B%22BTCUSDT%22%5D", 4),
    ("ticker/bookTicker?symbol=BTCUSDT", 2), ("ticker/bookTicker", 4), ("ticker?symbol=BTCUSDT", 4),
    ("ticker?symbols=%5B%22BTCUSDT%22,%22ETHUSDT%22,%22BNBUSDT%22%5D", 12),
  ]

  @Test(arguments: table.indices)
  func `is what the documents say`(_ index: Int) {
    let row = Self.table[index]
    let reply = PaperClient().reply(row.target)
    #expect(reply.status == 200)
    #expect(reply.headers["x-mbx-used-weight-1m"] == "\(row.weight)", "\(row.target)")
  }

  @Test(arguments: [(20, 2), (21, 40), (100, 40), (101, 80)])
  func `of day tickers goes by how many symbols are named`(_ count: Int, weight: Int) {
    let list = (0..<count).map { "%22A\($0)%22" }.joined(separator: ",")
    let reply = PaperClient().reply("ticker/24hr?symbols=%5B\(list)%5D")
    #expect(reply.status == 400, "they do not exist, and weigh all the same")
    #expect(reply.headers["x-mbx-used-weight"] == "\(weight)")
  }

  @Test func `adds up within a minute and begins anew with the next`() {
    let client = PaperClient(now: 60_000 * 1_000)
    for _ in 0..<3 { _ = client.reply("trades?symbol=BTCUSDT") }
    #expect(client.reply("ping").headers["x-mbx-used-weight-1m"] == "76")
    client.now += 59_999
    #expect(client.reply("ping").headers["x-mbx-used-weight-1m"] == "77")
    client.now += 1
    #expect(client.reply("ping").headers["x-mbx-used-weight-1m"] == "1")
  }

  @Test func `beyond the limit is 429 until the minute ends, and a ban for those who go on`() throws {
    let client = PaperClient(now: 60_000 * 1_000 + 45_500, limits: Limits())
    for _ in 0..<24 { #expect(client.reply("depth?symbol=BTCUSDT&limit=5000").status == 200) }
    let refused = client.reply("ping")
    #expect(refused.status == 429)
    #expect(refused.headers["Retry-After"] == "15")
    #expect(refused.headers["x-mbx-used-weight-1m"] == "6001")
    #expect(
      String(decoding: refused.body, as: UTF8.self)
        == #"{"code":-1003,"msg":"Too much request weight used; current limit is 6000 request weight per 1 MINUTE. "#
        + #"Please use WebSocket Streams for live updates to avoid polling the API."}"#)
    for _ in 1..<Standing.ignoredRefusalCountMax { #expect(client.reply("ping").status == 429) }
    let banned = client.reply("ping")
    #expect(banned.status == 418)
    #expect(banned.headers["Retry-After"] == "120")
    #expect(
      String(decoding: banned.body, as: UTF8.self).contains(
        "Way too much request weight used; IP banned until \(client.now + 120_000). Please use WebSocket Streams"
      ))
    client.now += 119_999
    #expect(client.reply("ping").status == 418)
    #expect(client.reply("ping").headers["Retry-After"] == "1")
    client.now += 1
    #expect(client.reply("ping").status == 200)
  }

  @Test func `waiting after a 429 brings no ban`() {
    let client = PaperClient(now: 60_000 * 1_000, limits: Limits(weight: 10))
    for _ in 0..<30 {
      _ = client.reply("exchangeInfo")
      #expect(client.reply("ping").status == 429)
      client.now += 60_000
    }
    #expect(client.reply("ping").status == 200)
  }

  private static func weights(limit: Int) -> AddressLimits {
    AddressLimits(
      weight: RateLimit(.requestWeight, per: 1, .minute, limit: limit), requests: nil, words: .spot)
  }

  @Test func `a second ban is twice as long and none is longer than three days`() throws {
    var weights = Self.weights(limit: 1)
    var now = 0
    var length = Standing.firstBanMilliseconds
    for _ in 0..<20 {
      var seconds = 0
      while seconds == 0 {
        do throws(ExchangeError) {
          try weights.charge(5, to: "a", now: now)
        } catch {
          if error.status == 418 { seconds = try #require(error.retryAfterSeconds) }
        }
      }
      #expect(seconds * 1_000 == min(length, 3 * 86_400_000))
      length *= 2
      now += seconds * 1_000
    }
  }

  @Test func `is counted per address, for a bounded number of them`() throws {
    let client = PaperClient()
    _ = client.reply("exchangeInfo")
    client.address = "10.0.0.9"
    #expect(client.reply("ping").headers["x-mbx-used-weight"] == "1")
    var weights = Self.weights(limit: 100)
    for index in 0..<AddressLimits.addressCountMax { try weights.charge(1, to: "\(index)", now: 0) }
    let refusal = ExchangeError.tooMuchWeight(weights.weightLimit).retryable(after: 60)
    #expect(throws: refusal) { try weights.charge(1, to: "new", now: 0) }
    #expect(weights.used(by: "0", now: 0) == 1, "those who came first are kept")
    try weights.charge(1, to: "new", now: 60_000)
    #expect(weights.used(by: "new", now: 60_000) == 1)
  }
}
