public import PaperAccounts
public import PaperCore

/// Everything that two requests share: what is listed and trades, and who owns what. What is not in here does
/// not outlive a request.
public final class PaperVenue {
  /// Listings, markets and time.
  public let exchange: PaperExchange
  /// Who owns what.
  public let accounts: Accounts
  /// What addresses and accounts have used of what they may.
  public internal(set) var limits: Limits
  /// Whose signatures count.
  public let keys = KeyRing()

  /// The entries of `exchangeInfo`, made once.
  let entries = ListingEntries()

  /// A venue around an exchange, without accounts.
  public init(exchange: PaperExchange, limits: Limits = Limits()) {
    self.exchange = exchange
    self.limits = limits
    accounts = Accounts()
  }
}
