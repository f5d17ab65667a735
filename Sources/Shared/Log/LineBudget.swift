/// How many lines may be written: a burst, refilled at a steady rate.
///
/// A fault that repeats in a loop must not fill the operator's disk, nor keep the process busy with writing
/// about it.
public struct LineBudget: Sendable {
  private static let nanosecondsPerSecond: UInt64 = 1_000_000_000

  private let burstCountMax: Int
  private let nanosecondsPerLine: UInt64
  private var count: Int
  private var droppedCount = 0
  private var refilledAtNanoseconds: UInt64 = 0

  /// So many lines at once, and so many a second after that.
  ///
  /// - Precondition: both are more than zero.
  public init(burstCountMax: Int, countPerSecond: Int) {
    precondition(burstCountMax > 0 && countPerSecond > 0)
    self.burstCountMax = burstCountMax
    nanosecondsPerLine = LineBudget.nanosecondsPerSecond / UInt64(countPerSecond)
    count = burstCountMax
  }

  /// Takes one line from the budget.
  ///
  /// - Returns: how many lines were dropped since the last one that passed; `nil` when this one is dropped as
  ///   well.
  public mutating func take(atNanoseconds now: UInt64) -> Int? {
    refill(now)
    guard count > 0 else {
      droppedCount += 1
      return nil
    }
    count -= 1
    defer { droppedCount = 0 }
    return droppedCount
  }

  private mutating func refill(_ now: UInt64) {
    guard now > refilledAtNanoseconds else { return }
    let earned = (now - refilledAtNanoseconds) / nanosecondsPerLine
    guard earned < UInt64(burstCountMax - count) else {
      count = burstCountMax
      refilledAtNanoseconds = now
      return
    }
    count += Int(earned)
    refilledAtNanoseconds += earned * nanosecondsPerLine
  }
}
