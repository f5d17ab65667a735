/// The members of an object, in the order they came.
public struct JSONMembers: Sequence, Sendable {
  private let storage: JSONStorage
  private let first: Int
  private let end: Int

  /// How many there are; exact, so that an array made of them is allocated once.
  public let underestimatedCount: Int

  init(of value: JSONValue) {
    storage = value.storage
    first = value.index + JSONNode.containerNodeCount
    let isObject = value.node.codeBits == JSONNode.Code.object.rawValue
    end = isObject ? value.index + value.node.length : first
    underestimatedCount = isObject ? value.count : 0
  }

  /// Starts from the first member.
  public func makeIterator() -> Iterator { Iterator(storage: storage, index: first, end: end) }

  /// Goes from one member to the next in one step each, whatever is inside them.
  public struct Iterator: IteratorProtocol, Sendable {
    let storage: JSONStorage
    var index: Int
    let end: Int

    /// The next member, `nil` after the last.
    public mutating func next() -> (key: String, value: JSONValue)? {
      guard index < end else { return nil }
      let key = storage.text(of: storage.nodes[index])
      let value = JSONValue(storage: storage, index: index + 1)
      index += 1 + storage.nodes[index + 1].nodeCount
      return (key, value)
    }
  }
}
