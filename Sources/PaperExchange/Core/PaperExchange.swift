/// The exchange: what is listed, what trades, and what time it is there. Pure: the caller brings the wall
/// clock and the seed.
///
/// Accounts, orders and filters belong here as well when they come: everything that two requests share is in
/// this object and nothing else.
public final class PaperExchange {
  /// What everything synthetic follows from.
  public let seed: UInt64
  /// All symbols in the order in which `exchangeInfo` lists them.
  public private(set) var symbols: [ListedSymbol]
  /// The rules about everything that an account has open.
  public private(set) var exchangeFilters = BuiltInListings.exchangeFilters
  /// The limits that a recorded `exchangeInfo` lists; empty when there is none.
  public private(set) var recordedRateLimits: [RateLimit] = []
  /// A recorded `exchangeInfo`, served as it is; `nil` for the built-in one.
  public private(set) var recordedInformation: [UInt8]?
  /// What time it is.
  public private(set) var clock: ExchangeClock = .wall

  private let library: TradeTemplateLibrary
  private var indices: [String: Int]
  private var recordings: [RecordedMarket] = []

  /// An exchange with the built-in listings and synthetic markets.
  public init(seed: UInt64) {
    self.seed = seed
    let library = TradeTemplateLibrary(seed: seed)
    self.library = library
    symbols = BuiltInListings.entries.map { entry in
      ListedSymbol(listing: entry.listing, recordedBytes: nil, course: entry.course, library: library)
    }
    indices = [:]
    index()
  }

  private func index() {
    indices = Dictionary(minimumCapacity: symbols.count)
    for (index, symbol) in symbols.enumerated() { indices[symbol.listing.symbol] = index }
  }

  /// The symbol of that exact name.
  public func symbol(named name: String) -> ListedSymbol? {
    indices[name].map { symbols[$0] }
  }

  /// What time it is at the exchange when the wall clock says `wall`, both in milliseconds; recordings are
  /// played up to it.
  public func time(at wall: Int) -> Int {
    let now = clock.time(at: wall)
    for recording in recordings { recording.advance(to: now) }
    return now
  }

  /// Takes recordings in: a recorded `exchangeInfo` replaces the listings, recorded markets replace synthetic
  /// ones.
  ///
  /// With a recorded market the exchange's clock is the recording's: it starts when the recording starts,
  /// runs at `speed` and stops at the recording's end, where everything stays as it was then.
  ///
  /// - Parameters:
  ///   - wall: the wall clock when the recording begins to play.
  ///   - speed: how many times faster than it was recorded; `nil` jumps to the end at once.
  public func replay(_ recordings: [Recording], from wall: Int, speed: Int?) throws(Recording.Failure) {
    for case .information(let bytes) in recordings {
      let contents = try RecordedInformation.contents(of: bytes, library: library)
      symbols = contents.symbols
      exchangeFilters = contents.exchangeFilters
      recordedRateLimits = contents.rateLimits
      recordedInformation = bytes
      index()
    }
    for case .market(let name, let market) in recordings {
      if symbol(named: name) == nil {
        symbols.append(RecordedInformation.unlisted(name, library: library))
        index()
      }
      if let earlier = symbol(named: name)?.recordedMarket {
        earlier.merge(market)
      } else {
        symbol(named: name)?.replaceMarket(with: market)
        self.recordings.append(market)
      }
    }
    guard let start = self.recordings.compactMap(\.startMilliseconds).min(),
      let end = self.recordings.compactMap(\.endMilliseconds).max()
    else {
      for recording in self.recordings { recording.advance(to: 0) }
      return
    }
    clock = .recording(start: start, end: end, wallStart: wall, speed: speed)
    for recording in self.recordings { recording.advance(to: clock.time(at: wall)) }
  }
}
