/// A listing with its market, which is made when somebody first asks for it.
public final class ListedSymbol {
  /// What `exchangeInfo` says.
  public let listing: Listing
  /// The entry of a recorded `exchangeInfo`, byte for byte; `nil` for a built-in listing.
  public let recordedBytes: ArraySlice<UInt8>?
  private let course: SyntheticCourse
  private let library: TradeTemplateLibrary
  private var knownMarket: (any Market)?

  init(
    listing: Listing, recordedBytes: ArraySlice<UInt8>?, course: SyntheticCourse,
    library: TradeTemplateLibrary
  ) {
    self.listing = listing
    self.recordedBytes = recordedBytes
    self.course = course
    self.library = library
  }

  /// The symbol's tape and book.
  public var market: any Market {
    if let knownMarket { return knownMarket }
    let made = SyntheticMarket(name: listing.symbol, scale: listing.scale, course: course, library: library)
    knownMarket = made
    return made
  }

  /// Puts a recording in the place of the synthetic market.
  func replaceMarket(with market: any Market) {
    knownMarket = market
  }

  /// Whether a recording has been put in.
  var recordedMarket: RecordedMarket? { knownMarket as? RecordedMarket }
}
