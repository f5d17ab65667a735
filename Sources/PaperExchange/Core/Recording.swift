internal import Values

/// A recording read from a file; which kind it is shows in its bytes.
///
/// | kind | looks like | gives |
/// |---|---|---|
/// | exchange information | `{"timezone":…,"symbols":[…]}` | the listings, and the answer of `exchangeInfo`
/// byte for byte |
/// | exchange information of the USD-M side | the same, its symbols with a `contractType` | the contracts
/// |
/// | a session of hftbacktest | lines `NANOSECONDS {"stream":…,"data":{…}}` and one snapshot | book, best
/// prices and tape of its symbol |
/// | trades | `[{"id":…,"price":…,"qty":…,"time":…},…]` | the tape of a symbol that must be named |
/// | a depth snapshot | `{"lastUpdateId":…,"bids":[…],"asks":[…]}` | the book of a symbol that must be named
/// |
public enum Recording {
  case information([UInt8])
  case futuresInformation([UInt8])
  case market(symbol: String, RecordedMarket)

  /// Why something cannot be played back.
  public enum Failure: Error, Sendable, Hashable {
    /// None of the kinds.
    case unknownKind
    /// The kind does not say which symbol it is of.
    case symbolMissing
    /// Not JSON, or not of the shape of its kind; `line` counts from 1.
    case malformed(line: Int)
    /// Trades without a gap in their ids are needed.
    case tradeMissing(afterID: Int)
    /// A line-by-line recording without its snapshot.
    case snapshotMissing
    /// A line-by-line recording of a USD-M contract, which is not played back.
    case futuresSession
  }

  /// Reads a recording.
  ///
  /// - Parameters:
  ///   - bytes: all of it, not compressed.
  ///   - symbol: of trades and of a depth snapshot, which do not name theirs.
  public init(_ bytes: [UInt8], symbol: String?) throws(Failure) {
    guard let first = bytes.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else {
      throw .unknownKind
    }
    if (0x30...0x39).contains(first) {
      let session = try RecordedSession(bytes)
      self = .market(symbol: session.symbol, session.market)
      return
    }
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: .exchangeReply)
    } catch {
      throw .malformed(line: 1)
    }
    let root = document.root
    if let symbols = root["symbols"] {
      self = symbols[0]?["contractType"] == nil ? .information(bytes) : .futuresInformation(bytes)
      return
    }
    let isTrades = root.kind == .array && root[0]?["price"] != nil
    guard isTrades || root["lastUpdateId"] != nil else { throw .unknownKind }
    guard let symbol else { throw .symbolMissing }
    if isTrades {
      self = .market(symbol: symbol, RecordedMarket(trades: try Self.trades(in: root), events: []))
    } else {
      guard let book = RecordedSession.snapshot(root) else { throw .malformed(line: 1) }
      self = .market(
        symbol: symbol, RecordedMarket(trades: [], events: [RecordedEvent(time: 0, change: .snapshot(book))]))
    }
  }

  private static func trades(in root: JSONValue) throws(Failure) -> [Trade] {
    var trades: [Trade] = []
    for element in root.elements {
      guard let id = element["id"]?.integer,
        let price = element["price"].flatMap({ AmountText.price($0.rawBytes) }),
        let quantity = element["qty"].flatMap({ AmountText.quantity($0.rawBytes) }),
        let time = element["time"]?.integer,
        let isBuyerMaker = element["isBuyerMaker"]?.boolean
      else { throw .malformed(line: trades.count + 1) }
      trades.append(
        Trade(
          id: id, aggregateID: 0, priceTicks: price, quantitySteps: quantity, timeMilliseconds: time,
          isBuyerMaker: isBuyerMaker))
    }
    try checkIDs(trades)
    return trades
  }

  /// Trades are found by their place, so no id may be missing.
  static func checkIDs(_ trades: [Trade]) throws(Failure) {
    for index in trades.indices.dropFirst() where trades[index].id != trades[index - 1].id + 1 {
      throw .tradeMissing(afterID: trades[index - 1].id)
    }
  }
}
