internal import Catalog
internal import Values

extension Intent {
  private static let nameMax = RecordBounds.nameByteCountMax

  func append(to bytes: inout RecordBytes) throws(JournalFailure) {
    guard (1...RecordBounds.legCountMax).contains(legs.count) else {
      throw .notRecordable("an intent of \(legs.count) orders, of 1 to \(RecordBounds.legCountMax)")
    }
    try bytes.append(id, byteCountMax: Self.nameMax, "an intent's id")
    bytes.append(instance)
    bytes.append(clipped: principal, byteCountMax: RecordBounds.wordsByteCountMax)
    try bytes.append(optional: idempotency) { bytes, digest throws(JournalFailure) in
      try bytes.append(digest: digest, "an idempotency digest")
    }
    try bytes.append(digest: parameters, "a digest of parameters")
    try bytes.append(tool, byteCountMax: Self.nameMax, "a tool's name")
    bytes.append(kind.rawValue)
    bytes.append(api.journalCode)
    try bytes.append(symbol, byteCountMax: Self.nameMax, "a symbol")
    bytes.append(UInt8(legs.count))
    for leg in legs { try leg.append(to: &bytes) }
    try bytes.append(optional: replaces) { bytes, id throws(JournalFailure) in
      try bytes.append(id, byteCountMax: Self.nameMax, "the id of an order to be replaced")
    }
    bytes.append(notional)
    try bytes.append(quote, byteCountMax: Self.nameMax, "an asset")
    bytes.append(time: madeAtMilliseconds)
  }

  init(_ reader: inout RecordReader) throws(RecordReader.Fault) {
    let id = try reader.name()
    let instance = try reader.number(UInt64.self)
    let principal = try reader.words()
    let idempotency = try reader.optional { reader throws(RecordReader.Fault) in try reader.digest() }
    let parameters = try reader.digest()
    let tool = try reader.name()
    guard let kind = Kind(rawValue: try reader.number(UInt8.self)),
      let api = API(journalCode: try reader.number(UInt8.self))
    else { throw RecordReader.Fault() }
    let symbol = try reader.name()
    let count = Int(try reader.number(UInt8.self))
    guard (1...RecordBounds.legCountMax).contains(count) else { throw RecordReader.Fault() }
    var legs: [Leg] = []
    legs.reserveCapacity(count)
    for _ in 0..<count { legs.append(try Leg(&reader)) }
    self.init(
      id: id, instance: instance, principal: principal, idempotency: idempotency, parameters: parameters,
      tool: tool, kind: kind, api: api, symbol: symbol, legs: legs,
      replaces: try reader.optional { reader throws(RecordReader.Fault) in try reader.name() },
      notional: try reader.decimal(), quote: try reader.name(), madeAtMilliseconds: try reader.time())
  }
}

extension Intent.Leg {
  func append(to bytes: inout RecordBytes) throws(JournalFailure) {
    let nameMax = RecordBounds.nameByteCountMax
    try bytes.append(clientOrderID, byteCountMax: nameMax, "a client order id")
    try bytes.append(side, byteCountMax: nameMax, "a side")
    try bytes.append(type, byteCountMax: nameMax, "an order type")
    try bytes.append(optional: quantity) { bytes, quantity throws(JournalFailure) in bytes.append(quantity) }
    bytes.append(UInt8(isQuoteQuantity ? 1 : 0))
    try bytes.append(optional: price) { bytes, price throws(JournalFailure) in bytes.append(price) }
  }

  init(_ reader: inout RecordReader) throws(RecordReader.Fault) {
    self.init(
      clientOrderID: try reader.name(), side: try reader.name(), type: try reader.name(),
      quantity: try reader.optional { reader throws(RecordReader.Fault) in try reader.decimal() },
      isQuoteQuantity: try reader.flag(),
      price: try reader.optional { reader throws(RecordReader.Fault) in try reader.decimal() })
  }
}

extension API {
  /// The number of this interface in a journal; it never changes.
  fileprivate var journalCode: UInt8 {
    switch self {
    case .spot: 1
    case .wallet: 2
    case .futures: 3
    }
  }

  fileprivate init?(journalCode: UInt8) {
    guard let api = API.allCases.first(where: { $0.journalCode == journalCode }) else { return nil }
    self = api
  }
}
