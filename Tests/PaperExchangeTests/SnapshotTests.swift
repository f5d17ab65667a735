import PaperAccounts
import PaperCore
import PaperFutures
import PaperRoutes
import Testing
import Values

@Suite struct `Daily account snapshots` {
  private static let day = 86_400_000
  private static let midnight = PaperClient.noon / day * day

  /// The balances of BTC, day by day, as texts.
  private func balances(_ client: WalletClient, _ query: String = "") throws -> [String] {
    try client.ask("GET sapi/v1/accountSnapshot", "type=SPOT" + query)["snapshotVos"]?.list.map { entry in
      let list = entry["data"]?["balances"]?.list ?? []
      return list.first { $0["asset"]?.string == "BTC" }?["free"]?.string ?? "none"
    } ?? []
  }

  @Test func `show what was there when each day ended`() throws {
    let client = try WalletClient(now: Self.midnight)
    try client.fund("BTC", "1")
    #expect(try balances(client).isEmpty)
    client.now += Self.day - 1
    try client.fund("BTC", "1")
    #expect(try balances(client) == ["2.00000000"])
    client.now += 1
    try client.fund("BTC", "1")
    #expect(try balances(client) == ["2.00000000"])
    client.now += 3 * Self.day
    #expect(try balances(client) == ["2.00000000", "3.00000000", "3.00000000", "3.00000000"])
    _ = try client.transfer("MAIN_FUNDING", "BTC", "3")
    client.now += Self.day
    #expect(
      try balances(client) == ["2.00000000", "3.00000000", "3.00000000", "3.00000000", "none"])
  }

  @Test func `are dated with the last second of their day and worth what the market said then`() throws {
    let client = try WalletClient(now: Self.midnight)
    try client.fund("USDT", "1000")
    client.now += Self.day + 5
    let entry = try client.ask("GET sapi/v1/accountSnapshot", "type=SPOT")["snapshotVos"]?[0]
    let time = Self.midnight + Self.day - 1_000
    #expect(entry?["updateTime"]?.integer == time)
    let market = try #require(client.router.venue.exchange.symbol(named: "BTCUSDT")?.market)
    let price = try #require(market.lastTrade(at: time)).priceTicks
    let worth = try #require(entry?["data"]?["totalAssetOfBtc"]?.string)
    let expected = Int128(100_000_000_000) * 100_000_000 / Int128(price * market.scale.tickUnits)
    #expect(worth == "0." + String(repeating: "0", count: 8 - String(expected).count) + String(expected))
  }

  @Test func `are as many as asked for and no older than a month`() throws {
    let client = try WalletClient(now: Self.midnight)
    for _ in 0..<60 {
      try client.fund("BTC", "1")
      client.now += Self.day
    }
    #expect(try balances(client).count == 7)
    #expect(try balances(client).last == "60.00000000")
    #expect(try balances(client, "&limit=30").first == "31.00000000")
    #expect(try balances(client, "&limit=30").count == 30)
    let start = client.now - 10 * Self.day
    #expect(try balances(client, "&startTime=\(start)").count == 7)
    #expect(try balances(client, "&startTime=\(start)").first == "51.00000000")
    #expect(try balances(client, "&startTime=\(start)&limit=30").count == 10)
    let end = client.now - 5 * Self.day
    #expect(try balances(client, "&startTime=\(start)&endTime=\(end)").count == 5)
    #expect(client.account.balances(in: .spot, atEndOfDay: Self.midnight / Self.day) == nil)
  }

  @Test func `of futures show the positions of that day at its last mark price`() throws {
    let client = try WalletClient(now: Self.midnight)
    try client.fund("USDT", "10000", "UMFUTURE")
    func order(_ side: String, _ quantity: String) throws {
      _ = try client.ask(
        "POST fapi/v1/order", "symbol=BTCUSDT&side=\(side)&type=MARKET&quantity=\(quantity)")
    }
    client.now += Self.day / 2
    try order("BUY", "0.02")
    client.now += Self.day
    try order("SELL", "0.03")
    client.now += Self.day
    try order("BUY", "0.01")
    client.now += Self.day
    let days = try client.ask("GET sapi/v1/accountSnapshot", "type=FUTURES")["snapshotVos"]?.list ?? []
    let rows = days.map { $0["data"]?["position"]?.list ?? [] }
    #expect(
      rows.map { $0.map { $0["positionAmt"]?.string ?? "" } } == [["0.02000000"], ["-0.01000000"], []])
    let entry = try #require(days.first?["data"])
    let row = try #require(rows.first?.first)
    #expect(row["symbol"]?.string == "BTCUSDT")
    #expect(
      row.members.map(\.key) == ["entryPrice", "markPrice", "positionAmt", "symbol", "unRealizedProfit"])
    let time = try #require(days.first?["updateTime"]?.integer)
    #expect(time == Self.midnight + Self.day - 1_000)
    let mark = try #require(client.router.venue.futures.contract(named: "BTCUSDT")).market.markPrice(at: time)
    func units(_ value: JSONValue?) throws -> Int {
      let text = try #require(value?.string)
      let units = try #require(PlainDecimal(text.utf8.drop { $0 == 0x2D })?.exactUnits)
      return text.hasPrefix("-") ? -units : units
    }
    #expect(try units(row["markPrice"]) == mark)
    let profit = try units(row["unRealizedProfit"])
    let difference = try mark - units(row["entryPrice"])
    #expect(abs(profit - difference / 50) <= 1)
    let asset = entry["assets"]?[0]
    #expect(try units(asset?["marginBalance"]) - units(asset?["walletBalance"]) == profit)
  }

  @Test func `exist for futures and margin too`() throws {
    let client = try WalletClient(now: Self.midnight)
    try client.fund("USDT", "12.5", "UMFUTURE")
    client.now += Self.day
    let futures = try client.ask("GET sapi/v1/accountSnapshot", "type=FUTURES")["snapshotVos"]?[0]
    #expect(futures?["type"]?.string == "futures")
    #expect(futures?["data"]?["assets"]?[0]?["walletBalance"]?.string == "12.50000000")
    let margin = try client.ask("GET sapi/v1/accountSnapshot", "type=MARGIN")["snapshotVos"]?[0]
    #expect(margin?["data"]?["totalNetAssetOfBtc"]?.string == "0.00000000")
  }
}
