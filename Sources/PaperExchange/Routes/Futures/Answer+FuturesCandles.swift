import PaperCore
import PaperFutures

extension Answer {
  /// Places at which a candle of marks looks at them.
  private static let sampleCount = 30

  private func futuresCandleQuery() throws(ExchangeError) -> CandleQuery {
    guard let interval = query["interval"].flatMap(CandleInterval.init(rawValue:)), interval != .oneSecond
    else {
      throw .invalidInterval
    }
    let (start, end) = try timeRange()
    return CandleQuery(
      interval: interval, startTime: start, endTime: end,
      limit: try futuresLimit(default: 500, maximum: 1_500))
  }

  func futuresCandles() throws(ExchangeError) -> [UInt8] {
    try futuresCandles(of: contract())
  }

  func continuousCandles() throws(ExchangeError) -> [UInt8] {
    let listed = try pairContract()
    switch query["contractType"] {
    case "PERPETUAL": return try futuresCandles(of: listed)
    // Kinds that the documents know and this exchange does not list.
    case "CURRENT_QUARTER", "NEXT_QUARTER", "TRADIFI_PERPETUAL": return Array("[]".utf8)
    default: throw .invalidContractType
    }
  }

  private func futuresCandles(of listed: ListedContract) throws(ExchangeError) -> [UInt8] {
    let contract = listed.contract
    let candles = listed.market.candles(try futuresCandleQuery(), at: now)
    var writer = AnswerWriter(reservingByteCount: 64 + candles.count * 170)
    writer.beginArray()
    for candle in candles {
      let sum = candle.summary
      writer.beginArray()
      writer.integer(candle.openTime)
      for ticks in [sum.openTicks, sum.highTicks, sum.lowTicks, sum.closeTicks] {
        writer.price(ticks, contract)
      }
      writer.quantity(sum.volumeSteps, contract)
      writer.integer(candle.nextOpenTime - 1)
      writer.cost(sum.notional * Int128(contract.tickStepUnits), contract)
      writer.integer(sum.tradeCount)
      writer.quantity(sum.takerBuyVolumeSteps, contract)
      writer.cost(sum.takerBuyNotional * Int128(contract.tickStepUnits), contract)
      writer.string("0")
      writer.endArray()
    }
    writer.endArray()
    return writer.bytes
  }

  /// Candles of the index: the spot symbol's prices, which it is.
  func indexCandles() throws(ExchangeError) -> [UInt8] {
    let market = try pairContract().market
    let tick = market.source.scale.tickUnits
    let candles = market.source.candles(try futuresCandleQuery(), at: now)
    return writeMarks(
      candles.map { candle in
        let sum = candle.summary
        let prices = [sum.openTicks, sum.highTicks, sum.lowTicks, sum.closeTicks].map { $0 * tick }
        return (candle, prices, Self.sampleCount)
      })
  }

  /// Candles of the mark price, from thirty looks at it in each and its last.
  func markCandles() throws(ExchangeError) -> [UInt8] {
    let market = try contract().market
    return writeMarks(sampled(market.candles(try futuresCandleQuery(), at: now)) { market.markPrice(at: $0) })
  }

  /// Candles of the premium, from thirty looks at it in each and its last.
  func premiumCandles() throws(ExchangeError) -> [UInt8] {
    let market = try contract().market
    return writeMarks(sampled(market.candles(try futuresCandleQuery(), at: now)) { market.premium(at: $0) })
  }

  private func sampled(_ candles: [Candle], _ look: (Int) -> Int) -> [(Candle, [Int], Int)] {
    candles.map { candle in
      let last = min(now, candle.nextOpenTime - 1)
      let step = max(1_000, (candle.nextOpenTime - candle.openTime) / Self.sampleCount)
      let looks = stride(from: candle.openTime, through: last, by: step).map(look) + [look(last)]
      return (candle, [looks[0], looks.max() ?? 0, looks.min() ?? 0, looks[looks.count - 1]], looks.count)
    }
  }

  private func writeMarks(_ candles: [(candle: Candle, units: [Int], count: Int)]) -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 64 + candles.count * 130)
    writer.beginArray()
    for (candle, units, count) in candles {
      writer.beginArray()
      writer.integer(candle.openTime)
      for value in units { writer.amount(Int128(value)) }
      writer.string("0")
      writer.integer(candle.nextOpenTime - 1)
      writer.string("0")
      writer.integer(count)
      for _ in 0..<3 { writer.string("0") }
      writer.endArray()
    }
    writer.endArray()
    return writer.bytes
  }
}
