internal import Values

/// The worth of the intents of each exchange day, by the asset it is counted in. Few: days times quotes.
struct DailySums: Sendable, Equatable {
  /// Stands for a sum that no `ExactDecimal` holds: over every cap, for ever.
  static let endless = ExactDecimal(unchecked: .max, scale: 0)
  /// Sums kept at most. A policy has one quote; others come from policies before it.
  static let countMax = 64

  private(set) var sums: [JournalRecord.Checkpoint.DailyNotional] = []

  func sum(day: Int, quote: String) -> ExactDecimal {
    sums.first { $0.day == day && $0.quote == quote }?.notional ?? .zero
  }

  /// The assets that something was counted in on a day.
  func quotes(day: Int) -> [String] {
    sums.filter { $0.day == day && !$0.notional.isZero }.map(\.quote).sorted()
  }

  mutating func add(_ notional: ExactDecimal, day: Int, quote: String) {
    change(day: day, quote: quote) { sum in
      // A sum that does not fit has to refuse orders, not to wrap or to stop counting.
      do throws(ExactDecimal.Failure) {
        return sum == Self.endless ? sum : try sum.adding(notional)
      } catch {
        return Self.endless
      }
    }
  }

  /// Takes back what was added; nothing, when the day has been dropped meanwhile.
  mutating func subtract(_ notional: ExactDecimal, day: Int, quote: String) {
    guard sums.contains(where: { $0.day == day && $0.quote == quote }) else { return }
    change(day: day, quote: quote) { sum in
      do throws(ExactDecimal.Failure) {
        return sum == Self.endless ? sum : try sum.subtracting(notional)
      } catch {
        return Self.endless
      }
    }
  }

  mutating func set(_ sum: JournalRecord.Checkpoint.DailyNotional) {
    change(day: sum.day, quote: sum.quote) { _ in sum.notional }
  }

  /// Forgets the days before this one.
  mutating func drop(before day: Int) {
    guard sums.contains(where: { $0.day < day }) else { return }
    sums.removeAll { $0.day < day }
  }

  private mutating func change(day: Int, quote: String, _ next: (ExactDecimal) -> ExactDecimal) {
    if let index = sums.firstIndex(where: { $0.day == day && $0.quote == quote }) {
      sums[index] = .init(day: day, quote: quote, notional: next(sums[index].notional))
      return
    }
    if sums.count == Self.countMax, let oldest = sums.indices.min(by: { sums[$0].day < sums[$1].day }) {
      sums.remove(at: oldest)
    }
    sums.append(.init(day: day, quote: quote, notional: next(.zero)))
  }
}
