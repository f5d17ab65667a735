import PaperAccounts
import PaperCore

/// One request being answered: who asked, what, when, and in which unit times are wanted.
struct Answer {
  let venue: PaperVenue
  /// Whose key signed the request; `nil` for a route that needs none.
  let account: Account?
  let query: CheckedQuery
  /// Exchange time in milliseconds.
  let now: Int
  /// The wall clock in milliseconds: limits go by it, because a recording's time may stand still.
  let wall: Int
  /// 1, or 1,000 when the client asked for microseconds (`X-MBX-TIME-UNIT`).
  let timeFactor: Int
  /// The key that the request named; `nil` for a route that needs none.
  var key: PaperKey?
  /// Until when a signed request is valid. The router has checked it, on arrival and just before this.
  var timing: RequestTiming?

  /// Listings, markets and time.
  var exchange: PaperExchange { venue.exchange }

  /// The symbol that the request names.
  func symbol() throws(ExchangeError) -> ListedSymbol {
    guard let name = query["symbol"], let symbol = exchange.symbol(named: name) else { throw .invalidSymbol }
    if let status = query["symbolStatus"], status != symbol.listing.status.rawValue { throw .statusMismatch }
    return symbol
  }

  /// Which symbols a request is about: one, whose answer is an object, or several, whose answer is an array.
  enum Selection {
    case one(ListedSymbol)
    case several([ListedSymbol])
  }

  /// The symbols of `symbol` or `symbols`.
  ///
  /// - Parameters:
  ///   - allowsAll: neither parameter means every symbol; otherwise one is mandatory.
  ///   - countMax: how many symbols a list may have.
  func selection(allowsAll: Bool, countMax: Int?) throws(ExchangeError) -> Selection {
    let list = query["symbols"]
    guard query["symbol"] == nil || list == nil else { throw .badCombination }
    if query["symbol"] != nil { return .one(try symbol()) }
    var symbols: [ListedSymbol] = []
    if let list {
      symbols = try self.symbols(in: list, countMax: countMax)
    } else if allowsAll {
      symbols = exchange.symbols
    } else {
      throw .missingEither("symbol", "symbols")
    }
    if let status = query["symbolStatus"] { symbols.removeAll { $0.listing.status.rawValue != status } }
    return .several(symbols)
  }

  /// The symbols of a list, each once and all known.
  func symbols(in list: String, countMax: Int?) throws(ExchangeError) -> [ListedSymbol] {
    let names = Parameter.symbolNames(in: list) ?? []
    guard !names.isEmpty else { throw .emptyParameter("symbols") }
    if let countMax, names.count > countMax { throw .tooManyValues(parameter: "symbols", maximum: countMax) }
    guard Set(names).count == names.count else { throw .duplicateSymbols }
    var symbols: [ListedSymbol] = []
    for name in names {
      guard let symbol = exchange.symbol(named: name) else { throw .invalidSymbol }
      symbols.append(symbol)
    }
    return symbols
  }

  /// `limit`, or its default; more than `maximum` is cut to it, as the exchange does.
  func limit(default standard: Int, maximum: Int) throws(ExchangeError) -> Int {
    guard let limit = query.integer("limit") else { return standard }
    guard limit > 0 else { throw .invalidData("limit") }
    return min(limit, maximum)
  }

  /// A time as the client wants it.
  func time(_ milliseconds: Int) -> Int { milliseconds * timeFactor }

  /// The last moment before `next`, as the client wants it.
  func lastTime(before next: Int) -> Int { next * timeFactor - 1 }
}
