import Catalog
import Values

/// A successful answer while it is written: `{"success":true,"data":…,"timestamp":…,"metadata":{…}}`.
///
/// Written straight into bytes: the gateway splices them into its own answer, and building a tree first would
/// cost more than the rest of a short call.
struct Answer {
  /// Takes the value of `data`; exactly one value must be written before `finish`.
  var writer: JSONWriter

  init(reservingByteCount byteCount: Int = 512) {
    writer = JSONWriter(reservingByteCount: byteCount)
    writer.beginObject()
    writer.member("success", true)
    writer.key("data")
  }

  /// Ends the answer.
  ///
  /// - Parameter metadata: venue, symbol and weight, which is 0 when no request was sent for this answer.
  consuming func finish(_ metadata: AnswerMetadata) -> [UInt8] {
    writer.member("timestamp", metadata.timestampMilliseconds)
    writer.key("metadata")
    writer.beginObject()
    writer.member("venue", metadata.venue.rawValue)
    if let symbol = metadata.symbol { writer.member("symbol", symbol) }
    writer.member("weight", metadata.weight)
    if let age = metadata.cacheAgeSeconds { writer.member("cache_age_seconds", age) }
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }
}
