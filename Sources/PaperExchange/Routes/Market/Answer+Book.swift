import PaperCore

extension Answer {
  func depth() throws(ExchangeError) -> [UInt8] {
    let limit = try limit(default: 100, maximum: 5_000)
    let market = try symbol().market
    let book = market.book(limit: limit, at: now)
    var writer = AnswerWriter(reservingByteCount: 64 + (book.bids.count + book.asks.count) * 36)
    writer.beginObject()
    writer.member("lastUpdateId", integer: book.lastUpdateID)
    for (name, levels) in [("bids", book.bids), ("asks", book.asks)] {
      writer.key(name)
      writer.beginArray()
      for level in levels {
        writer.beginArray()
        writer.price(level.priceTicks, market.scale)
        writer.quantity(Int128(level.quantitySteps), market.scale)
        writer.endArray()
      }
      writer.endArray()
    }
    writer.endObject()
    return writer.bytes
  }

  func bookTicker() throws(ExchangeError) -> [UInt8] {
    try each(selection(allowsAll: true, countMax: nil)) { writer, symbol in
      let market = symbol.market
      let best = market.bestLevels(at: now)
      writer.beginObject()
      writer.member("symbol", symbol.listing.symbol)
      writeBest(best, market.scale, to: &writer)
      writer.endObject()
    }
  }

  /// The four members of the best prices, zeros on an empty side.
  func writeBest(_ best: BookSnapshot, _ scale: AmountScale, to writer: inout AnswerWriter) {
    writer.member("bidPrice", price: best.bids.first?.priceTicks ?? 0, scale)
    writer.member("bidQty", quantity: Int128(best.bids.first?.quantitySteps ?? 0), scale)
    writer.member("askPrice", price: best.asks.first?.priceTicks ?? 0, scale)
    writer.member("askQty", quantity: Int128(best.asks.first?.quantitySteps ?? 0), scale)
  }

  func price() throws(ExchangeError) -> [UInt8] {
    try each(selection(allowsAll: true, countMax: nil)) { writer, symbol in
      let market = symbol.market
      writer.beginObject()
      writer.member("symbol", symbol.listing.symbol)
      writer.member("price", price: market.lastTrade(at: now)?.priceTicks ?? 0, market.scale)
      writer.endObject()
    }
  }

  /// One object, or an array of them.
  func each(_ selection: Selection, _ write: (inout AnswerWriter, ListedSymbol) -> Void) -> [UInt8] {
    switch selection {
    case .one(let symbol):
      var writer = AnswerWriter()
      write(&writer, symbol)
      return writer.bytes
    case .several(let symbols):
      var writer = AnswerWriter(reservingByteCount: 64 + symbols.count * 64)
      writer.beginArray()
      for symbol in symbols { write(&writer, symbol) }
      writer.endArray()
      return writer.bytes
    }
  }
}
