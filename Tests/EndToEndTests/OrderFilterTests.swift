import Catalog
import Foundation
import LinuxIO
import Orders
import TestSupport
import Testing
import Values

extension `End to end` {
  /// Random orders, to the order desk and to the paper exchange, which was written from the same documents by
  /// itself: what the one accepts and refuses, the other must.
  ///
  /// The one suite here that imports the product: it is the product that is compared.
  @Suite(.onLoop) struct `Order filters against the exchange` {
    /// A symbol's numbers, from the exchange's own list, by Foundation's reader: only to make orders near the
    /// edges of the rules, not to judge them.
    struct Scale {
      let symbol: String
      let tick: Decimal
      let step: Decimal
      let price: Decimal
      let minNotional: Decimal
      let lotMax: Decimal
      let marketLotMax: Decimal
    }

    private static func scales(_ paper: PaperCustomer) throws -> [Scale] {
      func object(_ path: String) throws -> [String: Any] {
        ParsedJSON.object(Data(try LoopbackSocket.body(of: path, port: paper.port))) ?? [:]
      }
      let list = try object("/api/v3/exchangeInfo?permissions=SPOT")["symbols"] as? [[String: Any]] ?? []
      return try list.map { entry in
        let name = entry["symbol"] as? String ?? ""
        let filters = entry["filters"] as? [[String: Any]] ?? []
        func number(_ filter: String, _ key: String) -> Decimal {
          let found = filters.first { $0["filterType"] as? String == filter }
          return Decimal(string: found?[key] as? String ?? "") ?? 0
        }
        let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let average = try object("/api/v3/avgPrice?symbol=\(encoded)")["price"] as? String ?? ""
        return Scale(
          symbol: name, tick: number("PRICE_FILTER", "tickSize"), step: number("LOT_SIZE", "stepSize"),
          price: Decimal(string: average) ?? 0,
          minNotional: max(number("NOTIONAL", "minNotional"), number("MIN_NOTIONAL", "minNotional")),
          lotMax: number("LOT_SIZE", "maxQty"), marketLotMax: number("MARKET_LOT_SIZE", "maxQty"))
      }
    }

    /// A whole number of steps near a value, and often something that is not.
    private static func near(_ value: Decimal, _ step: Decimal, _ random: inout SeededGenerator) -> Decimal {
      let spread = Decimal(Int.random(in: 50...150, using: &random)) / 100
      var (scaled, whole) = (value * spread / step, Decimal())
      NSDecimalRound(&whole, &scaled, 0, .plain)
      let onStep = max(whole, 1) * step
      return Int.random(in: 0..<8, using: &random) == 0
        ? onStep + step / random.pick([2, 10, 1_000]) : onStep
    }

    private static func text(_ value: Decimal) -> String {
      // Plain notation, which `Decimal` has for every number of this size.
      "\(value)"
    }

    private static func order(_ scale: Scale, _ random: inout SeededGenerator) -> [String: String] {
      let type = random.pick(Parameter.spotOrderTypes)
      var order = ["symbol": scale.symbol, "type": type, "side": random.pick(["BUY", "SELL"])]
      let factor = random.pick([1, 1, 1, 1, 1.3, 0.7, 4.9, 5.1, 0.21, 0.19].map { Decimal($0) })
      let price = max(near(scale.price * factor, scale.tick, &random), scale.tick / 2)
      let worth = scale.minNotional * random.pick([0.5, 0.99, 1, 1.01, 2, 20, 500].map { Decimal($0) })
      var quantity = near(max(worth / max(price, scale.tick), scale.step / 3), scale.step, &random)
      if Int.random(in: 0..<15, using: &random) == 0 {
        quantity = random.pick([scale.lotMax, scale.lotMax + scale.step, scale.marketLotMax, scale.step / 10])
      }
      if type == "MARKET", Bool.random(using: &random) {
        order["quote_quantity"] = text(worth)
      } else {
        order["quantity"] = text(quantity)
      }
      if type.hasSuffix("LIMIT") || type == "LIMIT_MAKER" { order["price"] = text(price) }
      if type.hasPrefix("STOP") || type.hasPrefix("TAKE") {
        let kind = Int.random(in: 0..<3, using: &random)
        if kind != 1 { order["stop_price"] = text(near(scale.price, scale.tick, &random)) }
        if kind != 0 { order["trailing_delta"] = random.pick(["9", "10", "100", "2000", "2001"]) }
      }
      if type.hasSuffix("LIMIT"), Int.random(in: 0..<3, using: &random) == 0 {
        order["time_in_force"] = random.pick(["GTC", "IOC", "FOK"])
      }
      if order["price"] != nil, Int.random(in: 0..<5, using: &random) == 0 {
        order["iceberg_quantity"] = text(
          near(quantity / random.pick([1, 2, 99, 101, 300]), scale.step, &random))
      }
      return order
    }

    /// The request that would go out if the desk let everything pass.
    private static func unchecked(_ order: [String: String]) -> String {
      let names = [
        "quote_quantity": "quoteOrderQty", "stop_price": "stopPrice", "trailing_delta": "trailingDelta",
        "time_in_force": "timeInForce", "iceberg_quantity": "icebergQty",
      ]
      var query = order.sorted { $0.key < $1.key }.map { (name: names[$0.key] ?? $0.key, value: $0.value) }
      if order["type"]?.hasSuffix("LIMIT") == true, order["time_in_force"] == nil {
        query.append(("timeInForce", "GTC"))
      }
      return PaperDesk.text(query)
    }

    /// What only the exchange can know: what the account has, has open, and may have (`MAX_ASSET`, which is
    /// in `myFilters` and not in the symbol's rules).
    private static let ofAccount = [
      "MAX_POSITION", "MAX_ASSET", "MAX_NUM_ORDERS", "EXCHANGE_MAX_NUM_ORDERS",
    ]

    @Test @LoopActor func `agree with it on random orders on every symbol`() async throws {
      let paper = try PaperCustomer([])
      defer { paper.program.closeInput() }
      let bench = PaperDesk(paper)
      let scales = try Self.scales(paper)
      #expect(scales.count == 20)
      let seed: UInt64 = 20_261_128
      var random = SeededGenerator(seed: seed)
      var counts = (accepted: 0, refused: 0)
      var filters: [String: Int] = [:]
      for scale in scales {
        for _ in 0..<60 {
          let order = Self.order(scale, &random)
          var disagreement: String?
          // The average price moves while the two are asked; what is no accident stays.
          for _ in 0..<3 {
            let refusal: String?
            let verdict = try await bench.verdict(order)
            switch verdict {
            case .success(let query):
              refusal = try bench.refusal(query)
              let isOfAccount = Self.ofAccount.contains { refusal?.contains($0) == true }
              disagreement =
                refusal == nil || isOfAccount ? nil : "accepted here, and the exchange says \(refusal ?? "")"
            case .failure(let failure):
              refusal = try bench.refusal(Self.unchecked(order))
              disagreement =
                refusal == nil ? "accepted by the exchange, refused here: \(failure.message)" : nil
            }
            guard disagreement == nil else { continue }
            if case .failure(let failure) = verdict {
              counts.refused += 1
              if case .string(let name)? = failure.details.first(where: { $0.0 == "filter" })?.1 {
                filters[name, default: 0] += 1
              }
            } else {
              counts.accepted += 1
            }
            break
          }
          #expect(disagreement == nil, "seed \(seed): \(order)")
        }
      }
      print("seed \(seed): \(counts.accepted) accepted, \(counts.refused) refused by both; \(filters)")
      #expect(counts.accepted > 200 && counts.refused > 200, "the orders are near the rules' edges")
    }

    @Test @LoopActor func `what the desk suggests, the exchange takes`() async throws {
      let paper = try PaperCustomer([])
      defer { paper.program.closeInput() }
      let bench = PaperDesk(paper)
      let seed: UInt64 = 7
      var random = SeededGenerator(seed: seed)
      var takenCount = 0
      for scale in try Self.scales(paper) where scale.symbol != "LUNABUSD" {
        for _ in 0..<40 {
          var order = Self.order(scale, &random)
          // A suggestion cures one filter; a second one may follow, and a third.
          for _ in 0..<4 {
            guard case .failure(let failure) = try await bench.verdict(order),
              case .string(let argument)? = failure.details.first(where: { $0.0 == "argument" })?.1,
              let near = failure.details.first(where: { $0.0.hasPrefix("nearest_") })?.1,
              case .string(let value) = near
            else { break }
            #expect(order[argument] != value, "seed \(seed): \(order) is told what it is: \(failure.message)")
            order[argument] = value
          }
          // A price at the edge of its band may have left it while the two are asked.
          var refusal: String?
          for _ in 0..<3 {
            guard case .success(let query) = try await bench.verdict(order) else { break }
            takenCount += 1
            refusal = try bench.refusal(query)
            if Self.ofAccount.contains(where: { refusal?.contains($0) == true }) { refusal = nil }
            if refusal == nil { break }
          }
          #expect(refusal == nil, "seed \(seed): \(order)")
        }
      }
      print("seed \(seed): \(takenCount) orders taken after at most four suggestions each")
      #expect(takenCount > 500)
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }
}
