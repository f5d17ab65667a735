/// One word of a document's tape.
///
/// A scalar takes one node: where it starts, what it is, how long it is. An array or object takes two: the
/// first says what it is and how many nodes it covers, so that the next sibling is one addition away; the
/// second, its *tail*, says where its bytes end and how many members it has. While a container is open its
/// tail holds what belongs to the container around it, which makes the tape its own stack.
struct JSONNode: Sendable {
  /// What a node stands for. Raw values fit into three bits.
  enum Code: UInt64 {
    case null = 0
    case `false` = 1
    case `true` = 2
    case number = 3
    case string = 4
    case array = 5
    case object = 6
  }

  /// How many nodes an array or object needs for itself.
  static let containerNodeCount = 2

  let word: UInt64

  /// A first node. `length` is the bytes of a number or of a string's inside, or the nodes of an array or
  /// object.
  @inline(__always)
  init(_ code: Code, offset: Int, length: Int, isEscaped: Bool = false) {
    let flag: UInt64 = isEscaped ? 1 << 35 : 0
    word =
      UInt64(truncatingIfNeeded: offset) | (code.rawValue << 32) | flag
      | (UInt64(truncatingIfNeeded: length) << 36)
  }

  /// The tail of an array or object: two numbers below 2^32.
  @inline(__always)
  init(tail low: Int, _ high: Int) {
    word = UInt64(truncatingIfNeeded: low) | (UInt64(truncatingIfNeeded: high) << 32)
  }

  /// Where the value starts; for a string that is its opening quote.
  @inline(__always)
  var offset: Int { Int(truncatingIfNeeded: word & 0xFFFF_FFFF) }

  @inline(__always)
  var codeBits: UInt64 { (word >> 32) & 7 }

  /// Whether a string holds a backslash.
  @inline(__always)
  var isEscaped: Bool { word & (1 << 35) != 0 }

  @inline(__always)
  var length: Int { Int(truncatingIfNeeded: word >> 36) }

  @inline(__always)
  var isContainer: Bool { codeBits >= Code.array.rawValue }

  @inline(__always)
  var isString: Bool { codeBits == Code.string.rawValue }

  /// How many nodes the value takes with everything inside it.
  @inline(__always)
  var nodeCount: Int { isContainer ? length : 1 }

  /// Where the bytes inside a string start.
  @inline(__always)
  var contentStart: Int { offset + 1 }

  @inline(__always)
  var tailLow: Int { Int(truncatingIfNeeded: word & 0xFFFF_FFFF) }

  @inline(__always)
  var tailHigh: Int { Int(truncatingIfNeeded: word >> 32) }
}
