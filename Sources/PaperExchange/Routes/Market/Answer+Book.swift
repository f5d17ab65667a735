import PaperCore
import PaperSpot

extension Answer {
  func depth() throws(ExchangeError) -> [UInt8] {
    let limit = try limit(default: 100, maximum: 5_000)
    let symbol = try symbol()
    let book = spot.book(of: symbol, limit: limit, now: now)
    let decimals = symbol.market.scale.quantityDecimals
    var writer = AnswerWriter(reservingByteCount: 64 + (book.bids.count + book.asks.count) * 36)
    writer.beginObject()
    writer.member("lastUpdateId", integer: symbol.market.bestLevels(at: now).lastUpdateID)
    for (name, levels) in [("bids", book.bids), ("asks", book.asks)] {
      writer.key(name)
      writer.beginArray()
      for level in levels {
        writer.beginArray()
        writer.amount(Int128(level.priceUnits))
        writer.amount(Int128(level.quantityUnits), decimals: decimals)
        writer.endArray()
      }
      writer.endArray()
    }
    writer.endObject()
    return writer.bytes
  }

  func bookTicker() throws(ExchangeError) -> [UInt8] {
    try each(selection(allowsAll: true, countMax: nil)) { writer, symbol in
      writer.beginObject()
      writer.member("symbol", symbol.listing.symbol)
      writeBest(of: symbol, to: &writer)
      writer.endObject()
    }
  }

  /// The four members of the best prices, zeros on an empty side.
  func writeBest(of symbol: ListedSymbol, to writer: inout AnswerWriter) {
    let best = spot.book(of: symbol, limit: 1, now: now)
    let decimals = symbol.market.scale.quantityDecimals
    for (side, level) in [("bid", best.bids.first), ("ask", best.asks.first)] {
      writer.member(side + "Price", units: Int128(level?.priceUnits ?? 0))
      writer.member(side + "Qty", units: Int128(level?.quantityUnits ?? 0), decimals: decimals)
    }
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
