import PaperAccounts
import Testing

@testable import PaperCore
@testable import PaperSpot

@Suite struct `Filters of what is open` {
  private typealias Desk = FilterDesk
  private typealias Counts = FilterQuestion.Counts

  /// A kind of count, the filters of it, and what adds to it.
  private static var kinds: [(WritableKeyPath<Counts, Int>, SymbolFilter, ExchangeFilter)] {
    [
      (\.orders, .orderCount(maximum: 5), .orderCount(maximum: 7)),
      (\.algorithmicOrders, .algorithmicOrderCount(maximum: 5), .algorithmicOrderCount(maximum: 7)),
      (\.icebergOrders, .icebergOrderCount(maximum: 5), .icebergOrderCount(maximum: 7)),
      (\.lists, .orderListCount(maximum: 5), .orderListCount(maximum: 7)),
    ]
  }

  private func failure(
    _ index: Int, open: Int, elsewhere: Int = 0, added: Int, occasion: FilterQuestion.Occasion = .placement
  ) throws -> String? {
    let (path, symbol, exchange) = Self.kinds[index]
    let desk = Desk(filters: [symbol], exchangeFilters: [exchange])
    return try desk.failure(Desk.order(price: "1")) { question in
      question.occasion = occasion
      question.onSymbol[keyPath: path] = open
      question.onExchange[keyPath: path] = open + elsewhere
      question.added = Counts()
      question.added[keyPath: path] = added
    }
  }

  @Test(arguments: 0..<4)
  func `as many as the filter says may be open, and no more`(_ index: Int) throws {
    let (_, symbol, exchange) = Self.kinds[index]
    #expect(try failure(index, open: 4, added: 1) == nil)
    #expect(try failure(index, open: 5, added: 1) == symbol.name)
    #expect(try failure(index, open: 2, added: 3) == nil, "a list adds all of its orders")
    #expect(try failure(index, open: 3, added: 3) == symbol.name)
    #expect(try failure(index, open: 3, elsewhere: 3, added: 1) == nil)
    #expect(try failure(index, open: 3, elsewhere: 4, added: 1) == exchange.name)
    #expect(try failure(index, open: 9, added: 0) == nil, "an order of another kind is not too many")
    #expect(try failure(index, open: 9, added: 1, occasion: .working) == nil, "it is open already")
    #expect(try failure(index, open: 9, added: 1, occasion: .amendment) == nil)
  }

  @Test func `MAX_POSITION counts what the account has, is buying and would buy`() throws {
    let desk = Desk(filters: [.position(maximum: Desk.units("10"))])
    func failure(_ order: NewOrder, has: String, isBuying: String) throws -> String? {
      try desk.failure(order) { question in
        question.account = Self.account(with: has)
        question.openBuyQuantity = Int128(Desk.units(isBuying))
      }
    }
    let order = Desk.order(price: "1", quantity: "3")
    #expect(try failure(order, has: "5", isBuying: "2") == nil)
    #expect(try failure(order, has: "5.00000001", isBuying: "2") == "MAX_POSITION")
    #expect(try failure(order, has: "5", isBuying: "2.00000001") == "MAX_POSITION")
    #expect(try failure(Desk.order(.sell, price: "1", quantity: "3"), has: "50", isBuying: "0") == nil)
    // 300 buy 3 at the average of 100.
    #expect(try failure(Desk.order(.buy, .market, quote: "300"), has: "7", isBuying: "0") == nil)
    let more = Desk.order(.buy, .market, quote: "300.000001")
    #expect(try failure(more, has: "7", isBuying: "0") == "MAX_POSITION")
    var question = try desk.question(order)
    question.openBuyQuantity = Int128(Int.max)
    #expect(SpotFilters(exchangeFilters: []).failure(of: question) == "MAX_POSITION", "beyond 64 bits")
  }

  private static func account(with amount: String) -> Account {
    let accounts = Accounts()
    guard let account = accounts.open(now: 0) else { preconditionFailure("the first of many") }
    let units = Int128(Desk.units(amount))
    accounts.issue(units, of: "ABC", to: account, now: 0)
    accounts.issue(units, of: "ABC", to: account, wallet: .funding, now: 0)
    do {
      try account.lock(units / 2, of: "ABC", now: 0)
    } catch {
      preconditionFailure("it has that much")
    }
    return account
  }

  @Test func `MAX_NUM_ORDER_AMENDS counts amendments of one order`() throws {
    let desk = Desk(filters: [.amendCount(maximum: 10)])
    for (count, wanted) in [(9, nil), (10, "MAX_NUM_ORDER_AMENDS")] as [(Int, String?)] {
      let failure = try desk.failure(Desk.order(price: "1")) {
        $0.occasion = .amendment
        $0.amendmentCount = count
      }
      #expect(failure == wanted)
      #expect(try desk.failure(Desk.order(price: "1")) { $0.amendmentCount = count } == nil)
    }
  }
}
