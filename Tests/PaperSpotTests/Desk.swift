import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

/// An exchange with one market whose book and tape the test writes, and a few accounts with money.
///
/// Amounts in tests are thousandths of a whole coin, so that they are short: 1.5 BTC at 100 USDT is 1,500 at
/// 100,000.
final class Desk {
  /// A trade of the tape.
  struct Print {
    var time: Int
    var price: Int
    var quantity: Int
    var takerSold: Bool
  }

  /// Units in a thousandth.
  static let milli = 100_000
  static let name = "BTCUSDT"

  let exchange = PaperExchange(seed: 1)
  let accounts = Accounts()
  let spot: SpotExchange
  let symbol: ListedSymbol
  let people: [Account]
  /// Filters that the next questions fail.
  final class Failing {
    var name: (FilterQuestion) -> String? = { _ in nil }
  }
  let failing = Failing()

  /// - Parameters:
  ///   - bids: (price, quantity), from the beginning of time.
  ///   - tape: its times begin at 1.
  init(
    bids: [(Int, Int)] = [], asks: [(Int, Int)] = [], tape: [Print] = [],
    books: [(Int, [(Int, Int)], [(Int, Int)])] = [],
    peopleCount: Int = 3, wealth: Int = 1_000_000
  ) throws {
    func levels(_ levels: [(Int, Int)]) -> [BookLevel] {
      levels.map { BookLevel(priceTicks: $0.0 * Self.milli, quantitySteps: $0.1 * Self.milli) }
    }
    let trades = tape.enumerated().map { index, print in
      Trade(
        id: 100 + index, aggregateID: 0, priceTicks: print.price * Self.milli,
        quantitySteps: print.quantity * Self.milli, timeMilliseconds: print.time,
        isBuyerMaker: print.takerSold)
    }
    let snapshots = ([(0, bids, asks)] + books).enumerated().map { index, book in
      RecordedEvent(
        time: book.0,
        change: .snapshot(
          BookSnapshot(lastUpdateID: index + 1, bids: levels(book.1), asks: levels(book.2))))
    }
    try exchange.replay(
      [.market(symbol: Self.name, RecordedMarket(trades: trades, events: snapshots))], from: 0, speed: nil)
    symbol = try #require(exchange.symbol(named: Self.name))
    let failing = failing
    spot = SpotExchange(exchange: exchange, accounts: accounts, seed: 5) { failing.name($0) }
    var people: [Account] = []
    for _ in 0..<peopleCount {
      let account = try #require(accounts.open(now: 0))
      for asset in ["BTC", "USDT"] {
        accounts.issue(Int128(wealth * Self.milli), of: asset, to: account, now: 0)
      }
      people.append(account)
    }
    self.people = people
  }

  /// Free and locked thousandths.
  func balance(_ person: Int, _ asset: String) -> [Int] {
    let balance = people[person].balance(of: asset)
    return [Int(balance.free / Int128(Self.milli)), Int(balance.locked / Int128(Self.milli))]
  }

  @discardableResult
  func place(_ new: NewOrder, by person: Int = 0, at now: Int = 1) throws(OrderRefusal) -> Placement {
    defer { check() }
    return try spot.place(new, on: symbol, by: people[person], now: now)
  }

  func order(_ number: Int, of person: Int = 0, at now: Int? = nil) throws(OrderRefusal) -> Order {
    if let now { spot.advance(to: now) }
    check()
    return try spot.order(.number(number), on: symbol, of: people[person])
  }

  @discardableResult
  func cancel(_ number: Int, of person: Int = 0, at now: Int = 1) throws(OrderRefusal) -> CancelOutcome {
    defer { check() }
    return try spot.cancel(
      .number(number), newClientOrderID: nil, restriction: nil, on: symbol, by: people[person], now: now)
  }

  func placeList(_ new: NewOrderList, by person: Int = 0, at now: Int = 1, id: String? = nil)
    throws(OrderRefusal) -> ListPlacement
  {
    defer { check() }
    return try spot.placeList(new, clientListID: id, on: symbol, by: people[person], now: now)
  }

  /// The rules that hold at every moment.
  func check() {
    for problem in Ledger.problems(of: spot, accounts: accounts, symbols: [symbol]) {
      Issue.record("\(problem)")
    }
  }
}

extension NewOrder {
  static func limit(
    _ side: OrderSide, _ quantity: Int, at price: Int, _ timeInForce: TimeInForce = .goodTillCanceled,
    iceberg: Int? = nil, id: String? = nil, prevention: SelfTradePrevention? = nil
  ) -> NewOrder {
    NewOrder(
      side: side, type: .limit, timeInForce: timeInForce, quantity: quantity * Desk.milli,
      price: price * Desk.milli, icebergQuantity: iceberg.map { $0 * Desk.milli }, clientOrderID: id,
      selfTradePrevention: prevention)
  }

  static func maker(_ side: OrderSide, _ quantity: Int, at price: Int) -> NewOrder {
    NewOrder(side: side, type: .limitMaker, quantity: quantity * Desk.milli, price: price * Desk.milli)
  }

  static func market(_ side: OrderSide, _ quantity: Int, prevention: SelfTradePrevention? = nil) -> NewOrder {
    NewOrder(side: side, type: .market, quantity: quantity * Desk.milli, selfTradePrevention: prevention)
  }

  static func market(_ side: OrderSide, quote: Int) -> NewOrder {
    NewOrder(side: side, type: .market, quoteQuantity: quote * Desk.milli)
  }

  static func stop(
    _ type: OrderType, _ side: OrderSide, _ quantity: Int?, stop: Int? = nil, limit: Int? = nil,
    delta: Int? = nil, _ timeInForce: TimeInForce = .goodTillCanceled, peg: Peg? = nil
  ) -> NewOrder {
    NewOrder(
      side: side, type: type, timeInForce: timeInForce, quantity: quantity.map { $0 * Desk.milli },
      price: limit.map { $0 * Desk.milli }, stopPrice: stop.map { $0 * Desk.milli }, trailingDelta: delta,
      peg: peg)
  }
}

extension Fill {
  /// Price and quantity in thousandths.
  var short: [Int] { [priceUnits / Desk.milli, quantityUnits / Desk.milli] }
}

extension Order {
  /// Executed thousandths.
  var done: Int { executedQuantity / Desk.milli }
}
