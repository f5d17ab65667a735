/// A market made up from a seed: any minute since its first day can be had at once, and always the same.
///
/// Time is cut into days, hours and minutes. The price at the start of each day is a seeded walk from the
/// first day; inside a day the hours and inside an hour the minutes are bridges between the two ends; inside
/// a minute the trades follow a `TradeTemplate`. Nothing depends on who asked for what before, so a client
/// that polls and one that comes once see the same market. The caches below only save time.
public final class SyntheticMarket: Market {
  static let minuteMilliseconds = 60_000
  static let hourMilliseconds = 3_600_000
  /// The market goes on for a hundred years; a clock beyond that finds it standing still.
  static let dayCountMax = 36_500
  static let planCountMax = 64
  static let hourSummaryCountMax = 512
  static let daySummaryCountMax = 4_096

  /// What one tick and one step are worth.
  public let scale: AmountScale
  /// When the first trade can have been.
  public var firstTimeMilliseconds: Int { originMilliseconds }
  /// When trading stopped for good.
  public let stopTimeMilliseconds: Int?
  /// Number of the first trade.
  public var firstTradeID: Int { 0 }
  /// Number of the first aggregate trade.
  public var firstAggregateID: Int { 0 }

  let course: SyntheticCourse
  /// Seed of this symbol.
  let seed: UInt64
  /// Seed of its price, which it may share with others.
  private let pathSeed: UInt64
  /// Days from the beginning of all paths to this market's first.
  private let pathDay: Int
  let originMilliseconds: Int
  /// A bit per hour of the day, before it is turned by a number of the day.
  private static let livelyHours = 0b0000_0011_1111_1110_0110_1000
  let tradeCounts: HourCounts
  let groupCounts: HourCounts
  private let library: TradeTemplateLibrary

  private var dayStarts: [Int]
  private var dayPath: (day: Int, hourTicks: [Int])?
  private var plans: [Int: HourPlan] = [:]
  var hourSummaries: [Int: TradeSummary] = [:]
  var daySummaries: [Int: TradeSummary] = [:]

  /// The market of `name`.
  ///
  /// - Parameter library: shared by all markets of one seed.
  public init(name: String, scale: AmountScale, course: SyntheticCourse, library: TradeTemplateLibrary) {
    self.scale = scale
    self.course = course
    self.library = library
    seed = library.seed ^ SeededGenerator.hash(name)
    originMilliseconds = course.firstDay * CivilDate.dayMilliseconds
    stopTimeMilliseconds = course.stopTimeMilliseconds
    let (lively, calm) = course.isMajor ? (library.busy, library.steady) : (library.steady, library.quiet)
    let count = Self.livelyHours.nonzeroBitCount
    tradeCounts = HourCounts(lively: lively.tradesPerHour, calm: calm.tradesPerHour, livelyHourCount: count)
    groupCounts = HourCounts(lively: lively.groupsPerHour, calm: calm.groupsPerHour, livelyHourCount: count)
    pathSeed = library.seed ^ SeededGenerator.hash(course.path)
    pathDay = course.firstDay - SyntheticCourse.firstDayMin
    let swing = SeededGenerator.scaled(SeededGenerator.hash(pathSeed, 1), below: 6_001) - 3_000
    dayStarts = [course.basePriceTicks + course.basePriceTicks * swing / 10_000 * course.swingPercent / 100]
  }

  /// Nothing to do: what happens follows from the time alone.
  public func advance(to now: Int) {}

  /// Itself: it can be asked about any time at any time.
  public func replica() -> any Market { self }

  var livelyFamily: TradeTemplateFamily { course.isMajor ? library.busy : library.steady }
  var calmFamily: TradeTemplateFamily { course.isMajor ? library.steady : library.quiet }

  /// The last moment that exists, one past it.
  var endMilliseconds: Int {
    let end = originMilliseconds + Self.dayCountMax * CivilDate.dayMilliseconds
    return min(end, stopTimeMilliseconds.map { $0 + 1 } ?? end)
  }

  /// The walk of the days, from the beginning of all paths: three and a half percent at most a day, drawn
  /// back to the base by a 64th of the distance.
  private func dayStart(_ day: Int) -> Int {
    while dayStarts.count <= day {
      let ticks = dayStarts[dayStarts.count - 1]
      let bits = SeededGenerator.hash(pathSeed, dayStarts.count, 2)
      let swing = (SeededGenerator.scaled(bits, below: 701) - 350) * course.swingPercent
      dayStarts.append(max(100, ticks + ticks * swing / 1_000_000 + (course.basePriceTicks - ticks) / 64))
    }
    return dayStarts[day]
  }

  /// Prices at the hours of a day, 25 of them.
  private func hourTicks(of day: Int) -> [Int] {
    if let dayPath, dayPath.day == day { return dayPath.hourTicks }
    let start = dayStart(pathDay + day)
    let end = dayStart(pathDay + day + 1)
    let ticks = Self.bridge(
      from: start, to: end, count: 24, stepMax: max(1, start * 6 * course.swingPercent / 100_000),
      seed: pathSeed ^ 3,
      index: pathDay + day)
    dayPath = (day, ticks)
    return ticks
  }

  /// A seeded walk of `count` steps from one price to another; `count + 1` prices.
  static func bridge(from start: Int, to end: Int, count: Int, stepMax: Int, seed: UInt64, index: Int)
    -> [Int]
  {
    var walk = [0]
    walk.reserveCapacity(count + 1)
    var sum = 0
    for step in 0..<count {
      let bits = SeededGenerator.hash(seed, index * 64 + step)
      sum += SeededGenerator.scaled(bits, below: 2 * stepMax + 1) - stepMax
      walk.append(sum)
    }
    for step in 0...count {
      walk[step] += start + (end - start - sum) * step / count
    }
    return walk
  }

  /// A bit per hour of a day: whether it is one of the livelier half.
  func livelyHours(of day: Int) -> Int {
    let turn = SeededGenerator.scaled(SeededGenerator.hash(seed, day, 4), below: 24)
    return (Self.livelyHours >> turn | Self.livelyHours << (24 - turn)) & 0xFF_FFFF
  }

  func family(ofHour hour: Int) -> TradeTemplateFamily {
    livelyHours(of: hour / 24) >> (hour % 24) & 1 == 1 ? livelyFamily : calmFamily
  }

  /// The plan of an hour, counted from the first day.
  func plan(_ hour: Int) -> HourPlan {
    if let plan = plans[hour] { return plan }
    let plan = makePlan(hour)
    if plans.count >= Self.planCountMax { plans.removeAll(keepingCapacity: true) }
    plans[hour] = plan
    return plan
  }

  /// The plan of an hour, not kept: for runs over years.
  func makePlan(_ hour: Int) -> HourPlan {
    let ends = hourTicks(of: hour / 24)
    let start = ends[hour % 24]
    let prices = Self.bridge(
      from: start, to: ends[hour % 24 + 1], count: 60,
      stepMax: max(1, start * 9 * course.swingPercent / 1_000_000),
      seed: pathSeed ^ 5, index: pathDay * 24 + hour)
    return HourPlan(
      prices: prices, family: family(ofHour: hour), quantityFactor: course.quantityFactor,
      bits: SeededGenerator.hash(seed, hour, 6))
  }
}
