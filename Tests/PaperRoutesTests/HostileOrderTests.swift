import HTTP
import PaperAccounts
import PaperCore
import Testing
import Values

@testable import PaperRoutes

/// Requests that no honest client sends, made at random from the parameters that the routes know.
@Suite struct `Hostile order requests` {
  static let texts = [
    "1", "0", "0.5", "2", "1000", "70000", "60000", "67000", "1e5", "-1", "+1", "", "1.123456789",
    "99999999999999999999", "9223372036854775807", "0.00000001", "00001", "BUY", "SELL", "LIMIT", "MARKET",
    "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER", "GTC", "IOC", "FOK",
    "NONE", "EXPIRE_MAKER", "DECREMENT", "ACK", "FULL", "STOP_ON_FAILURE", "ALLOW_FAILURE", "ONLY_NEW",
    "CANCEL_ONLY", "PRIMARY_PEG", "MARKET_PEG", "PRICE_LEVEL", "BTCUSDT", "NOSUCH", "mine", "other", "true",
    "x%00y", "%E2%82%AC", "'; DROP TABLE orders", String(repeating: "9", count: 4_000),
  ]

  /// Values that a parameter might well have, so that some requests get through.
  private static func likely(_ parameter: Parameter, _ random: inout SeededGenerator) -> String {
    switch parameter.kind {
    case .symbol: "BTCUSDT"
    case .word(let word): word.values[Int(random.next() % UInt64(word.values.count))]
    case .clientOrderID: ["mine", "other", "third"][Int(random.next() % 3)]
    case .integer: ["1", "2", "3", "1000000"][Int(random.next() % 4)]
    case .decimal:
      parameter.name.lowercased().contains("price")
        ? ["60000", "66000", "67000", "68000", "75000"][Int(random.next() % 5)]
        : ["1", "0.5", "2", "0.01"][Int(random.next() % 4)]
    default: "true"
    }
  }

  private static func request(_ route: Route, _ random: inout SeededGenerator) -> String {
    var pairs: [String] = []
    for parameter in route.parameters {
      let isWanted = parameter.isMandatory ? random.next() % 20 > 0 : random.next() % 4 == 0
      guard isWanted else { continue }
      let isWild = random.next() % 12 == 0
      let text =
        isWild ? texts[Int(random.next() % UInt64(texts.count))] : likely(parameter, &random)
      pairs.append("\(parameter.name)=\(text)")
      if random.next() % 60 == 0 { pairs.append("\(parameter.name)=\(text)") }
    }
    if random.next() % 40 == 0 { pairs.append("unknown=1") }
    return pairs.joined(separator: "&")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `are refused or carried out, and never in between`(_ seed: UInt64) throws {
    let desk = SpotDesk(seed: seed)
    var random = SeededGenerator(seed: seed)
    let routes = Route.spotOrders + Route.spotOrderLists + Route.spotAccount
    let issued = desk.venue.accounts.issued
    var successCount = 0
    for step in 0..<1_500 {
      let route = routes[Int(random.next() % UInt64(routes.count))]
      let parameters = Self.request(route, &random)
      let path = String(route.path.dropFirst("/api/v3/".count))
      guard CheckedQuery(parameters) != nil else { continue }
      desk.now += Int(random.next() % 2_000)
      let before = try desk.state()
      do {
        let body = try desk.bytes(route.method, path, parameters)
        successCount += 1
        _ = try JSONDocument(body, limits: .exchangeReply)
        if !route.isCommand { #expect(try desk.state() == before, "seed \(seed) step \(step) \(parameters)") }
      } catch let error as ExchangeError {
        #expect(error.code < -999 && !error.message.isEmpty)
        if error.data == nil {
          #expect(try desk.state() == before, "seed \(seed) step \(step): \(path)?\(parameters)")
        }
      }
      for (asset, units) in issued { #expect(desk.venue.accounts.total(of: asset) == units) }
    }
    // Otherwise this would have tested the refusals only.
    #expect(successCount > 100, "seed \(seed)")
  }
}
