/// Sixty minutes of a synthetic market: which template each follows, from which price, how far, how large.
struct HourPlan {
  /// One minute.
  struct Minute {
    /// Price of its first trade.
    var openTicks: Int
    /// Ticks per unit of offset; negative when the minute falls.
    var strideTicks: Int
    /// How far offsets are shifted right.
    var shift: Int
    /// Steps per unit of weight.
    var factor: Int
    var templateIndex: Int
    /// Trades of the hour before this minute.
    var tradeCountBefore: Int
    /// Taker orders of the hour before this minute.
    var groupCountBefore: Int
  }

  let family: TradeTemplateFamily
  let minutes: [Minute]

  /// Multipliers without a common factor with 60: each gives another order of the sixty templates.
  private static let multipliers = [1, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 49, 53, 59]

  /// - Parameters:
  ///   - prices: 61 of them, the last is the first of the next hour.
  ///   - bits: 64 bits of this hour.
  init(prices: [Int], family: TradeTemplateFamily, quantityFactor: Int, bits: UInt64) {
    self.family = family
    let multiplier = Self.multipliers[Int(bits & 15)]
    let start = SeededGenerator.scaled(SeededGenerator.mix(bits), below: 60)
    var minutes: [Minute] = []
    minutes.reserveCapacity(60)
    var trades = 0
    var groups = 0
    for index in 0..<60 {
      let templateIndex = (multiplier * index + start) % TradeTemplateFamily.templateCount
      let change = prices[index + 1] - prices[index]
      let (stride, shift) = Self.stride(for: change)
      minutes.append(
        Minute(
          openTicks: prices[index], strideTicks: stride, shift: shift,
          factor: quantityFactor * (1 + Int(SeededGenerator.hash(bits, index) & 7)),
          templateIndex: templateIndex,
          tradeCountBefore: trades, groupCountBefore: groups))
      trades += family.templates[templateIndex].entries.count
      groups += family.templates[templateIndex].groupCount
    }
    self.minutes = minutes
  }

  /// The stride and shift that bring a minute closest to its change of price without passing it.
  private static func stride(for change: Int) -> (strideTicks: Int, shift: Int) {
    let distance = change.magnitude
    guard distance > 0 else { return (1, TradeTemplate.shiftMax) }
    if distance >= TradeTemplate.amplitude {
      return (change / TradeTemplate.amplitude, 0)
    }
    let power = UInt.bitWidth - 1 - distance.leadingZeroBitCount
    return (change.signum(), TradeTemplate.shiftMax - power)
  }

  func template(_ minute: Int) -> TradeTemplate { family.templates[minutes[minute].templateIndex] }

  /// Number, within the hour, of the first trade at or after `millisecond` of `minute`.
  func tradeIndex(minute: Int, from millisecond: Int) -> Int {
    minutes[minute].tradeCountBefore + entryIndex(minute: minute, from: millisecond)
  }

  /// Number, within the hour, of the first taker order at or after `millisecond` of `minute`.
  func groupIndex(minute: Int, from millisecond: Int) -> Int {
    let template = template(minute)
    let entry = entryIndex(minute: minute, from: millisecond)
    let group = entry < template.entries.count ? Int(template.entries[entry].group) : template.groupCount
    return minutes[minute].groupCountBefore + group
  }

  /// Index of the first entry at or after `millisecond`, or the count.
  func entryIndex(minute: Int, from millisecond: Int) -> Int {
    let entries = template(minute).entries
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if Int(entries[middle].time) < millisecond { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The whole minute added up.
  func summary(minute index: Int) -> TradeSummary {
    let minute = minutes[index]
    let template = template(index)
    let sums = template.sums[minute.shift]
    let stride = minute.strideTicks
    let falls = stride < 0
    // A falling minute is a rising one seen in a mirror, so buyers and sellers change places as well.
    let buyWeight = falls ? template.weightSum - template.buyWeightSum : template.buyWeightSum
    let buyOffset = falls ? sums.weightedOffset - sums.buyWeightedOffset : sums.buyWeightedOffset
    let notional = (minute.openTicks * template.weightSum + stride * sums.weightedOffset) * minute.factor
    let buyNotional = (minute.openTicks * buyWeight + stride * buyOffset) * minute.factor
    return TradeSummary(
      openTicks: minute.openTicks + stride * (Int(template.entries[0].offset) >> minute.shift),
      highTicks: minute.openTicks + stride * (falls ? sums.low : sums.high),
      lowTicks: minute.openTicks + stride * (falls ? sums.high : sums.low),
      closeTicks: minute.openTicks + stride * sums.last,
      volumeSteps: Int128(template.weightSum * minute.factor), notional: Int128(notional),
      takerBuyVolumeSteps: Int128(buyWeight * minute.factor), takerBuyNotional: Int128(buyNotional),
      tradeCount: template.entries.count)
  }
}
