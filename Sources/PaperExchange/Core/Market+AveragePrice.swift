extension Market {
  /// The longest stretch that an average is taken over, in minutes: a week. A recorded filter may ask for
  /// any.
  public static var averageMinutesMax: Int { 10_080 }

  /// The volume-weighted average price of the last `minutes` in units of 10⁻⁸, as `GET /api/v3/avgPrice`
  /// shows it and as filters use it.
  ///
  /// The last price when nothing traded in that time, or for zero minutes; `nil` before the first trade
  /// (changelog of 2018-11-13, "Explanation for the average price calculation"). Cut after the eighth
  /// decimal: the recorded average of 2021-08-26 is 0.06637924 where the trades give 0.0663792475.
  public func averagePriceUnits(minutes: Int, at now: Int) -> Int? {
    let length = min(max(0, minutes), Self.averageMinutesMax) * 60_000
    if length > 0, let sum = summary(from: now - length + 1, until: now + 1), sum.volumeSteps > 0 {
      return Int(clamping: sum.notional * Int128(scale.tickUnits) / sum.volumeSteps)
    }
    return lastTrade(at: now).map { $0.priceTicks * scale.tickUnits }
  }
}
