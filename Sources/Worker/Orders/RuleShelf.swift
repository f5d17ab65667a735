internal import Catalog
internal import LinuxIO

/// Keeps the rules of symbols for a few minutes, a bounded number of them.
///
/// Filters change a few times a day. An order that breaks a new one is refused by the exchange; one that an
/// old one refuses is possible again within five minutes.
@LoopActor
final class RuleShelf {
  /// How long rules are used, in milliseconds.
  static let ageMillisecondsMax = 300_000
  /// Most spot symbols that are kept; the one fetched first makes room.
  static let symbolCountMax = 64

  private struct Kept {
    let rules: SymbolRules
    let atMilliseconds: Int
  }

  /// The wall clock in milliseconds.
  let now: @LoopActor () -> Int
  private var symbols: [String: Kept] = [:]
  private var contracts: [String: Result<SymbolRules, ToolFailure>] = [:]
  private var contractsAtMilliseconds: Int?
  private var isFetching = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  nonisolated init(now: @escaping @LoopActor () -> Int) {
    self.now = now
  }

  /// How many spot symbols are kept.
  var symbolCount: Int { symbols.count }

  /// The rules of a spot symbol, while they are fresh.
  func symbol(_ name: String) -> SymbolRules? {
    guard let kept = symbols[name], isFresh(kept.atMilliseconds) else { return nil }
    return kept.rules
  }

  /// Keeps the rules of a spot symbol.
  func keep(_ rules: SymbolRules) {
    if symbols[rules.symbol] == nil, symbols.count >= Self.symbolCountMax,
      let oldest = symbols.min(by: { $0.value.atMilliseconds < $1.value.atMilliseconds })?.key
    {
      symbols[oldest] = nil
    }
    symbols[rules.symbol] = Kept(rules: rules, atMilliseconds: now())
  }

  /// All contracts, fetched when there are no fresh ones, and once for all who want them at the same time.
  ///
  /// The fetch belongs to the call that came first. One that waits for it and finds that it failed fetches
  /// for itself, so that nobody is answered with another call's cancellation.
  func contracts(
    fetching fetch: () async throws(ToolFailure) -> [String: Result<SymbolRules, ToolFailure>]
  ) async throws(ToolFailure) -> [String: Result<SymbolRules, ToolFailure>] {
    while true {
      if let time = contractsAtMilliseconds, isFresh(time) { return contracts }
      if !isFetching { break }
      await withCheckedContinuation { waiting.append($0) }
    }
    isFetching = true
    defer {
      isFetching = false
      let resumed = waiting
      waiting.removeAll()
      for continuation in resumed { continuation.resume() }
    }
    contracts = try await fetch()
    contractsAtMilliseconds = now()
    return contracts
  }

  /// A clock that went back makes everything old: how old is not known then.
  private func isFresh(_ time: Int) -> Bool { (0..<Self.ageMillisecondsMax).contains(now() - time) }
}
