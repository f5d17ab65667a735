public import PaperAccounts
public import PaperCore

/// The USD-M side of the exchange: contracts, and what accounts do with them.
///
/// Its state is a function of the commands and their times alone. Whoever looks calls `advance(to:)` first,
/// which lets everything happen that happens by itself: fills by the tape, triggers, funding, expiries and
/// liquidations, in the order of time. How often it is called changes nothing.
///
/// The simulated market stands on the other side of every position, so that profits and losses of accounts
/// are its losses and profits, and the sum of an asset over all accounts, fees and market stays what was
/// issued.
public final class FuturesExchange {
  /// The asset of all margins, profits and fees.
  public static let marginAsset = "USDT"
  /// The first order's number less one.
  static let orderNumberBase = 8_389_000_000

  /// All contracts in the order in which `exchangeInfo` lists them.
  public let contracts: [ListedContract]
  /// A recorded `exchangeInfo`, served as it is; `nil` for the built-in one.
  public let recordedInformation: [UInt8]?

  /// Told of every order that is accepted, conditional ones among them.
  public var onBooking: ((_ symbol: String, _ orderNumber: Int, _ clientOrderID: String) -> Void)?

  let accounts: Accounts
  let seed: UInt64
  private let indices: [String: Int]
  /// Up to when everything has happened, in milliseconds.
  var time = 0
  /// Accounts that ever touched futures, by number.
  var members: [FuturesAccount] = []
  var books: [FuturesBook]
  /// Counts every change that may alter what has to be looked at; every command that changes anything is
  /// among them.
  public internal(set) var changeCount = 0
  var orderCount = 0
  var algoCount = 0
  var sequenceCount = 0
  var incomeCount = 0
  var amendmentCount = 0
  private var memberIndices: [Int: Int] = [:]

  /// An exchange for futures on the spot symbols of another.
  ///
  /// - Parameters:
  ///   - exchange: whose symbols' markets are the indices.
  ///   - accounts: whose `futures` wallets pay and are paid.
  ///   - information: a recorded `exchangeInfo` whose perpetual contracts take the place of the built-in
  ///     ones.
  /// - Throws: when `information` is not one.
  public init(exchange: PaperExchange, accounts: Accounts, information: [UInt8]) throws(Recording.Failure) {
    let recorded = try RecordedContracts.contracts(in: information)
    self.accounts = accounts
    seed = exchange.seed
    recordedInformation = information
    contracts = Self.list(recorded.map { ($0.contract, $0.bytes) }, exchange: exchange)
    indices = Dictionary(uniqueKeysWithValues: contracts.map { ($0.contract.symbol, $0.index) })
    books = contracts.map { _ in FuturesBook() }
  }

  /// An exchange with the built-in contracts.
  public init(exchange: PaperExchange, accounts: Accounts) {
    self.accounts = accounts
    seed = exchange.seed
    recordedInformation = nil
    contracts = Self.list(BuiltInContracts.all.map { ($0, nil) }, exchange: exchange)
    indices = Dictionary(uniqueKeysWithValues: contracts.map { ($0.contract.symbol, $0.index) })
    books = contracts.map { _ in FuturesBook() }
  }

  /// An exchange for contracts whose markets are there already.
  init(markets: [FuturesMarket], accounts: Accounts, seed: UInt64) {
    self.accounts = accounts
    self.seed = seed
    recordedInformation = nil
    contracts = markets.enumerated().map { ListedContract(market: $1, index: $0) }
    indices = Dictionary(uniqueKeysWithValues: contracts.map { ($0.contract.symbol, $0.index) })
    books = contracts.map { _ in FuturesBook() }
  }

  private static func list(
    _ entries: [(contract: FuturesContract, bytes: ArraySlice<UInt8>?)], exchange: PaperExchange
  ) -> [ListedContract] {
    let sources = IndexSources(exchange: exchange)
    return entries.enumerated().map { index, entry in
      ListedContract(
        contract: entry.contract, recordedBytes: entry.bytes, index: index, seed: exchange.seed,
        makeSource: sources.source)
    }
  }

  /// The contract of that exact name.
  public func contract(named name: String) -> ListedContract? { indices[name].map { contracts[$0] } }

  /// The futures side of an account, made when it is first asked for.
  public func member(_ account: Account) -> FuturesAccount {
    if let index = memberIndices[account.number] { return members[index] }
    let made = FuturesAccount(account: account)
    let place = members.firstIndex { $0.account.number > account.number } ?? members.count
    members.insert(made, at: place)
    for index in place..<members.count { memberIndices[members[index].account.number] = index }
    return made
  }

  func member(number: Int) -> FuturesAccount? { memberIndices[number].map { members[$0] } }

  /// The mark price of a contract, in units of 10⁻⁸.
  public func mark(_ contract: Int, at now: Int) -> Int { contracts[contract].market.markPrice(at: now) }

  /// A name of 22 letters and digits that follows from seed and number.
  func identifier(_ number: Int) -> String {
    let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var generator = SeededGenerator(seed: SeededGenerator.hash(seed, number, 22))
    return String(decoding: (0..<22).map { _ in letters[generator.next(below: 62)] }, as: UTF8.self)
  }
}
