public import PaperAccounts

/// The futures side of one account: settings, positions, orders and history.
///
/// The money is in the account's `futures` wallet: its free part is the cross wallet, its locked part the
/// margins of isolated positions. Only what is realised changes it.
public final class FuturesAccount {
  /// Closed orders, closed conditional orders, trades, incomes and the like that are kept, of each; the
  /// oldest go first.
  public static let historyCountMax = 2_000

  /// Leverage and margin of one contract.
  public struct Setting: Sendable, Hashable {
    /// How many times the margin a position may be worth.
    public var leverage = 20
    /// What margin is taken from.
    public var marginType: MarginType = .crossed
  }

  /// Whose it is.
  public let account: Account
  /// Whether long and short positions are kept apart.
  public internal(set) var isHedged = false
  /// Whether multi-assets mode is on. It changes answers and not margins: USDT is the only asset here.
  public internal(set) var usesMultipleAssets = false
  /// Whether fees are to be burnt in BNB; they never are, as the wallet holds none.
  public internal(set) var burnsFees = true
  /// What it pays for resting orders, in units of 10⁻⁸.
  public let makerRate = 20_000
  /// What it pays for orders that take, in units of 10⁻⁸.
  public let takerRate = 50_000
  /// Open positions by contract and side.
  public internal(set) var positions: [FuturesPosition] = []
  /// Open orders by number.
  public internal(set) var openOrders: [FuturesOrder] = []
  /// Conditional orders that wait, by number.
  public internal(set) var openAlgoOrders: [AlgoOrder] = []
  /// Closed orders, oldest first.
  public internal(set) var closedOrders = FuturesHistory<FuturesOrder>()
  /// Conditional orders that no longer wait, oldest first.
  public internal(set) var closedAlgoOrders = FuturesHistory<AlgoOrder>()
  /// Trades, oldest first.
  public internal(set) var trades = FuturesHistory<FuturesTrade>()
  /// Changes of the wallet, oldest first.
  public internal(set) var incomes = FuturesHistory<FuturesIncome>()
  /// Orders of liquidations, oldest first.
  public internal(set) var forcedOrders = FuturesHistory<FuturesOrder>()
  /// Changes of isolated margins, oldest first.
  public internal(set) var marginChanges = FuturesHistory<MarginChange>()
  /// Changes of orders, oldest first.
  public internal(set) var amendments = FuturesHistory<FuturesAmendment>()
  /// Losses that the wallet could not pay while other positions had profits to pay them with, in units; the
  /// wallet's balance is that much lower than the ledger's. Paid back by the next gain.
  var debtUnits: Int128 = 0
  /// When all orders of a contract are to be canceled, by contract, in milliseconds.
  var countdowns: [Int: Int] = [:]
  private var settings: [Int: Setting] = [:]
  /// Its positions at the end of each day on which one had changed, the last such day not included.
  private var pastDays: [(day: Int, positions: [FuturesPosition])] = []
  /// The last day on which a position changed.
  private var changeDay = 0
  /// Days with changes that are kept: enough for the month that may be asked for.
  static let pastDayCountMax = 40
  private static let dayMilliseconds = 86_400_000

  init(account: Account) {
    self.account = account
  }

  /// Leverage and margin type of a contract.
  public func setting(of contract: Int) -> Setting { settings[contract] ?? Setting() }

  func set(_ setting: Setting, of contract: Int) { settings[contract] = setting }

  /// The position on a side; an empty one when there is none.
  public func position(_ contract: Int, _ side: PositionSide) -> FuturesPosition {
    positions.first { $0.contract == contract && $0.side == side }
      ?? FuturesPosition(contract: contract, side: side)
  }

  /// Puts a position in its place, or takes it out when it is empty.
  func keep(_ position: FuturesPosition, now: Int) {
    keepPastDay(now: now)
    let index = positions.firstIndex {
      ($0.contract, $0.side.rank) >= (position.contract, position.side.rank)
    }
    let place = index ?? positions.count
    let isThere = index.map {
      positions[$0].contract == position.contract && positions[$0].side == position.side
    }
    switch (isThere ?? false, position.steps != 0) {
    case (true, true): positions[place] = position
    case (true, false): positions.remove(at: place)
    case (false, true): positions.insert(position, at: place)
    case (false, false): break
    }
  }

  /// The open positions when a day (counted from 1970-01-01, UTC) ended; for one that has not ended, those of
  /// now. As with balances, the first change of a later day keeps what was there before it.
  public func positions(atEndOfDay day: Int) -> [FuturesPosition] {
    if day >= changeDay { return positions }
    return pastDays.last { $0.day <= day }?.positions ?? []
  }

  private func keepPastDay(now: Int) {
    let day = now / Self.dayMilliseconds
    guard day > changeDay else { return }
    if pastDays.count >= Self.pastDayCountMax { pastDays.removeFirst() }
    if changeDay > 0 { pastDays.append((changeDay, positions)) }
    changeDay = day
  }

  /// How many steps an order on a side may still close.
  func closableSteps(_ contract: Int, _ positionSide: PositionSide, _ side: FuturesSide) -> Int {
    let steps = position(contract, positionSide).steps
    return side == .sell ? max(0, steps) : max(0, -steps)
  }
}
