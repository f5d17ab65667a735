import HTTP
import PaperAccounts
import PaperCore
import PaperFutures
import PaperSpot
import Signing
import Testing
import Values

@testable import PaperRoutes

/// An exchange that is sent bytes at random, and what must hold after each request whatever it was.
final class FuzzedVenue {
  /// Requests that succeeded.
  private(set) var successCount = 0
  /// Streams that were not HTTP.
  private(set) var refusedStreamCount = 0

  private let router: Router
  private let seed: UInt64
  /// What a log would have kept.
  private(set) var commands: [Command] = []
  private var maker: RequestMaker
  private let mutates: Bool
  private var now = SpotDesk.noon

  private var venue: PaperVenue { router.venue }

  /// - Parameter mutates: whether the bytes of requests are damaged, too.
  init(seed: UInt64, mutates: Bool) throws {
    self.mutates = mutates
    self.seed = seed
    maker = try RequestMaker(seed: seed)
    let limits = Limits(weight: 1_000_000_000, orders: 1_000_000_000)
    router = Router(venue: PaperVenue(exchange: PaperExchange(seed: seed), limits: limits))
    for id in RequestMaker.keyIDs {
      let account = try #require(Self.open(in: venue, now: now))
      let code = try HMACSHA256(Secret(copying: Array(RequestMaker.secret.utf8).span))
      let key = PaperKey(
        id: id, verifier: .hmac(code), accountNumber: account.number,
        rights: [.reading, .spotTrading, .futures, .internalTransfer, .universalTransfer])
      #expect(venue.keys.add(key))
    }
    router.onCommand = { [unowned self] in commands.append($0) }
  }

  private static func open(in venue: PaperVenue, now: Int) -> Account? {
    guard let account = venue.accounts.open(now: now) else { return nil }
    for (asset, whole) in [("BTC", 100), ("USDT", 10_000_000), ("ETH", 1_000), ("BNB", 1_000)] {
      venue.accounts.issue(Int128(whole) * 100_000_000, of: asset, to: account, now: now)
    }
    venue.accounts.issue(100_000_000_000_000, of: "USDT", to: account, wallet: .futures, now: now)
    return account
  }

  /// Carries out on a fresh exchange what a log would have kept.
  ///
  /// - Returns: the first question that is answered otherwise there; nil when there is none.
  func playedBackDifference() -> String? {
    let other = Router(venue: PaperVenue(exchange: PaperExchange(seed: seed)))
    for _ in RequestMaker.keyIDs { _ = Self.open(in: other.venue, now: SpotDesk.noon) }
    for command in commands { _ = Self.answer(other, command) }
    let time = venue.exchange.time(at: now)
    for account in venue.accounts.all {
      for (path, symbol) in Self.questions {
        let question = Command(
          time: time, account: account.number, method: "GET", path: path,
          parameters: symbol.map { [Command.Parameter(name: "symbol", value: $0)] } ?? [])
        let (mine, its) = (Self.answer(router, question), Self.answer(other, question))
        if mine != its { return "\(path) \(symbol ?? "") of \(account.number): \(mine) and \(its)" }
      }
    }
    return nil
  }

  private static func answer(_ router: Router, _ command: Command) -> String {
    do throws(ExchangeError) {
      return String(decoding: try router.replay(command), as: UTF8.self)
    } catch {
      return "\(error.code) \(error.message)"
    }
  }

  /// What a client can see of an account.
  private static let questions: [(path: String, symbol: String?)] =
    ["account", "openOrders", "openOrderList", "allOrderList"].map { ("/api/v3/" + $0, nil) }
    + ["allOrders", "myTrades"].flatMap { path in
      ["BTCUSDT", "ETHUSDT", "BNBUSDT"].map { ("/api/v3/" + path, $0) }
    }
    + ["v3/account", "v1/openOrders", "v1/openAlgoOrders", "v1/income", "v3/positionRisk"].map {
      ("/fapi/" + $0, nil)
    }
    + ["allOrders", "userTrades", "allAlgoOrders"].flatMap { path in
      ["BTCUSDT", "ETHUSDT"].map { ("/fapi/v1/" + path, $0) }
    }
    + ["capital/deposit/hisrec", "asset/wallet/balance"].map { ("/sapi/v1/" + $0, nil) }

  /// Sends one stream of bytes.
  ///
  /// - Returns: what is wrong; nil when nothing is.
  func step() -> String? {
    // Mostly moments, now and then an hour.
    now += maker.random.next(below: maker.random.next(below: 200) == 0 ? 3_600_000 : 2_000)
    maker.now = venue.exchange.time(at: now)
    var stream = maker.bytes()
    if mutates {
      if maker.random.next(below: 5) == 0 { stream += maker.bytes() }
      if maker.random.next(below: 10) > 0 { stream = maker.mutated(stream) }
    }
    let cut = maker.random.next(below: stream.count + 1)
    var parser = HTTPRequestParser(limits: HTTPLimits(bodyByteCountMax: 256 * 1_024))
    for part in [stream[..<cut], stream[cut...]] {
      var rest = Array(part)
      while !rest.isEmpty {
        do throws(HTTPFailure) {
          rest.removeFirst(try parser.receive(rest.span))
        } catch {
          refusedStreamCount += 1
          let isKnown = (400..<500).contains(error.status) || error.status == 501 || error.status == 505
          return isKnown && (mutates || error.status == 414)
            ? nil : "\(error) of \(Self.shown(stream))"
        }
        guard let request = parser.next() else { continue }
        if let problem = serve(request) { return "\(problem): \(Self.shown(stream))" }
      }
    }
    return nil
  }

  private func serve(_ request: HTTPRequest) -> String? {
    venue.advance(to: venue.exchange.time(at: now), wall: now)
    let before = picture()
    // Addresses change, so that no ban of one of them ends the run.
    let reply = router.reply(to: request, from: "10.0.0.\(maker.random.next(below: 250))", now: now)
    guard reply.status == 200 || (400..<500).contains(reply.status) else { return "status \(reply.status)" }
    if let problem = problem(reply) ?? framing(reply, of: request) { return problem }
    if reply.status == 200 { successCount += 1 }
    let isReading = request.method == "GET" || request.method == "HEAD"
    // A cancelReplace whose second half failed says so in `data`.
    let isHalfDone = String(decoding: reply.body.prefix(400), as: UTF8.self).contains(
      #""data":{"cancelResult""#)
    if isReading || (reply.status != 200 && !isHalfDone), picture() != before {
      return "\(reply.status) left a trace"
    }
    for (asset, units) in venue.accounts.issued where venue.accounts.total(of: asset) != units {
      return "\(units) units of \(asset) were issued, \(venue.accounts.total(of: asset)) are there"
    }
    return nil
  }

  /// What is wrong with an answer's body.
  private func problem(_ reply: HTTPReply) -> String? {
    guard reply.headers["Content-Type"]?.hasPrefix("application/json") == true else {
      return reply.status == 404 ? nil : "an answer of another type"
    }
    do {
      let document = try JSONDocument(reply.body, limits: .exchangeReply)
      guard reply.status != 200 else { return nil }
      let code = document.root["code"]?.integer ?? 0
      return code < 0 && document.root["msg"]?.string?.isEmpty == false ? nil : "a refusal without words"
    } catch {
      return "no JSON (\(error))"
    }
  }

  /// What is wrong with an answer's bytes on the connection.
  private func framing(_ reply: HTTPReply, of request: HTTPRequest) -> String? {
    var bytes: [UInt8] = []
    var parser = HTTPReplyParser()
    parser.expect(method: request.method)
    do throws(HTTPFailure) {
      try HTTPWriter.append(reply, answering: request, to: &bytes)
      let count = try parser.receive(bytes.span)
      guard count == bytes.count, let read = parser.next(), read.status == reply.status,
        request.method == "HEAD" || read.body == reply.body
      else { return "an answer that reads differently" }
      return nil
    } catch {
      return "an answer that cannot be sent: \(error)"
    }
  }

  /// What a refused request may not change: balances and open orders.
  private func picture() -> [Int128] {
    var picture: [Int128] = []
    for account in venue.accounts.all {
      for wallet in Wallet.allCases {
        for (_, balance) in account.balances(in: wallet) { picture += [balance.free, balance.locked] }
      }
      picture.append(Int128(venue.spot.openOrders(of: account, on: nil).count))
      picture.append(Int128(venue.futures.member(account).openOrders.count))
    }
    return picture
  }

  private static func shown(_ stream: [UInt8]) -> String {
    String(reflecting: String(decoding: stream.prefix(1_500), as: UTF8.self))
  }
}
