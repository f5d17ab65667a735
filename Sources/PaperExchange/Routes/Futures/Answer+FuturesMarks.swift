import PaperFutures

extension Answer {
  func premiumIndex() throws(ExchangeError) -> [UInt8] {
    try eachContract { writer, listed in
      let market = listed.market
      let index = Int128(market.indexPrice(at: now))
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      writer.member("markPrice", units: Int128(market.markPrice(at: now)))
      writer.member("indexPrice", units: index)
      // Only what is delivered settles; the index is what it would settle at.
      writer.member("estimatedSettlePrice", units: index)
      writer.member("lastFundingRate", units: Int128(market.estimatedFundingRate(at: now)))
      writer.member("interestRate", units: Int128(FuturesMarket.interestRate))
      writer.member("nextFundingTime", integer: market.nextFundingTime(after: now))
      writer.member("time", integer: now / 1_000 * 1_000)
      writer.endObject()
    }
  }

  /// The newest rates up to `endTime`, or the oldest from `startTime`, in the order of time.
  func fundingRates() throws(ExchangeError) -> [UInt8] {
    let limit = try futuresLimit(default: 100, maximum: 1_000)
    let (start, end) = try timeRange()
    let contracts = query["symbol"] == nil ? futures.contracts : [try contract()]
    var rates: [(time: Int, listed: ListedContract)] = []
    for listed in contracts {
      let interval = listed.contract.fundingIntervalMilliseconds
      let oldest = listed.market.firstTimeMilliseconds / interval + 1
      let last = min(end ?? now, now) / interval
      var first = max(oldest, last - limit + 1)
      if let start { first = max(oldest, (start + interval - 1) / interval) }
      for number in first..<max(first, min(last, first + limit - 1) + 1) {
        rates.append((number * interval, listed))
      }
    }
    rates.sort { ($0.time, $0.listed.index) < ($1.time, $1.listed.index) }
    var writer = AnswerWriter(reservingByteCount: 64 + limit * 110)
    writer.beginArray()
    for (time, listed) in start == nil ? rates.suffix(limit) : rates.prefix(limit) {
      writer.beginObject()
      writer.member("symbol", listed.contract.symbol)
      writer.member("fundingRate", units: Int128(listed.market.fundingRate(at: time)))
      writer.member("fundingTime", integer: time)
      writer.member("markPrice", units: Int128(listed.market.markPrice(at: time)))
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  func fundingInformation() -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 1_024)
    writer.beginArray()
    for listed in futures.contracts {
      let contract = listed.contract
      writer.beginObject()
      writer.member("symbol", contract.symbol)
      writer.member("adjustedFundingRateCap", units: Int128(contract.fundingRateMax))
      writer.member("adjustedFundingRateFloor", units: Int128(-contract.fundingRateMax))
      writer.member("fundingIntervalHours", integer: contract.fundingIntervalHours)
      writer.member("disclaimer", false)
      writer.endObject()
    }
    writer.endArray()
    return writer.bytes
  }

  func openInterest() throws(ExchangeError) -> [UInt8] {
    let listed = try contract()
    var writer = AnswerWriter()
    writer.beginObject()
    writer.member(
      "openInterest", quantity: Int128(listed.market.openInterest(at: now)), listed.contract)
    writer.member("symbol", listed.contract.symbol)
    writer.member("time", integer: now)
    writer.endObject()
    return writer.bytes
  }
}
