/// What is due when: the earliest first, and of those due at the same time the one that came first.
///
/// A binary heap, since a thousand open intents may wait at once.
struct DueQueue {
  private var items: [(due: Int, number: Int, id: String)] = []
  private var nextNumber = 0

  /// How many wait.
  var count: Int { items.count }

  /// When the earliest is due.
  var earliestDue: Int? { items.first?.due }

  /// Adds one.
  mutating func insert(_ id: String, due: Int) {
    items.append((due, nextNumber, id))
    nextNumber += 1
    var child = items.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard isBefore(child, parent) else { return }
      items.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the earliest out, if it is due.
  mutating func popDue(at now: Int) -> String? {
    guard let first = items.first, first.due <= now else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return first.id }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && isBefore(child, least) {
        least = child
      }
      guard least != parent else { return first.id }
      items.swapAt(parent, least)
      parent = least
    }
  }

  /// Takes one out before its time.
  ///
  /// - Returns: false when it does not wait.
  mutating func remove(_ id: String) -> Bool {
    guard let index = items.firstIndex(where: { $0.id == id }) else { return false }
    let others = items[..<index] + items[(index + 1)...]
    items.removeAll()
    for item in others { insert(item.id, due: item.due) }
    return true
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (items[one].due, items[one].number) < (items[other].due, items[other].number)
  }
}
