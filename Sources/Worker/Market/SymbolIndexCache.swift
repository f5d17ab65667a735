import Catalog
import LinuxIO

/// Keeps the list of symbols for five minutes and fetches it once for all calls that want it at the same
/// time.
///
/// The fetch belongs to the call that came first: its deadline and its cancellation end it. A call that waits
/// for it and finds that it failed then fetches for itself, so that nobody is answered with another call's
/// cancellation.
@LoopActor
final class SymbolIndexCache {
  /// How long a list is used, in milliseconds. Symbols are listed and halted a few times a day; filters
  /// change about as often, and the exchange says no to an order that breaks a new one.
  static let ageMillisecondsMax = 300_000

  /// The list as it was last fetched, however old.
  private(set) var loaded: SymbolIndex?

  private let now: @LoopActor () -> Int
  private var isFetching = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  nonisolated init(now: @escaping @LoopActor () -> Int) {
    self.now = now
  }

  /// The list and its age in milliseconds, if it is still in use.
  ///
  /// A clock that went back makes it old: its age is not known then.
  var fresh: (index: SymbolIndex, ageMilliseconds: Int)? {
    guard let loaded else { return nil }
    let age = now() - loaded.receivedAtMilliseconds
    return (0..<Self.ageMillisecondsMax).contains(age) ? (loaded, age) : nil
  }

  /// The wall clock, for answers that come from here.
  var nowMilliseconds: Int { now() }

  /// The list, fetched when there is no fresh one.
  ///
  /// - Returns: the list, and its age when it was not fetched by this call.
  func index(
    fetching fetch: () async throws(ToolFailure) -> SymbolIndex
  ) async throws(ToolFailure) -> (index: SymbolIndex, ageMilliseconds: Int?) {
    while true {
      if let (index, age) = fresh { return (index, age) }
      if !isFetching { break }
      await wait()
    }
    isFetching = true
    defer {
      isFetching = false
      resumeWaiting()
    }
    let index = try await fetch()
    loaded = index
    return (index, nil)
  }

  private func wait() async {
    await withCheckedContinuation { waiting.append($0) }
  }

  private func resumeWaiting() {
    let resumed = waiting
    waiting.removeAll()
    for continuation in resumed { continuation.resume() }
  }
}
