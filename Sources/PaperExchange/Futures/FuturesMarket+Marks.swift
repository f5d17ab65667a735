import PaperCore

extension FuturesMarket {
  /// Quarter hours at which the premium is looked at for a funding rate.
  private static let sampleMilliseconds = 900_000
  /// The interest part of a funding rate, 0.01 % in units of 10⁻⁸ (USD-M documents, "Funding Rates").
  public static let interestRate = 10_000
  /// How far interest and premium may pull at each other, 0.05 % in units of 10⁻⁸.
  private static let rateClamp = 50_000
  /// Funding rates that are kept.
  private static let rateCountMax = 4_096

  /// The index price in the second of `time`, in units of 10⁻⁸: the spot symbol's last trade.
  public func indexPrice(at time: Int) -> Int {
    let second = time / 1_000 * 1_000
    if let trade = source.lastTrade(at: second) { return trade.priceTicks * source.scale.tickUnits }
    return source.trade(source.firstTradeID).priceTicks * source.scale.tickUnits
  }

  /// The basis without its hourly steps, in units of 10⁻⁸: a straight line from hour to hour.
  func smoothBasis(at time: Int) -> Int {
    let hour = time / Self.hourMilliseconds
    let part = time % Self.hourMilliseconds
    let (from, to) = (basisTicks(hour: hour), basisTicks(hour: hour + 1))
    return (from * (Self.hourMilliseconds - part) + to * part) * contract.tickUnits / Self.hourMilliseconds
  }

  /// The mark price in units of 10⁻⁸; changes once a second.
  ///
  /// The median of the last price, the index with the average basis, and the index with what is left of the
  /// last funding rate (USD-M documents, "Mark Price").
  public func markPrice(at time: Int) -> Int {
    let second = time / 1_000 * 1_000
    if lastMark.second == second { return lastMark.units }
    let index = indexPrice(at: second)
    let last = lastTrade(at: second).map { $0.priceTicks * contract.tickUnits } ?? index
    let interval = contract.fundingIntervalMilliseconds
    let rest = interval - second % interval
    let funding = Int128(index) * Int128(fundingRate(settledBefore: second)) * Int128(rest)
    let first = index + Int(funding / (Int128(interval) * Int128(AmountScale.unitsPerWhole)))
    let smooth = index + smoothBasis(at: second)
    let units = max(min(first, smooth), min(max(first, smooth), last))
    lastMark = (second, units)
    return units
  }

  /// What the mark price cannot leave in the seconds after `from` and up to `until`, which lie in one hour.
  ///
  /// Wider than what it does, but never narrower: whatever is safe at both ends needs no look at each second.
  func markBounds(from: Int, until: Int) -> ClosedRange<Int> {
    let tick = source.scale.tickUnits
    let before = indexPrice(at: from)
    var low = before
    var high = before
    if let sum = source.summary(from: from / 1_000 * 1_000, until: until + 1) {
      low = min(low, sum.lowTicks * tick)
      high = max(high, sum.highTicks * tick)
    }
    let rate = max(
      abs(fundingRate(settledBefore: from)), abs(fundingRate(settledBefore: until)), Self.interestRate)
    let reach = max(basisUnitsMax, Int(Int128(high) * Int128(rate) / Int128(AmountScale.unitsPerWhole)) + 1)
    return (low - reach)...(high + reach)
  }

  /// The premium of the mark price over the index, in units of 10⁻⁸ of it.
  public func premium(at time: Int) -> Int {
    let index = Int128(indexPrice(at: time))
    guard index > 0 else { return 0 }
    return Int((Int128(markPrice(at: time)) - index) * Int128(AmountScale.unitsPerWhole) / index)
  }

  /// When funding is next paid after `time`.
  public func nextFundingTime(after time: Int) -> Int {
    let interval = contract.fundingIntervalMilliseconds
    return (time / interval + 1) * interval
  }

  /// The rate that was paid at the last funding time at or before `time`, in units of 10⁻⁸.
  public func fundingRate(settledBefore time: Int) -> Int {
    let interval = contract.fundingIntervalMilliseconds
    return fundingRate(at: time / interval * interval)
  }

  /// The rate that is paid at a funding time, in units of 10⁻⁸.
  public func fundingRate(at fundingTime: Int) -> Int {
    if let known = rates[fundingTime] { return known }
    let rate = fundingRate(from: fundingTime - contract.fundingIntervalMilliseconds, until: fundingTime)
    if rates.count >= Self.rateCountMax { rates.removeAll() }
    rates[fundingTime] = rate
    return rate
  }

  /// The rate that the next funding time would have if the premium stayed as it was since the last one.
  public func estimatedFundingRate(at time: Int) -> Int {
    let interval = contract.fundingIntervalMilliseconds
    return fundingRate(from: time / interval * interval, until: time)
  }

  /// The average premium, later ones counting more, plus the interest within its clamp.
  private func fundingRate(from start: Int, until end: Int) -> Int {
    guard start >= firstTimeMilliseconds else { return Self.interestRate }
    var sum: Int128 = 0
    var weights = 0
    var time = start + Self.sampleMilliseconds
    while time <= end {
      let index = Int128(indexPrice(at: time))
      let premium = Int128(smoothBasis(at: time)) * Int128(AmountScale.unitsPerWhole) / index
      let weight = weights == 0 ? 1 : (time - start) / Self.sampleMilliseconds
      sum += premium * Int128(weight)
      weights += weight
      time += Self.sampleMilliseconds
    }
    guard weights > 0 else { return Self.interestRate }
    let average = Int(sum / Int128(weights))
    let rate = average + min(Self.rateClamp, max(-Self.rateClamp, Self.interestRate - average))
    return min(contract.fundingRateMax, max(-contract.fundingRateMax, rate))
  }

  /// The open interest of the simulated market, in steps: between 80 and 120 percent of what is usual, on
  /// straight lines between seeded values an hour apart. Positions of accounts are not in it.
  public func openInterest(at time: Int) -> Int {
    let hour = time / Self.hourMilliseconds
    let part = Int128(time % Self.hourMilliseconds)
    let (from, to) = (openInterestKnot(hour), openInterestKnot(hour + 1))
    return Int(from + (to - from) * part / Int128(Self.hourMilliseconds))
  }

  private func openInterestKnot(_ hour: Int) -> Int128 {
    let share = 80_000 + SeededGenerator.scaled(SeededGenerator.hash(seed, hour, 21), below: 40_001)
    return Int128(contract.openInterestSteps) * Int128(share) / 100_000
  }
}
