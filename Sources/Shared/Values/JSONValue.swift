/// One value of a document: a view, which decodes what it is asked for and keeps the whole document alive.
///
/// Every getter answers `nil` (or is empty) for a value of another kind, so a path through a reply of unknown
/// shape is one expression.
public struct JSONValue: Sendable {
  /// The kinds of JSON values.
  public enum Kind: String, Sendable, CaseIterable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean
    /// A number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
  }

  let storage: JSONStorage
  let index: Int

  var node: JSONNode { storage.nodes[index] }

  /// What kind of value it is.
  public var kind: Kind {
    switch JSONNode.Code(rawValue: node.codeBits) {
    case .true, .false: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    case .null, nil: .null
    }
  }

  /// Whether it is `null`.
  public var isNull: Bool { node.codeBits == JSONNode.Code.null.rawValue }

  /// Where the value is in the document's bytes.
  public var byteRange: Range<Int> {
    let node = node
    let end: Int =
      switch JSONNode.Code(rawValue: node.codeBits) {
      case .string: node.offset + node.length + 2
      case .number: node.offset + node.length
      case .array, .object: storage.nodes[index + 1].tailLow
      case .false: node.offset + 5
      case .true, .null, nil: node.offset + 4
      }
    return node.offset..<end
  }

  /// The value's own bytes as they came.
  public var rawBytes: ArraySlice<UInt8> { storage.bytes[byteRange] }

  /// How many elements or members an array or object has, 0 for anything else.
  public var count: Int { node.isContainer ? storage.nodes[index + 1].tailHigh : 0 }

  /// The elements of an array; empty for anything else.
  public var elements: JSONElements { JSONElements(of: self) }

  /// The members of an object in the order they came, equal keys included; empty for anything else.
  public var members: JSONMembers { JSONMembers(of: self) }

  /// The element at `position`; `nil` when it is not an array or has fewer. Takes as many steps as there are
  /// elements before it.
  public subscript(position: Int) -> JSONValue? {
    guard node.codeBits == JSONNode.Code.array.rawValue, position >= 0, position < count else { return nil }
    var element = index + JSONNode.containerNodeCount
    for _ in 0..<position { element += storage.nodes[element].nodeCount }
    return JSONValue(storage: storage, index: element)
  }

  /// The value of the first member with this key; `nil` when it is not an object or has no such member.
  ///
  /// Looks at each key in turn: objects here are small, and a table for each would cost more than it saves.
  public subscript(key: String) -> JSONValue? {
    guard node.codeBits == JSONNode.Code.object.rawValue else { return nil }
    return member(key.utf8Span.span)
  }

  /// The value of an object's first member with this key.
  func member(_ wanted: Span<UInt8>) -> JSONValue? {
    let (text, tape) = (storage.bytes, storage.nodes)
    let (bytes, nodes) = (text.span, tape.span)
    let end = index + node.length
    var member = index + JSONNode.containerNodeCount
    while member < end {
      if Self.isEqual(bytes, nodes[member], wanted) { return JSONValue(storage: storage, index: member + 1) }
      member += 1 + nodes[member + 1].nodeCount
    }
    return nil
  }

  /// Whether the string of a node is this text.
  @inline(__always)
  static func isEqual(_ bytes: Span<UInt8>, _ node: JSONNode, _ text: Span<UInt8>) -> Bool {
    if node.isEscaped {
      let decoded = JSONText.decoded(bytes, node.contentStart..<node.contentStart + node.length)
      return decoded.count == text.count && JSONText.isEqual(decoded.span, 0, text, 0, text.count)
    }
    return node.length == text.count && JSONText.isEqual(bytes, node.contentStart, text, 0, text.count)
  }
}
