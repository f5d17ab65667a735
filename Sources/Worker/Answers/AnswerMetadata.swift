package import Values

/// What an answer says about itself.
package struct AnswerMetadata {
  /// When the exchange's answer arrived, or when the cache was read; milliseconds since 1970 UTC.
  package var timestampMilliseconds: Int
  /// Which exchange answered.
  package var venue: Venue
  /// The symbol asked about, in the exchange's spelling.
  package var symbol: String?
  /// The documented weight of the request that was sent for this answer.
  package var weight: Int
  /// How old the list of symbols is that answered instead of a request.
  package var cacheAgeSeconds: Int?

  /// What an answer says about itself; `weight` is 0 when no request was sent for it.
  package init(
    timestampMilliseconds: Int, venue: Venue, symbol: String? = nil, weight: Int, cacheAgeSeconds: Int? = nil
  ) {
    self.timestampMilliseconds = timestampMilliseconds
    self.venue = venue
    self.symbol = symbol
    self.weight = weight
    self.cacheAgeSeconds = cacheAgeSeconds
  }
}
