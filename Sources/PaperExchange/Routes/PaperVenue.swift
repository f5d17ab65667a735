public import PaperAccounts
public import PaperCore
public import PaperFutures

/// Everything that two requests share: what is listed and trades, and who owns what. What is not in here does
/// not outlive a request.
public final class PaperVenue {
  /// Listings, markets and time.
  public let exchange: PaperExchange
  /// Who owns what.
  public let accounts: Accounts
  /// Contracts, positions and futures orders.
  public let futures: FuturesExchange

  /// The entries of `exchangeInfo`, made once.
  let entries = ListingEntries()

  /// A venue around an exchange, without accounts.
  public init(exchange: PaperExchange) {
    self.exchange = exchange
    accounts = Accounts()
    futures = FuturesExchange(exchange: exchange, accounts: accounts)
  }

  /// A venue around an exchange, without accounts, with the contracts of a recorded USD-M `exchangeInfo`.
  ///
  /// - Throws: when it is not one.
  public init(exchange: PaperExchange, futuresInformation: [UInt8]) throws(Recording.Failure) {
    self.exchange = exchange
    accounts = Accounts()
    futures = try FuturesExchange(exchange: exchange, accounts: accounts, information: futuresInformation)
  }
}
