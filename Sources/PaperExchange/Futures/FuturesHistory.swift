/// The newest entries of a list that only grows.
///
/// Entries are dropped half a list at a time, so that appending costs the same however long it goes on.
public struct FuturesHistory<Element> {
  /// What is kept, oldest first.
  public private(set) var entries: [Element] = []

  /// Adds an entry; the oldest go when there are more than twice as many as are promised to be kept.
  mutating func append(_ element: Element) {
    if entries.count >= 2 * FuturesAccount.historyCountMax {
      entries.removeFirst(FuturesAccount.historyCountMax)
    }
    entries.append(element)
  }
}
