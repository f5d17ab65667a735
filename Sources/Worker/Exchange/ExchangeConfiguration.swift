public import Catalog
public import Values

/// Which exchange, and how long to wait for it.
public struct ExchangeConfiguration: Sendable {
  /// What the answers say they are of.
  public let venue: Venue
  /// Where `/api` and `/sapi` are.
  public let spot: BaseURL
  /// Where `/fapi` is.
  public let futures: BaseURL
  /// A PEM file of certificate authorities to be trusted instead of the system's.
  public let caFile: String?
  /// The program's version, for the User-Agent header.
  public let version: String
  /// DNS, proxy, TCP and TLS together may take so long.
  public var connectTimeoutMilliseconds = 5_000
  /// One request, connecting and every re-send included, may take so long. The call's deadline may be sooner.
  public var requestTimeoutMilliseconds = 10_000
  /// Requests under way to one host at the same time; the others wait their turn.
  public var parallelRequestCountMax = 16
  /// Requests that may wait for their turn, to one host.
  public var waitingRequestCountMax = 256
  /// Connections kept open without a request, to one host. As many as may be under way, or a busy worker
  /// would close and make connections all the time.
  public var idleConnectionCountMax = 16
  /// A connection without a request for longer than this is closed. Below the minute after which common
  /// servers close theirs.
  public var idleMillisecondsMax = 50_000

  /// A configuration.
  ///
  /// - Parameters:
  ///   - spot: nil takes the venue's own host.
  ///   - futures: nil takes the venue's own host.
  /// - Precondition: a venue without hosts of its own (paper, custom) is given them; the command line has
  ///   refused anything else.
  public init(
    venue: Venue, spot: BaseURL? = nil, futures: BaseURL? = nil, caFile: String? = nil, version: String
  ) {
    let own = Self.ownHosts(of: venue)
    guard let spot = spot ?? own?.spot else {
      preconditionFailure("the venue has no host of its own: name one")
    }
    self.venue = venue
    self.spot = spot
    // A server that was named for spot only answers futures paths with 404, which says what is wrong; live
    // futures beside it would mix two worlds.
    self.futures = futures ?? own?.futures ?? spot
    self.caFile = caFile
    self.version = version
  }

  /// The hosts that the exchange documents for a venue; nil for a venue that has none.
  public static func ownHosts(of venue: Venue) -> (spot: BaseURL, futures: BaseURL)? {
    switch venue {
    case .live: hosts("https://api.binance.com", "https://fapi.binance.com")
    case .testnet: hosts("https://testnet.binance.vision", "https://testnet.binancefuture.com")
    case .paper, .custom: nil
    }
  }

  private static func hosts(_ spot: String, _ futures: String) -> (spot: BaseURL, futures: BaseURL)? {
    do throws(BaseURL.Failure) {
      return (try BaseURL(spot), try BaseURL(futures))
    } catch {
      preconditionFailure("a host in this file is not a base URL: \(error)")
    }
  }

  /// The server of an interface.
  public func baseURL(of api: API) -> BaseURL {
    switch api {
    case .spot, .wallet: spot
    case .futures: futures
    }
  }
}
