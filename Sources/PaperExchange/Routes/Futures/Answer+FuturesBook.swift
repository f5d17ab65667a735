import PaperCore
import PaperFutures

extension Answer {
  /// Depths that may be asked for (USD-M documents, "Order Book").
  private static let futuresDepths = [5, 10, 20, 50, 100, 500, 1_000]

  func futuresDepth() throws(ExchangeError) -> [UInt8] {
    let limit = query.integer("limit") ?? 500
    guard Self.futuresDepths.contains(limit) else { throw .invalidDepthLimit(query["limit"] ?? "") }
    let listed = try contract()
    futures.advance(to: now)
    let book = futures.book(of: listed.index, limit: limit, at: now)
    var writer = AnswerWriter(reservingByteCount: 128 + (book.bids.count + book.asks.count) * 28)
    writer.beginObject()
    writer.member("lastUpdateId", integer: book.lastUpdateID)
    writer.member("E", integer: now)
    writer.member("T", integer: now)
    for (name, levels) in [("bids", book.bids), ("asks", book.asks)] {
      writer.key(name)
      writer.beginArray()
      for level in levels {
        writer.beginArray()
        writer.price(level.priceTicks, listed.contract)
        writer.quantity(Int128(level.quantitySteps), listed.contract)
        writer.endArray()
      }
      writer.endArray()
    }
    writer.endObject()
    return writer.bytes
  }

  func futuresBookTicker() throws(ExchangeError) -> [UInt8] {
    futures.advance(to: now)
    return try eachContract { writer, listed in
      let book = futures.book(of: listed.index, limit: 1, at: now)
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      for (name, level) in [("bid", book.bids.first), ("ask", book.asks.first)] {
        writer.member(name + "Price", price: level?.priceTicks ?? 0, listed.contract)
        writer.member(name + "Qty", quantity: Int128(level?.quantitySteps ?? 0), listed.contract)
      }
      writer.member("time", integer: now)
      writer.endObject()
    }
  }

  func futuresPrice() throws(ExchangeError) -> [UInt8] {
    try eachContract { writer, listed in
      let trade = listed.market.lastTrade(at: now)
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      writer.member("price", price: trade?.priceTicks ?? 0, listed.contract)
      writer.member("time", integer: trade?.timeMilliseconds ?? now)
      writer.endObject()
    }
  }
}
