public import PaperAccounts
public import PaperCore
public import PaperFutures
public import PaperSpot

/// Everything that two requests share: what is listed and trades, and who owns what. What is not in here does
/// not outlive a request.
public final class PaperVenue {
  /// Listings, markets and time.
  public let exchange: PaperExchange
  /// Who owns what.
  public let accounts: Accounts
  /// Contracts, positions and futures orders.
  public let futures: FuturesExchange
  /// Deposits and transfers.
  public let wallet = WalletHistory()
  /// Orders and what became of them.
  public let spot: SpotExchange
  /// What addresses and accounts have used of what they may.
  public internal(set) var limits: Limits
  /// Whose signatures count.
  public let keys = KeyRing()

  /// The entries of `exchangeInfo`, made once.
  let entries = ListingEntries()
  /// The assets of the listings, made when somebody first asks.
  private(set) lazy var coins = Coin.all(in: exchange)

  /// A venue around an exchange, without accounts, with the built-in contracts.
  public init(exchange: PaperExchange, limits: Limits = Limits()) {
    self.exchange = exchange
    self.limits = limits
    accounts = Accounts()
    spot = Self.spot(exchange, accounts)
    futures = FuturesExchange(exchange: exchange, accounts: accounts)
  }

  /// A venue around an exchange, without accounts, with the contracts of a recorded USD-M `exchangeInfo`.
  ///
  /// - Throws: when it is not one.
  public init(
    exchange: PaperExchange, limits: Limits = Limits(), futuresInformation: [UInt8]
  ) throws(Recording.Failure) {
    self.exchange = exchange
    self.limits = limits
    accounts = Accounts()
    spot = Self.spot(exchange, accounts)
    futures = try FuturesExchange(exchange: exchange, accounts: accounts, information: futuresInformation)
  }

  private static func spot(_ exchange: PaperExchange, _ accounts: Accounts) -> SpotExchange {
    let filters = SpotFilters(exchangeFilters: exchange.exchangeFilters)
    return SpotExchange(
      exchange: exchange, accounts: accounts, seed: SeededGenerator.hash(exchange.seed, 20),
      filterCheck: { filters.failure(of: $0) })
  }

  /// How far the exchange's clock is off, in milliseconds: what it tells clients and judges their timestamps
  /// by. Markets and orders go by the right time.
  public var clockSkewMilliseconds = 0

  /// Grows with every change that a command may make before it is refused after all: those of orders.
  /// Deposits, transfers and settings are refused before they change anything.
  var changeCount: Int { spot.changeCount + futures.changeCount }

  /// Lets everything happen that happens until `now` in exchange time. Comes before every request, so that an
  /// order that the market has filled meanwhile is filled whatever is asked.
  func advance(to now: Int, wall: Int) {
    spot.advance(to: now)
    futures.advance(to: now)
    giveBackFirstFills(wall: wall)
  }

  /// An order that got its first fill does not count against its account's limit any more
  /// (faqs/order_count_decrement.md).
  func giveBackFirstFills(wall: Int) {
    for fill in spot.takeFirstFills() {
      limits.giveBackOrders(fill.decrement, account: fill.accountNumber, family: .spot, now: wall)
    }
  }

  /// Every asset that is traded, in the order of the listings, each once.
  public var assets: [String] {
    var seen: Set<String> = []
    var assets: [String] = []
    for symbol in exchange.symbols {
      for asset in [symbol.listing.baseAsset, symbol.listing.quoteAsset] where seen.insert(asset).inserted {
        assets.append(asset)
      }
    }
    return assets
  }
}
