extension SyntheticMarket {
  /// The number of the first trade at or after a time.
  public func tradeID(from time: Int) -> Int {
    position(of: time, counts: tradeCounts) { plan, minute, millisecond in
      plan.tradeIndex(minute: minute, from: millisecond)
    }
  }

  /// The number of the first aggregate trade at or after a time.
  public func aggregateID(from time: Int) -> Int {
    position(of: time, counts: groupCounts) { plan, minute, millisecond in
      plan.groupIndex(minute: minute, from: millisecond)
    }
  }

  private func position(
    of time: Int, counts: HourCounts,
    inHour: (_ plan: HourPlan, _ minute: Int, _ millisecond: Int) -> Int
  ) -> Int {
    let elapsed = min(time, endMilliseconds) - originMilliseconds
    guard elapsed > 0 else { return 0 }
    let hour = elapsed / Self.hourMilliseconds
    let count = counts.count(before: hour, lively: livelyHours(of: hour / 24))
    let inside = elapsed % Self.hourMilliseconds
    return count + inHour(plan(hour), inside / Self.minuteMilliseconds, inside % Self.minuteMilliseconds)
  }

  /// The hour that holds number `id` of a sequence, and the place in it.
  private func hour(of id: Int, counts: HourCounts) -> (hour: Int, rest: Int) {
    let day = id / counts.perDay
    return counts.hour(of: id, lively: livelyHours(of: day))
  }

  /// The trade of a number.
  public func trade(_ id: Int) -> Trade {
    let (hour, rest) = hour(of: id, counts: tradeCounts)
    let plan = plan(hour)
    let minute = Self.lastIndex(of: plan.minutes) { $0.tradeCountBefore <= rest }
    let index = rest - plan.minutes[minute].tradeCountBefore
    let group = Int(plan.template(minute).entries[index].group)
    return trade(
      index, minute: minute, plan: plan, hour: hour, id: id,
      groupID: groupID(hour: hour, plan: plan, minute: minute) + group)
  }

  /// The aggregate trade of a number.
  public func aggregate(_ id: Int) -> AggregateTrade {
    let (hour, rest) = hour(of: id, counts: groupCounts)
    let plan = plan(hour)
    let minute = Self.lastIndex(of: plan.minutes) { $0.groupCountBefore <= rest }
    let template = plan.template(minute)
    let group = rest - plan.minutes[minute].groupCountBefore
    let first = Int(template.groupStarts[group])
    let minuteID = tradeID(
      from: originMilliseconds + hour * Self.hourMilliseconds + minute * Self.minuteMilliseconds)
    var aggregate = AggregateTrade(
      trade(first, minute: minute, plan: plan, hour: hour, id: minuteID + first, groupID: id))
    for index in (first + 1)..<max(first + 1, Int(template.groupStarts[group + 1])) {
      aggregate.append(
        trade(index, minute: minute, plan: plan, hour: hour, id: minuteID + index, groupID: id))
    }
    return aggregate
  }

  private func groupID(hour: Int, plan: HourPlan, minute: Int) -> Int {
    groupCounts.count(before: hour, lively: livelyHours(of: hour / 24))
      + plan.minutes[minute].groupCountBefore
  }

  private static func lastIndex(of minutes: [HourPlan.Minute], where isBefore: (HourPlan.Minute) -> Bool)
    -> Int
  {
    var low = 0
    var high = minutes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if isBefore(minutes[middle]) { low = middle } else { high = middle }
    }
    return low
  }

  private func trade(
    _ index: Int, minute: Int, plan: HourPlan, hour: Int, id: Int, groupID: Int
  ) -> Trade {
    let shape = plan.minutes[minute]
    let entry = plan.template(minute).entries[index]
    return Trade(
      id: id, aggregateID: groupID,
      priceTicks: shape.openTicks + shape.strideTicks * (Int(entry.offset) >> shape.shift),
      quantitySteps: Int(entry.weight) * shape.factor,
      timeMilliseconds: originMilliseconds + hour * Self.hourMilliseconds + minute * Self.minuteMilliseconds
        + Int(entry.time),
      isBuyerMaker: entry.isTakerBuyer == (shape.strideTicks < 0))
  }

  /// The trades of `minute` of a plan with `from <= millisecond < end`, added up.
  func summary(of plan: HourPlan, minute: Int, from start: Int, until end: Int) -> TradeSummary? {
    let shape = plan.minutes[minute]
    let entries = plan.template(minute).entries
    let first = plan.entryIndex(minute: minute, from: start)
    var sum: TradeSummary?
    for entry in entries[first...] {
      guard Int(entry.time) < end else { break }
      let price = shape.openTicks + shape.strideTicks * (Int(entry.offset) >> shape.shift)
      let next = TradeSummary(
        Trade(
          id: 0, aggregateID: 0, priceTicks: price, quantitySteps: Int(entry.weight) * shape.factor,
          timeMilliseconds: 0,
          isBuyerMaker: entry.isTakerBuyer == (shape.strideTicks < 0)))
      if sum == nil { sum = next } else { sum?.append(next) }
    }
    return sum
  }
}
