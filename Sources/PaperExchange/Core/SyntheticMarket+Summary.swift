extension SyntheticMarket {
  /// The trades of a stretch of time, added up.
  public func summary(from start: Int, until end: Int) -> TradeSummary? {
    var time = max(start, originMilliseconds) - originMilliseconds
    let limit = min(end, endMilliseconds) - originMilliseconds
    var sum: TradeSummary?
    while time < limit {
      let next: TradeSummary?
      if time % CivilDate.dayMilliseconds == 0, time + CivilDate.dayMilliseconds <= limit {
        next = daySummary(time / CivilDate.dayMilliseconds)
        time += CivilDate.dayMilliseconds
      } else if time % Self.hourMilliseconds == 0, time + Self.hourMilliseconds <= limit {
        next = hourSummary(time / Self.hourMilliseconds)
        time += Self.hourMilliseconds
      } else {
        (next, time) = minuteSummary(from: time, limit: limit)
      }
      sum = TradeSummary.joined(sum, next)
    }
    return sum
  }

  /// The rest of the minute at `time`, up to `limit`, and where it ends.
  private func minuteSummary(from time: Int, limit: Int) -> (TradeSummary?, Int) {
    let plan = plan(time / Self.hourMilliseconds)
    let minute = time % Self.hourMilliseconds / Self.minuteMilliseconds
    let millisecond = time % Self.minuteMilliseconds
    let end = min(limit, time - millisecond + Self.minuteMilliseconds)
    if millisecond == 0, end == time + Self.minuteMilliseconds { return (plan.summary(minute: minute), end) }
    return (summary(of: plan, minute: minute, from: millisecond, until: end - (time - millisecond)), end)
  }

  private func daySummary(_ day: Int) -> TradeSummary? {
    if let known = daySummaries[day] { return known }
    var sum: TradeSummary?
    for hour in (day * 24)..<(day * 24 + 24) {
      sum = TradeSummary.joined(sum, hourSummaries[hour] ?? Self.summary(of: makePlan(hour)))
    }
    if daySummaries.count >= Self.daySummaryCountMax { daySummaries.removeAll() }
    daySummaries[day] = sum
    return sum
  }

  private func hourSummary(_ hour: Int) -> TradeSummary? {
    if let known = hourSummaries[hour] { return known }
    let sum = Self.summary(of: makePlan(hour))
    if hourSummaries.count >= Self.hourSummaryCountMax { hourSummaries.removeAll() }
    hourSummaries[hour] = sum
    return sum
  }

  private static func summary(of plan: HourPlan) -> TradeSummary? {
    var sum = plan.summary(minute: 0)
    for minute in 1..<60 { sum.append(plan.summary(minute: minute)) }
    return sum
  }
}
