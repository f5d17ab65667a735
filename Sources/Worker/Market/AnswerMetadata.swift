import Values

/// What an answer says about itself.
struct AnswerMetadata {
  /// When the exchange's answer arrived, or when the cache was read; milliseconds since 1970 UTC.
  var timestampMilliseconds: Int
  var venue: Venue
  /// The symbol asked about, in the exchange's spelling.
  var symbol: String?
  /// The documented weight of the request that was sent for this answer.
  var weight: Int
  /// How old the list of symbols is that answered instead of a request.
  var cacheAgeSeconds: Int?
}
