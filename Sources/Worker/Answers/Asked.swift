internal import Catalog
package import Exchange
package import Values

/// One answer of the exchange and what asking for it weighed.
package struct Asked {
  /// The answer.
  package let reply: ExchangeReply
  /// The weight of its request.
  package let weight: Int
  /// Reads it, and knows what was asked.
  package let reader: ReplyReader

  /// The answer to a request.
  package init(_ reply: ExchangeReply, to request: ExchangeRequest) {
    self.reply = reply
    weight = request.weight
    reader = ReplyReader(endpoint: request.endpoint)
  }

  /// The value of the whole answer.
  package var root: JSONValue { reply.document.root }

  /// What our answer says about itself.
  package func metadata(venue: Venue, symbol: String? = nil) -> AnswerMetadata {
    AnswerMetadata(
      timestampMilliseconds: reply.receivedAtMilliseconds, venue: venue, symbol: symbol, weight: weight)
  }
}
