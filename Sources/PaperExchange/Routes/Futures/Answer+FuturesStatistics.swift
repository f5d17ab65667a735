import PaperCore
import PaperFutures

extension Answer {
  func futuresDayTicker() throws(ExchangeError) -> [UInt8] {
    try eachContract { writer, listed in
      let (contract, market) = (listed.contract, listed.market)
      let from = now - CivilDate.dayMilliseconds
      let sum = market.summary(from: from, until: now + 1)
      let last = market.lastTrade(at: now)
      let open = sum?.openTicks ?? 0
      let close = sum?.closeTicks ?? last?.priceTicks ?? 0
      let change = sum == nil ? 0 : close - open
      let volume = sum?.volumeSteps ?? 0
      let cost = (sum?.notional ?? 0) * Int128(contract.tickStepUnits)
      let percent = open == 0 ? 0 : Self.halfUp(Int128(change) * 100_000, by: Int128(open))
      let average = volume == 0 ? 0 : Self.halfUp(cost * 100_000_000, by: volume * Int128(contract.stepUnits))
      writer.beginObject()
      writer.member("symbol", contract.symbol)
      writer.member("priceChange", price: change, contract)
      writer.member("priceChangePercent", units: percent * 100_000, decimals: 3)
      writer.member("weightedAvgPrice", units: average, decimals: contract.pricePrecision)
      writer.member("lastPrice", price: close, contract)
      writer.member("lastQty", quantity: Int128(last?.quantitySteps ?? 0), contract)
      writer.member("openPrice", price: open, contract)
      writer.member("highPrice", price: sum?.highTicks ?? 0, contract)
      writer.member("lowPrice", price: sum?.lowTicks ?? 0, contract)
      writer.member("volume", quantity: volume, contract)
      writer.member("quoteVolume", units: cost, decimals: 2)
      writer.member("openTime", integer: from)
      writer.member("closeTime", integer: now)
      let firstID = market.tradeID(from: from)
      writer.member("firstId", integer: sum == nil ? -1 : firstID)
      writer.member("lastId", integer: sum.map { firstID + $0.tradeCount - 1 } ?? -1)
      writer.member("count", integer: sum?.tradeCount ?? 0)
      writer.endObject()
    }
  }

  /// Rounded half away from zero.
  static func halfUp(_ dividend: Int128, by divisor: Int128) -> Int128 {
    let magnitude = (abs(dividend) * 2 + divisor) / (divisor * 2)
    return dividend < 0 ? -magnitude : magnitude
  }

  // What is told period by period (`/futures/data`)

  /// Ends of the periods that a request is about, oldest first; the last 30 days are known.
  private func periods() throws(ExchangeError) -> (ends: [Int], length: Int) {
    let known = ["5m", "15m", "30m", "1h", "2h", "4h", "6h", "12h", "1d"]
    guard let text = query["period"], known.contains(text),
      let length = CandleInterval(rawValue: text)?.lengthMilliseconds
    else { throw .invalidData("period") }
    let limit = try futuresLimit(default: 30, maximum: 500)
    let (start, end) = try timeRange()
    let oldest = (now - 30 * CivilDate.dayMilliseconds) / length + 1
    let last = min(end ?? now, now) / length
    var first = max(oldest, last - limit + 1)
    if let start, end == nil || (last - limit + 1) * length < start {
      first = max(oldest, (start + length - 1) / length)
    }
    return (Array(first..<max(first, min(last, first + limit - 1) + 1)).map { $0 * length }, length)
  }

  func openInterestHistory() throws(ExchangeError) -> [UInt8] {
    let listed = try contract()
    let (contract, market) = (listed.contract, listed.market)
    return try writePeriods { writer, end, _ in
      let steps = market.openInterest(at: end)
      writer.member("symbol", contract.symbol)
      writer.member("sumOpenInterest", units: Int128(steps) * Int128(contract.stepUnits))
      writer.member(
        "sumOpenInterestValue", units: contract.notional(markUnits: market.markPrice(at: end), steps: steps))
      // Nobody counts the coins of a simulated market.
      writer.member("CMCCirculatingSupply", "0")
    }
  }

  func takerRatio() throws(ExchangeError) -> [UInt8] {
    let listed = try contract()
    return try writePeriods { writer, end, length in
      let sum = listed.market.summary(from: end - length, until: end)
      let bought = sum?.takerBuyVolumeSteps ?? 0
      let sold = (sum?.volumeSteps ?? 0) - bought
      let step = Int128(listed.contract.stepUnits)
      let ratio = sold == 0 ? 0 : Self.halfUp(bought * 10_000, by: sold)
      writer.member("buySellRatio", units: ratio * 10_000, decimals: 4)
      writer.member("buyVol", units: bought * step, decimals: 4)
      writer.member("sellVol", units: sold * step, decimals: 4)
    }
  }

  func futuresBasis() throws(ExchangeError) -> [UInt8] {
    let listed = try pairContract()
    guard query["contractType"] == "PERPETUAL" else { throw .invalidContractType }
    let market = listed.market
    return try writePeriods(hasTextTime: false) { writer, end, _ in
      let index = Int128(market.indexPrice(at: end))
      let price =
        Int128(market.lastTrade(at: end)?.priceTicks ?? 0) * Int128(listed.contract.tickUnits)
      writer.member("indexPrice", units: index)
      writer.member("contractType", "PERPETUAL")
      let rate = index == 0 ? 0 : Self.halfUp((price - index) * 10_000, by: index)
      writer.member("basisRate", units: rate * 10_000, decimals: 4)
      writer.member("futuresPrice", units: price, decimals: listed.contract.pricePrecision)
      writer.member("annualizedBasisRate", "")
      writer.member("basis", units: price - index)
      writer.member("pair", listed.contract.pair)
    }
  }

  private func writePeriods(
    hasTextTime: Bool = true, _ write: (inout AnswerWriter, Int, Int) -> Void
  ) throws(ExchangeError) -> [UInt8] {
    let (ends, length) = try periods()
    var writer = AnswerWriter(reservingByteCount: 64 + ends.count * 180)
    writer.beginArray()
    for end in ends {
      writer.beginObject()
      write(&writer, end, length)
      if hasTextTime {
        writer.member("timestamp", "\(end)")
      } else {
        writer.member("timestamp", integer: end)
      }
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }
}
