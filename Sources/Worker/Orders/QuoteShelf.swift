internal import Catalog
internal import LinuxIO

/// Keeps book prices for one second, so that valuing an order and judging its price ask once.
@LoopActor
final class QuoteShelf {
  /// How long a quote is used, in milliseconds.
  static let ageMillisecondsMax = 1_000
  /// Most quotes that are kept; when there are more, all old ones go.
  static let countMax = 64

  private struct Key: Hashable {
    let api: API
    let symbol: String
  }

  private struct Kept {
    let quote: MarketQuote
    let atMilliseconds: Int
  }

  private let now: @LoopActor () -> Int
  private var kept: [Key: Kept] = [:]

  nonisolated init(now: @escaping @LoopActor () -> Int) {
    self.now = now
  }

  /// A quote that is still good.
  func quote(of symbol: String, on api: API) -> MarketQuote? {
    guard let found = kept[Key(api: api, symbol: symbol)], isFresh(found) else { return nil }
    return found.quote
  }

  /// Keeps a quote.
  func keep(_ quote: MarketQuote, of symbol: String, on api: API) {
    if kept.count >= Self.countMax { kept = kept.filter { isFresh($0.value) } }
    if kept.count >= Self.countMax { kept.removeAll() }
    kept[Key(api: api, symbol: symbol)] = Kept(quote: quote, atMilliseconds: now())
  }

  private func isFresh(_ kept: Kept) -> Bool {
    (0..<Self.ageMillisecondsMax).contains(now() - kept.atMilliseconds)
  }
}
