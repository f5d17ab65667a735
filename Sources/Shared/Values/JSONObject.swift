/// An object that is asked for many members, most of which it does not have.
///
/// Keeps one bit of 64 for each of its keys, so that most keys that are not there are told without a look at
/// those that are. An answer about an order is asked for three dozen members and has half of them.
public struct JSONObject: Sendable {
  private let value: JSONValue
  private let marks: UInt64

  /// The object that a value is; `nil` when it is none.
  public init?(_ value: JSONValue) {
    guard value.node.codeBits == JSONNode.Code.object.rawValue else { return nil }
    self.value = value
    let (text, tape) = (value.storage.bytes, value.storage.nodes)
    let (bytes, nodes) = (text.span, tape.span)
    let end = value.index + value.node.length
    var member = value.index + JSONNode.containerNodeCount
    var marks: UInt64 = 0
    while member < end {
      let key = nodes[member]
      let name = key.contentStart..<key.contentStart + key.length
      // An escaped key may be any.
      marks |= key.isEscaped ? .max : Self.mark(of: bytes.extracting(name))
      member += 1 + nodes[member + 1].nodeCount
    }
    self.marks = marks
  }

  /// The value of the first member with this key; `nil` when there is none.
  public subscript(key: JSONKey) -> JSONValue? {
    guard marks & key.mark != 0 else { return nil }
    return value.member(key.name.span)
  }

  /// The bit of a key: by its length and its first and last byte.
  @inline(__always)
  static func mark(of key: Span<UInt8>) -> UInt64 {
    guard key.count > 0 else { return 1 }
    let sum = UInt64(key.count) &* 7 &+ UInt64(key[0]) &* 31 &+ UInt64(key[key.count - 1])
    return 1 << (sum & 63)
  }
}
