import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

/// Random commands by twenty accounts on three symbols, all from one seed.
final class ModelRun {
  /// Noon of 2025-06-11, in milliseconds.
  static let start = 1_749_643_200_000

  let exchange: PaperExchange
  let accounts = Accounts()
  let spot: SpotExchange
  let symbols: [ListedSymbol]
  var references: [ReferenceMatcher] = []
  var generator: SeededGenerator
  var now = ModelRun.start
  /// Commands that were accepted, by what they were.
  var accepted: [String: Int] = [:]
  var refused: [String: Int] = [:]
  private let paysOthers: Bool
  /// The reference matcher has no money, so it takes part only where there is plenty.
  private var hasReference: Bool { !paysOthers }

  /// How many kinds of lists take part.
  var listKindCount: Int { paysOthers ? 5 : 3 }

  /// - Parameters:
  ///   - wealth: whole coins of each asset that each account begins with.
  ///   - paysOthers: whether lists whose orders pay each other take part; the reference matcher has no money.
  init(seed: UInt64, wealth: Int, paysOthers: Bool) throws {
    let exchange = PaperExchange(seed: seed)
    self.exchange = exchange
    generator = SeededGenerator(seed: seed)
    self.paysOthers = paysOthers
    spot = SpotExchange(exchange: exchange, accounts: accounts, seed: seed)
    symbols = try ["BTCUSDT", "ETHBTC", "SHIBUSDT"].map { try #require(exchange.symbol(named: $0)) }
    for number in 0..<20 {
      let rates = CommissionRates(maker: number * 5_000, taker: number * 7_500)
      let account = try #require(accounts.open(commission: rates, now: now))
      for asset in ["BTC", "ETH", "SHIB", "USDT"] {
        let coins = asset == "SHIB" ? wealth * 1_000 : asset == "USDT" ? wealth * 100 : wealth
        accounts.issue(Int128(coins) * 100_000_000, of: asset, to: account, now: now)
      }
    }
    references = symbols.map { ReferenceMatcher($0, now: now) }
  }

  func dice(_ count: Int) -> Int { generator.next(below: count) }

  func pick<Element>(_ elements: [Element]) -> Element { elements[dice(elements.count)] }

  /// One command at a later moment, the same on the exchange and in the reference.
  func act() {
    now += dice(400) == 0 ? 600_000 : dice(1_500)
    let index = dice(symbols.count)
    let account = pick(accounts.all)
    if hasReference {
      for place in references.indices { references[place].advance(to: now) }
    }
    do throws(OrderRefusal) {
      switch dice(100) {
      case 0..<64: try place(order(on: index), index, account)
      case 64..<71: try placeList(on: index, account)
      case 71..<87: try cancel(index, account)
      case 87: try cancelAll(index, account)
      case 88..<94: try amend(index, account)
      default: try replace(index, account)
      }
    } catch {
      refused["\(error)", default: 0] += 1
    }
    mirror(index) { $0.finish(now: self.now) }
    // A command may have been given up before the exchange heard of it.
    spot.advance(to: now)
  }

  /// Does to the reference what was done to the exchange.
  private func mirror(_ index: Int, _ body: (inout ReferenceMatcher) -> Void) {
    if hasReference { body(&references[index]) }
  }

  private func note(_ what: String) { accepted[what, default: 0] += 1 }

  private func place(_ new: NewOrder, _ index: Int, _ account: Account) throws(OrderRefusal) {
    do throws(OrderRefusal) {
      let placed = try spot.place(new, on: symbols[index], by: account, now: now)
      note(new.peg == nil ? new.type.rawValue : "PEGGED")
      mirror(index) { $0.place(ReferenceOrder(placed.order), now: self.now) }
    } catch {
      if case .rejected("Order would immediately match and take.") = error, let price = new.price,
        new.peg == nil, hasReference
      {
        let wouldTake = references[index].wouldTake(new.side, at: price, now: now)
        #expect(wouldTake)
      }
      throw error
    }
  }

  private func placeList(on index: Int, _ account: Account) throws(OrderRefusal) {
    let placed = try spot.placeList(
      list(on: index), clientListID: nil, on: symbols[index], by: account, now: now)
    var orders = placed.placements.map { ReferenceOrder($0.order) }
    let isTriggering = placed.list.contingency == .oneTriggersTheOther
    for place in orders.indices.dropFirst(isTriggering ? 1 : 0) where isTriggering {
      orders[place].waitsFor = orders[0].number
    }
    if orders.count == (isTriggering ? 3 : 2) {
      orders[orders.count - 2].partner = orders[orders.count - 1].number
      orders[orders.count - 1].partner = orders[orders.count - 2].number
    }
    note(placed.list.contingency.rawValue + "\(orders.count)")
    // Those that wait must be there before the first one is filled.
    for order in orders.reversed() { mirror(index) { $0.place(order, now: self.now) } }
  }

  /// An open order of the account, or a number that it does not have.
  private func target(_ index: Int, _ account: Account) -> Int {
    let open = spot.openOrders(of: account, on: symbols[index])
    return open.isEmpty ? dice(50) : pick(open).number
  }

  private func cancel(_ index: Int, _ account: Account) throws(OrderRefusal) {
    let number = target(index, account)
    _ = try spot.cancel(
      .number(number), newClientOrderID: nil, restriction: dice(8) == 0 ? .onlyNew : nil, on: symbols[index],
      by: account, now: now)
    note("cancel")
    mirror(index) { $0.cancel(number) }
  }

  private func cancelAll(_ index: Int, _ account: Account) throws(OrderRefusal) {
    let numbers = spot.openOrders(of: account, on: symbols[index]).map(\.number)
    // Opened before this command's moment, perhaps closed by it: the reference passes over those.
    _ = try spot.cancelAll(on: symbols[index], by: account, now: now)
    note("cancelAll")
    for number in numbers { mirror(index) { $0.cancel(number) } }
  }

  private func amend(_ index: Int, _ account: Account) throws(OrderRefusal) {
    let number = target(index, account)
    let order = try spot.order(.number(number), on: symbols[index], of: account)
    let quantity = order.originalQuantity * (20 + dice(90)) / 100
    let amended = try spot.amend(
      .number(number), newClientOrderID: dice(2) == 0 ? order.clientOrderID : nil, quantity: quantity,
      on: symbols[index], by: account, now: now)
    note("amend")
    mirror(index) { $0.amend(number, to: amended.order.originalQuantity) }
  }

  private func replace(_ index: Int, _ account: Account) throws(OrderRefusal) {
    let number = target(index, account)
    let new = order(on: index)
    let outcome = try spot.replace(
      .number(number), cancelClientOrderID: nil, restriction: nil,
      mode: dice(2) == 0 ? .stopOnFailure : .allowFailure, with: new, on: symbols[index], by: account,
      now: now)
    if case .success = outcome.cancel { mirror(index) { $0.cancel(number) } }
    if case .success(let placed)? = outcome.placement {
      mirror(index) { $0.place(ReferenceOrder(placed.order), now: self.now) }
      note("replace")
    }
  }
}
