internal import Values
internal import _StringProcessing

/// A session that hftbacktest's collector recorded of one spot symbol: combined streams with the local time
/// in nanoseconds before each message.
struct RecordedSession {
  let symbol: String
  let market: RecordedMarket

  /// What is gathered while lines are read.
  private struct Gathering {
    var symbol: String?
    var trades: [Trade] = []
    var events: [RecordedEvent] = []
    var hasSnapshot = false
    /// Exchange time minus local time, from the first message that has both: the recorder's clock need not be
    /// right.
    var skew: Int?
  }

  init(_ bytes: [UInt8]) throws(Recording.Failure) {
    var gathering = Gathering()
    var start = 0
    var line = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      line += 1
      if end > start { try Self.read(bytes[start..<end], line: line, into: &gathering) }
      start = end + 1
    }
    guard let symbol = gathering.symbol else { throw .unknownKind }
    guard gathering.hasSnapshot || gathering.events.isEmpty else { throw .snapshotMissing }
    try Recording.checkIDs(gathering.trades)
    self.symbol = symbol
    market = RecordedMarket(trades: gathering.trades, events: gathering.events)
  }

  private static func read(
    _ line: ArraySlice<UInt8>, line number: Int, into gathering: inout Gathering
  ) throws(Recording.Failure) {
    guard let space = line.firstIndex(of: 0x20),
      let nanoseconds = Int(String(decoding: line[..<space], as: UTF8.self))
    else { throw .malformed(line: number) }
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(Array(line[(space + 1)...]), limits: .exchangeReply)
    } catch {
      throw .malformed(line: number)
    }
    let root = document.root
    let local = nanoseconds / 1_000_000
    let data = root["data"]
    if let eventTime = data?["E"]?.integer, gathering.skew == nil { gathering.skew = eventTime - local }
    let time = local + (gathering.skew ?? 0)
    guard let data else {
      guard let book = snapshot(root) else { throw .malformed(line: number) }
      gathering.hasSnapshot = true
      gathering.events.append(RecordedEvent(time: time, change: .snapshot(book)))
      return
    }
    guard let name = data["s"]?.string, gathering.symbol == nil || gathering.symbol == name else {
      throw .malformed(line: number)
    }
    gathering.symbol = name
    // The depth updates of USD-M, and those alone, name the one before them.
    guard data["pu"] == nil else { throw .futuresSession }
    guard read(data, stream: root["stream"]?.string ?? "", time: time, into: &gathering) else {
      throw .malformed(line: number)
    }
  }

  /// Reads one message; false when its shape is wrong. Streams that are not played back are passed over.
  private static func read(_ data: JSONValue, stream: String, time: Int, into gathering: inout Gathering)
    -> Bool
  {
    if stream.contains("@depth") {
      guard let firstID = data["U"]?.integer, let lastID = data["u"]?.integer, let bids = levels(data["b"]),
        let asks = levels(data["a"])
      else { return false }
      let change = RecordedEvent.Change.depth(firstID: firstID, lastID: lastID, bids: bids, asks: asks)
      gathering.events.append(RecordedEvent(time: time, change: change))
    } else if stream.hasSuffix("@bookTicker") {
      guard let id = data["u"]?.integer, let bid = level(data["b"], data["B"]),
        let ask = level(data["a"], data["A"])
      else { return false }
      let ticker = BookSnapshot(lastUpdateID: id, bids: [bid], asks: [ask])
      gathering.events.append(RecordedEvent(time: time, change: .ticker(ticker)))
    } else if stream.hasSuffix("@trade") {
      guard let id = data["t"]?.integer, let level = level(data["p"], data["q"]),
        let tradeTime = data["T"]?.integer,
        let isBuyerMaker = data["m"]?.boolean
      else { return false }
      gathering.trades.append(
        Trade(
          id: id, aggregateID: 0, priceTicks: level.priceTicks, quantitySteps: level.quantitySteps,
          timeMilliseconds: tradeTime, isBuyerMaker: isBuyerMaker))
    }
    return true
  }

  /// A depth snapshot as `depth` answers it.
  static func snapshot(_ root: JSONValue) -> BookSnapshot? {
    guard let id = root["lastUpdateId"]?.integer, let bids = levels(root["bids"]),
      let asks = levels(root["asks"])
    else {
      return nil
    }
    return BookSnapshot(lastUpdateID: id, bids: bids, asks: asks)
  }

  private static func levels(_ value: JSONValue?) -> [BookLevel]? {
    guard let value, value.kind == .array else { return nil }
    var levels: [BookLevel] = []
    levels.reserveCapacity(value.count)
    for element in value.elements {
      guard let level = level(element[0], element[1]) else { return nil }
      levels.append(level)
    }
    return levels
  }

  private static func level(_ price: JSONValue?, _ quantity: JSONValue?) -> BookLevel? {
    guard let price = price.flatMap({ AmountText.price($0.rawBytes) }),
      let quantity = quantity.flatMap({ AmountText.quantity($0.rawBytes) })
    else { return nil }
    return BookLevel(priceTicks: price, quantitySteps: quantity)
  }
}
