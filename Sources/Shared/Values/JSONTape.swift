/// A tape without its text, kept from one text to the next: for whoever looks at a few parts of many short
/// texts and keeps none of them.
///
/// Nothing here is decoded and no part is an object with a reference to count; places are plain numbers, and
/// the caller holds the text. What needs more is made a `JSONDocument` without being read again.
public struct JSONTape: Sendable {
  /// A tape of more nodes than this is not kept: one large text does not cost memory for life.
  static let keptNodeCountMax = 16 * 1024

  private(set) var nodes: [JSONNode] = []
  private(set) var summary: JSONSummary?

  /// An empty tape.
  public init() {}

  /// Reads a text; what was on the tape is forgotten.
  ///
  /// - Throws: the first thing that is wrong, with its position.
  public mutating func read(_ text: Span<UInt8>, limits: JSONLimits) throws(JSONReader.Failure) {
    var reused: [JSONNode] = []
    swap(&reused, &nodes)
    reused.removeAll(keepingCapacity: reused.capacity <= Self.keptNodeCountMax)
    reused.reserveCapacity(min(text.count, limits.byteCountMax) / 8 + 8)
    var parser = JSONParser<JSONBuilding>(limits: limits, reusing: reused)
    reused = []
    summary = nil
    summary = try parser.parse(text)
    swap(&nodes, &parser.nodes)
  }

  /// The outermost value.
  ///
  /// - Precondition: a text has been read.
  public var root: JSONPlace { place(at: 0) }

  /// The members of an object and what is behind them: `member` takes the first, then each one's `next` until
  /// that is the end.
  public func memberIndexes(of object: JSONPlace) -> Range<Int> {
    let first = object.index + JSONNode.containerNodeCount
    guard object.kind == .object else { return first..<first }
    return first..<object.index + nodes[object.index].length
  }

  /// The member whose key is at this index of the tape.
  public func member(at index: Int) -> JSONPlace.Member {
    let key = nodes[index]
    let value = place(at: index + 1)
    return JSONPlace.Member(
      key: key.contentStart..<key.contentStart + key.length, isKeyPlain: !key.isEscaped, value: value,
      next: index + 1 + nodes[index + 1].nodeCount)
  }

  /// The elements of an array and what is behind them, used like `memberIndexes`.
  public func elementIndexes(of array: JSONPlace) -> Range<Int> {
    let first = array.index + JSONNode.containerNodeCount
    guard array.kind == .array else { return first..<first }
    return first..<array.index + nodes[array.index].length
  }

  /// The value at this index of the tape.
  public func place(at index: Int) -> JSONPlace {
    let node = nodes[index]
    let offset = node.offset
    switch JSONNode.Code(rawValue: node.codeBits) {
    case .string:
      return JSONPlace(
        index: index, kind: .string, range: offset..<offset + node.length + 2, isEscaped: node.isEscaped)
    case .number: return JSONPlace(index: index, kind: .number, range: offset..<offset + node.length)
    case .array: return JSONPlace(index: index, kind: .array, range: offset..<nodes[index + 1].tailLow)
    case .object: return JSONPlace(index: index, kind: .object, range: offset..<nodes[index + 1].tailLow)
    case .true: return JSONPlace(index: index, kind: .boolean, range: offset..<offset + 4)
    case .false: return JSONPlace(index: index, kind: .boolean, range: offset..<offset + 5)
    case .null, nil: return JSONPlace(index: index, kind: .null, range: offset..<offset + 4)
    }
  }

  /// The index of the element behind this one.
  public func indexAfter(_ place: JSONPlace) -> Int { place.index + nodes[place.index].nodeCount }
}
