import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import Orders
import Testing
import Values

/// A desk in front of an exchange with a few symbols and prices.
@LoopActor
final class OrderBench {
  let exchange: FakeExchange
  let desk: OrderDesk
  private let clock = Clock()
  var symbols: [String: SymbolFixture]
  var contracts = [ContractFixture()]
  var averagePrice = "60000.00000000"
  var markPrice = "60000.00000000"
  /// Bid and ask, by symbol.
  var quotes = ["BTCUSDT": ("59990.00", "60010.00")]
  var positions = "[]"
  /// The asks of every book, as price and quantity.
  var asks: [(String, String)] = []

  init(_ fixtures: SymbolFixture...) {
    symbols = [:]
    for fixture in fixtures.isEmpty ? [SymbolFixture()] : fixtures { symbols[fixture.symbol] = fixture }
    let exchange = FakeExchange { _ in "{}" }
    self.exchange = exchange
    desk = OrderDesk(exchange: exchange, venue: .paper, now: { [clock] in clock.milliseconds })
    exchange.respond = { [unowned self] request throws(ToolFailure) in try answer(request) }
  }

  /// The wall clock of the desk.
  var nowMilliseconds: Int {
    get { clock.milliseconds }
    set { clock.milliseconds = newValue }
  }

  /// Calls with as many sends as a write has.
  func call() -> CallContext {
    CallContext(
      callID: 1, deadlineNanoseconds: .max, sendCountMax: CallContext.sendCountMaxOfWrite)
  }

  func checked(_ name: String, _ arguments: String) throws -> (Tool, CheckedArguments) {
    let tool = try #require(Catalog.tool(named: name))
    return (tool, try ArgumentCheck.check(JSONDocument(Array(arguments.utf8)).root, of: tool))
  }

  func proposal(_ name: String, _ arguments: String) async throws -> OrderProposal {
    let (tool, checked) = try checked(name, arguments)
    return try await desk.proposal(tool, checked, for: call())
  }

  func request(_ name: String, _ arguments: String) async throws -> ExchangeRequest {
    let (tool, checked) = try checked(name, arguments)
    return try await desk.cancellation(tool, checked, for: call())
  }

  /// Why a call is refused.
  func failure(_ name: String, _ arguments: String) async throws -> ToolFailure {
    do {
      _ = try await proposal(name, arguments)
    } catch let failure as ToolFailure {
      return failure
    }
    throw Surprise.accepted(arguments)
  }

  /// The query of a proposal as text, without the symbol.
  func query(_ name: String, _ arguments: String) async throws -> String {
    try await proposal(name, arguments).query.filter { $0.name != "symbol" }
      .map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  @LoopActor
  private final class Clock {
    var milliseconds = 1_723_075_200_000
  }

  enum Surprise: Error { case accepted(String) }

  private func answer(_ request: ExchangeRequest) throws(ToolFailure) -> String {
    let symbol = request.query.first { $0.name == "symbol" }?.value
    switch request.endpoint {
    case .exchangeInfo:
      guard let fixture = symbols[symbol ?? ""] else { throw Self.invalidSymbol }
      return fixture.answer
    case .averagePrice: return "{\"mins\":5,\"price\":\"\(averagePrice)\",\"closeTime\":1}"
    case .contractRules: return "{\"symbols\":[\(contracts.map(\.object).joined(separator: ","))]}"
    case .contractMark: return "{\"symbol\":\"\(symbol ?? "")\",\"markPrice\":\"\(markPrice)\"}"
    case .contractPosition: return positions
    case .bookTicker, .contractQuote:
      guard let symbol else { return "[\(quotes.keys.sorted().map(quote).joined(separator: ","))]" }
      guard quotes[symbol] != nil else { throw Self.invalidSymbol }
      return quote(symbol)
    case .depth:
      let rows = asks.map { "[\"\($0.0)\",\"\($0.1)\"]" }.joined(separator: ",")
      return "{\"lastUpdateId\":1,\"bids\":[],\"asks\":[\(rows)]}"
    case .tickerPrice: return "{\"symbol\":\"\(symbol ?? "")\",\"price\":\"\(averagePrice)\"}"
    default: throw ToolFailure(kind: .internalError, message: "unasked: \(request.endpoint.path)")
    }
  }

  private func quote(_ symbol: String) -> String {
    let (bid, ask) = quotes[symbol] ?? ("0", "0")
    return """
      {"symbol":"\(symbol)","bidPrice":"\(bid)","bidQty":"1.0","askPrice":"\(ask)","askQty":"1.0"}
      """
  }

  static let invalidSymbol = ToolFailure(
    kind: .validationError, code: -1121, message: "the exchange does not know this symbol (code -1121)")
}
