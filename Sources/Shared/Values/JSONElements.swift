/// The elements of an array, in order.
public struct JSONElements: Sequence, Sendable {
  private let storage: JSONStorage
  private let first: Int
  private let end: Int

  /// How many there are; exact, so that an array made of them is allocated once.
  public let underestimatedCount: Int

  init(of value: JSONValue) {
    storage = value.storage
    first = value.index + JSONNode.containerNodeCount
    let isArray = value.node.codeBits == JSONNode.Code.array.rawValue
    end = isArray ? value.index + value.node.length : first
    underestimatedCount = isArray ? value.count : 0
  }

  /// Starts from the first element.
  public func makeIterator() -> Iterator { Iterator(storage: storage, index: first, end: end) }

  /// Goes from one element to the next in one step each, whatever is inside them.
  public struct Iterator: IteratorProtocol, Sendable {
    let storage: JSONStorage
    var index: Int
    let end: Int

    /// The next element, `nil` after the last.
    public mutating func next() -> JSONValue? {
      guard index < end else { return nil }
      let value = JSONValue(storage: storage, index: index)
      index += storage.nodes[index].nodeCount
      return value
    }
  }
}
