/// A queue in an array, for what is dropped from memory oldest first.
struct Backlog<Element> {
  private var items: [Element?] = []
  private var head = 0

  /// How many wait.
  var count: Int { items.count - head }

  /// Adds one at the end.
  mutating func append(_ element: Element) { items.append(element) }

  /// Takes the oldest one out.
  mutating func popFirst() -> Element? {
    guard head < items.count else { return nil }
    let element = items[head]
    items[head] = nil
    head += 1
    if head >= 4_096, head * 2 >= items.count {
      items.removeFirst(head)
      head = 0
    }
    return element
  }
}
