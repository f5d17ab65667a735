public import PaperAccounts
public import PaperCore

/// The spot side of the exchange: accounts' orders on top of the markets, matched by price and time.
///
/// An order first trades with what rests, best price first; at one price the simulated market's quantity
/// stands before accounts' orders, and those in the order of time. What rests is then filled by the market's
/// tape: a trade at a price fills buy orders above it and sell orders below it, and those at the very price
/// when the trade's taker was on the other side, at the orders' own prices and for no more than the trade's
/// quantity. Recorded markets follow the same rule, so an order rests until the recorded trades cross it.
///
/// Pure: commands bring the time. Everything between two commands happens at the times of the tape's trades,
/// in their order over all symbols, so the state follows from commands and their times alone, however often
/// somebody looks. Times never go back: an earlier one counts as the latest that was seen.
///
/// Kept in memory: open orders, and the last `closedOrderCountMax` closed ones and `fillCountMax` fills,
/// oldest dropped first: about 200 MiB when all are there.
public final class SpotExchange {
  /// Looks at an order and names the filter that it fails, such as `LOT_SIZE`; `nil` when it passes all.
  public typealias FilterCheck = (FilterQuestion) -> String?

  /// Closed orders that can still be asked for, of all accounts together.
  public static let closedOrderCountMax = 300_000
  /// Fills that can still be asked for, of all accounts together.
  public static let fillCountMax = 500_000
  /// Open orders of all accounts together; one more fails EXCHANGE_MAX_NUM_ORDERS.
  public static let openOrderCountMax = 200_000
  /// Closed order lists that can still be asked for.
  public static let closedListCountMax = 50_000
  /// Prevented matches, and as many amendments, that can still be asked for, of all symbols together. A
  /// quarter is forgotten at once.
  public static let historyCountMax = 20_000
  /// First fills that wait for `takeFirstFills`; the oldest are dropped.
  public static let firstFillCountMax = 100_000

  /// Told of every order that is accepted, the legs of lists among them.
  public var onBooking: ((_ symbol: String, _ orderNumber: Int, _ clientOrderID: String) -> Void)?

  let exchange: PaperExchange
  let accounts: Accounts
  let filterCheck: FilterCheck
  /// Makes client order ids.
  var generator: SeededGenerator
  /// Symbols on which an order was ever tried, in the order of the first ones.
  private(set) var states: [SymbolState] = []
  private var stateIndices: [String: Int] = [:]
  /// Up to when everything has happened.
  private(set) var now = 0
  /// Open orders of an account on all symbols, as filters count them.
  var totals: [Int: FilterQuestion.Counts] = [:]
  var openOrderCount = 0
  /// Counts what happens to orders; every command that changes anything is among it.
  public internal(set) var changeCount = 0
  var lists = ListShelf()
  /// Lists whose working order was filled and whose other orders are to be placed.
  var activations: [ListRecord] = []
  /// The price of the trade of the tape that is being dealt with.
  var tapePrice: Int?
  var closedOrders = Backlog<(orders: AccountOrders, record: OrderRecord)>()
  var knownFills = Backlog<AccountOrders>()
  var preventedMatches: [PreventedMatch] = []
  var amendments: [Amendment] = []
  private var firstFills: [FirstFill] = []

  /// An exchange without orders.
  ///
  /// - Parameters:
  ///   - seed: client order ids that the exchange makes follow from it.
  ///   - filterCheck: asked about every order; by default all pass.
  public init(
    exchange: PaperExchange, accounts: Accounts, seed: UInt64,
    filterCheck: @escaping FilterCheck = { _ in nil }
  ) {
    self.exchange = exchange
    self.accounts = accounts
    self.filterCheck = filterCheck
    generator = SeededGenerator(seed: SeededGenerator.mix(seed ^ 0x5350_4F54))
  }

  /// Lets everything happen that happens until `now`: fills of resting orders by the tape, stops.
  ///
  /// May be called as often as wanted; costs next to nothing when nothing rests. Commands call it themselves.
  public func advance(to time: Int) {
    guard time > now else { return }
    now = time
    for state in states where state.openCount > 0 { state.extendTape(to: time) }
    while true {
      var earliest: (trade: Trade, state: SymbolState)?
      for state in states where state.openCount > 0 {
        guard let trade = state.nextTrade() else { continue }
        // At one moment by name: not in the order in which somebody first asked about the symbols, which a
        // refused order or a test order does too.
        if let earliest,
          (earliest.trade.timeMilliseconds, earliest.state.name) < (trade.timeMilliseconds, state.name)
        {
          continue
        }
        earliest = (trade, state)
      }
      guard let earliest else { return }
      follow(earliest.trade, on: earliest.state)
    }
  }

  /// Begins a command: everything before it has happened.
  ///
  /// - Returns: the time of the command.
  func begin(at time: Int) -> Int {
    advance(to: time)
    return now
  }

  /// What is known of a symbol, made when there is nothing yet.
  func state(of symbol: ListedSymbol) -> SymbolState {
    if let index = stateIndices[symbol.listing.symbol] { return states[index] }
    let made = SymbolState(symbol)
    stateIndices[made.name] = states.count
    states.append(made)
    return made
  }

  /// What is known of a symbol; `nil` when no order was ever placed on it.
  func knownState(of name: String) -> SymbolState? { stateIndices[name].map { states[$0] } }

  /// The last price: the one of the trade that is being dealt with, or of the last one until `now`.
  func lastPrice(on state: SymbolState, at now: Int) -> Int? { tapePrice ?? state.lastPrice(at: now) }

  /// Notes a first fill for the unfilled order counts.
  func note(_ fill: FirstFill) {
    if firstFills.count >= Self.firstFillCountMax { firstFills.removeFirst(Self.firstFillCountMax / 2) }
    firstFills.append(fill)
  }

  /// The first fills since this was last called, oldest first: each lowers its account's unfilled order
  /// count.
  public func takeFirstFills() -> [FirstFill] {
    defer { firstFills = [] }
    return firstFills
  }

  /// A client order id of 22 letters and digits, as the exchange makes them.
  func makeClientID() -> String {
    changeCount += 1
    let letters = Self.clientIDLetters
    var bytes: [UInt8] = []
    bytes.reserveCapacity(22)
    for _ in 0..<22 { bytes.append(letters[generator.next(below: letters.count)]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let clientIDLetters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
}
