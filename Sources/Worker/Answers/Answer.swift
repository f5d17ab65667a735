internal import Catalog
package import Values

/// A successful answer while it is written: `{"success":true,"data":…,"timestamp":…,"metadata":{…}}`.
///
/// Written straight into bytes: the gateway splices them into its own answer, and building a tree first would
/// cost more than the rest of a short call.
package struct Answer {
  /// Takes the value of `data`; exactly one value must be written before `finish`.
  package var writer: JSONWriter

  private static let start = Array("{\"success\":true,\"data\":".utf8)
  private static let timestampKey = JSONKey("timestamp")
  private static let symbolKey = JSONKey("symbol")
  private static let weightKey = JSONKey("weight")
  private static let live = metadata(of: .live)
  private static let testnet = metadata(of: .testnet)
  private static let paper = metadata(of: .paper)
  private static let custom = metadata(of: .custom)

  private static func metadata(of venue: Venue) -> [UInt8] {
    Array(",\"metadata\":{\"venue\":\"\(venue.rawValue)\"".utf8)
  }

  /// The parts that are the same in each answer are kept as bytes.
  private static func beginMetadata(of venue: Venue, in writer: inout JSONWriter) {
    switch venue {
    case .live: writer.splice(live)
    case .testnet: writer.splice(testnet)
    case .paper: writer.splice(paper)
    case .custom: writer.splice(custom)
    }
  }

  package init(reservingByteCount byteCount: Int = 512) {
    writer = JSONWriter(reservingByteCount: byteCount)
    writer.splice(Self.start)
  }

  /// Ends the answer.
  ///
  /// - Parameter metadata: venue, symbol and weight, which is 0 when no request was sent for this answer.
  package consuming func finish(_ metadata: AnswerMetadata) -> [UInt8] {
    writer.key(Self.timestampKey)
    writer.number(metadata.timestampMilliseconds)
    Self.beginMetadata(of: metadata.venue, in: &writer)
    if let symbol = metadata.symbol {
      writer.key(Self.symbolKey)
      writer.string(symbol)
    }
    writer.key(Self.weightKey)
    writer.number(metadata.weight)
    if let age = metadata.cacheAgeSeconds { writer.member("cache_age_seconds", age) }
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }
}
