import PaperCore
import PaperFutures

extension Answer {
  func futuresTrades() throws(ExchangeError) -> [UInt8] {
    let limit = try futuresLimit(default: query["fromId"] == nil ? 500 : 100, maximum: 1_000)
    let listed = try contract()
    let market = listed.market
    let end = market.tradeID(from: now + 1)
    let first = max(market.firstTradeID, query.integer("fromId") ?? (end - limit))
    let count = min(limit, max(0, end - first))
    var writer = AnswerWriter(reservingByteCount: 64 + count * 150)
    writer.beginArray()
    for offset in 0..<count {
      let trade = market.trade(first + offset)
      let cost = listed.contract.notional(ticks: trade.priceTicks, steps: trade.quantitySteps)
      writer.beginObject()
      writer.member("id", integer: trade.id)
      writer.member("price", price: trade.priceTicks, listed.contract)
      writer.member("qty", quantity: Int128(trade.quantitySteps), listed.contract)
      writer.member("quoteQty", units: cost, decimals: listed.contract.pricePrecision)
      writer.member("time", integer: trade.timeMilliseconds)
      writer.member("isBuyerMaker", trade.isBuyerMaker)
      writer.member("isRPITrade", false)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  func futuresAggregateTrades() throws(ExchangeError) -> [UInt8] {
    let limit = try futuresLimit(default: 500, maximum: 1_000)
    let (start, end) = try timeRange()
    let listed = try contract()
    let market = listed.market
    guard query["fromId"] == nil || (start == nil && end == nil) else { throw .badCombination }
    let endID = market.aggregateID(from: min(end ?? now, now) + 1)
    let first: Int
    if let fromID = query.integer("fromId") {
      first = max(market.firstAggregateID, fromID)
    } else if let start {
      first = market.aggregateID(from: start)
    } else {
      first = max(market.firstAggregateID, endID - limit)
    }
    let count = min(limit, max(0, endID - first))
    var writer = AnswerWriter(reservingByteCount: 64 + count * 110)
    writer.beginArray()
    for offset in 0..<count {
      let trade = market.aggregate(first + offset)
      writer.beginObject()
      writer.member("a", integer: trade.id)
      writer.member("p", price: trade.priceTicks, listed.contract)
      writer.member("q", quantity: Int128(trade.quantitySteps), listed.contract)
      writer.member("f", integer: trade.firstTradeID)
      writer.member("l", integer: trade.lastTradeID)
      writer.member("T", integer: trade.timeMilliseconds)
      writer.member("m", trade.isBuyerMaker)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }
}
