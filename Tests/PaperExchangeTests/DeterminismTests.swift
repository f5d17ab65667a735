import HTTP
import PaperRoutes
import Testing

@Suite struct `Determinism` {
  static let targets = [
    "ping", "time", "exchangeInfo", "depth?symbol=BTCUSDT&limit=500", "trades?symbol=SHIBUSDT",
    "aggTrades?symbol=ETHBTC",
    "klines?symbol=1INCHUSDT&interval=1s", "klines?symbol=BTCUSDT&interval=4h&limit=30",
    "avgPrice?symbol=BTCEUR",
    "ticker/24hr", "ticker/price", "ticker/bookTicker", "ticker/tradingDay?symbol=BNBUSDT",
    "ticker?symbol=BNBUSDT",
    "ticker/price?symbol=btcusdt", "nowhere",
  ]

  private func bytes(seed: UInt64, order: [String]) throws -> [UInt8] {
    let client = PaperClient(seed: seed)
    var all: [UInt8] = []
    for target in order {
      client.now += 137
      try HTTPWriter.append(client.reply(target), to: &all)
    }
    return all
  }

  @Test func `the same seed and requests give the same bytes, headers included`() throws {
    #expect(try bytes(seed: 11, order: Self.targets) == bytes(seed: 11, order: Self.targets))
  }

  @Test func `another seed gives other prices`() throws {
    let one = PaperClient(seed: 11).reply("ticker/price").body
    let other = PaperClient(seed: 12).reply("ticker/price").body
    #expect(one != other)
  }

  @Test func `what was asked before does not change the market`() throws {
    let early = PaperClient(seed: 5)
    for minute in 0..<50 {
      early.now = PaperClient.noon + minute * 61_000
      _ = early.reply("klines?symbol=BTCUSDT&interval=1d&limit=5")
      _ = early.reply("depth?symbol=BTCUSDT&limit=20")
    }
    let late = PaperClient(seed: 5, now: early.now)
    for target in ["depth?symbol=BTCUSDT", "trades?symbol=BTCUSDT", "ticker/24hr?symbol=BTCUSDT"] {
      #expect(early.reply(target).body == late.reply(target).body, "\(target)")
    }
  }
}
