import PaperAccounts
import PaperCore
import PaperRoutes
import Signing
import Testing

@testable import PaperState

@Suite struct `Playing a log back` {
  /// Questions whose answers are everything that the wallet half knows.
  private static let questions = [
    "/sapi/v1/capital/deposit/hisrec", "/sapi/v1/asset/transfer", "/sapi/v1/accountSnapshot",
    "/sapi/v1/asset/wallet/balance", "/sapi/v1/capital/config/getall", "/api/v3/openOrders",
    "/api/v3/allOrders", "/api/v3/myTrades", "/api/v3/account",
  ]

  @Test func `gives the same balances and the same answers, whatever happened`() throws {
    let fixture = Self.random(commandCount: 3_000, seed: 42)
    let (router, end) = try LogFixture.played(fixture.log, pieceByteCount: 4_096)
    #expect(end.tornByteCount == 0)
    #expect(router.venue.accounts.fees.values.contains { $0 > 0 }, "nothing was ever filled")
    #expect(
      BalanceDigest.of(router.venue.accounts) == BalanceDigest.of(fixture.router.venue.accounts))
    for account in fixture.router.venue.accounts.all {
      for path in Self.questions {
        for type in ["MAIN_FUNDING", "FUNDING_MAIN", "SPOT", "FUTURES"] {
          let question = Command(
            time: fixture.now, account: account.number, method: "GET", path: path,
            parameters: path.hasPrefix("/api")
              ? [Command.Parameter(name: "symbol", value: "BTCUSDT")]
              : [Command.Parameter(name: "type", value: type)])
          #expect(Self.answer(router, question) == Self.answer(fixture.router, question), "\(path) \(type)")
        }
      }
    }
    for asset in ["BTC", "USDT", "ETH"] {
      let accounts = router.venue.accounts
      #expect(accounts.total(of: asset) == accounts.issued[asset, default: 0])
    }
  }

  @Test func `ends at every record with the balances of that moment`() throws {
    let fixture = Self.random(commandCount: 60, seed: 3)
    for end in fixture.ends {
      let (router, found) = try LogFixture.played(Array(fixture.log[..<end]))
      #expect(found.byteCount == end)
      for asset in ["BTC", "USDT", "ETH"] {
        let accounts = router.venue.accounts
        #expect(accounts.total(of: asset) == accounts.issued[asset, default: 0])
      }
    }
  }

  @Test func `balances that come out differently are refused`() throws {
    let fixture = LogFixture.small()
    fixture.write(.balances(digest: [UInt8](repeating: 9, count: SHA256.byteCount), time: fixture.now))
    #expect(throws: LogFailure.otherBalances(record: fixture.records.count - 1, build: "a build")) {
      try LogFixture.played(fixture.log)
    }
  }

  @Test func `a command of nobody, and one of no path, is refused`() throws {
    for (account, path) in [(99, "/paper/v1/fund"), (0, "/paper/v1/nothing")] {
      let fixture = LogFixture.small()
      fixture.command(path, account: account, [("asset", "BTC"), ("amount", "1")])
      #expect(throws: LogFailure.self) { try LogFixture.played(fixture.log) }
    }
  }

  @Test func `goes on where it ended`() throws {
    let fixture = LogFixture.small()
    var playback = try LogPlayback(
      header: Array(fixture.log.prefix(LogHeader.byteCount)), router: LogFixture.router())
    _ = try playback.play(Array(fixture.log.dropFirst(LogHeader.byteCount)))
    _ = try playback.play([])
    var writer = playback.writer()
    #expect(writer.recordCount == fixture.records.count)
    #expect(writer.lastTime == fixture.now)
    let record = LogRecord.started(build: "next", time: fixture.now + 1)
    let log = fixture.log + writer.bytes(of: record)
    #expect(try LogFixture.read(log) == fixture.records + [record])
  }

  private static func answer(_ router: Router, _ command: Command) -> String {
    do throws(ExchangeError) {
      return String(decoding: try router.replay(command), as: UTF8.self)
    } catch {
      return "\(error.code) \(error.message)"
    }
  }

  /// Faucets, transfers, some refused, over several accounts and days.
  private static func random(commandCount: Int, seed: UInt64) -> LogFixture {
    var generator = SeededGenerator(seed: seed)
    let fixture = LogFixture()
    let types = ["MAIN_FUNDING", "FUNDING_MAIN", "MAIN_UMFUTURE", "UMFUTURE_FUNDING", "MAIN_MARGIN"]
    fixture.write(.started(build: "random", time: fixture.now))
    for _ in 0..<4 { fixture.open() }
    for index in 0..<commandCount {
      fixture.now += generator.next(below: 2_000_000)
      let account = generator.next(below: 4)
      let asset = ["BTC", "USDT", "ETH"][generator.next(below: 3)]
      let amount = ("amount", "\(generator.next(below: 20)).\(generator.next(below: 100_000))")
      let kind = generator.next(below: 6)
      if kind < 2 {
        order(fixture, account, isLimit: kind == 0, &generator)
      } else if kind == 2 {
        replace(fixture, account, &generator)
      } else if kind == 3 {
        fixture.command("/paper/v1/fund", account: account, [("asset", asset), amount])
      } else {
        let type = ("type", types[generator.next(below: types.count)])
        fixture.command("/sapi/v1/asset/transfer", account: account, [type, ("asset", asset), amount])
      }
      if index % 50 == 49 { fixture.digest() }
    }
    return fixture
  }

  private static func order(
    _ fixture: LogFixture, _ account: Int, isLimit: Bool, _ generator: inout SeededGenerator
  ) {
    let limit = [("timeInForce", "GTC"), ("price", "\(60_000 + generator.next(below: 15_000)).00")]
    fixture.command(
      "/api/v3/order", account: account,
      [
        ("symbol", "BTCUSDT"), ("side", ["BUY", "SELL"][generator.next(below: 2)]),
        ("type", isLimit ? "LIMIT" : "MARKET"), ("quantity", "0.0\(1_000 + generator.next(below: 8_000))"),
      ] + (isLimit ? limit : []))
  }

  /// Some meet the limit of orders, and cancel all the same.
  private static func replace(_ fixture: LogFixture, _ account: Int, _ generator: inout SeededGenerator) {
    fixture.command(
      "/api/v3/order/cancelReplace", account: account,
      [
        ("symbol", "BTCUSDT"), ("side", "SELL"), ("type", "LIMIT"), ("timeInForce", "GTC"),
        ("quantity", "0.01"), ("price", "70000.00"), ("cancelReplaceMode", "ALLOW_FAILURE"),
        ("cancelOrderId", "\(1 + generator.next(below: 40))"), ("orderRateLimitExceededMode", "CANCEL_ONLY"),
      ], isOverLimit: generator.next(below: 3) == 0)
  }
}
