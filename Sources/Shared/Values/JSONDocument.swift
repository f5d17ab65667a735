/// A JSON text that has been read: the bytes as they came, and a flat tape that says where each value is.
///
/// Nothing is decoded until it is asked for, so a number keeps its text, a part can be passed on byte for
/// byte, and reading costs one pass and eight bytes a value (sixteen for arrays and objects).
public struct JSONDocument: Sendable {
  let storage: JSONStorage

  /// The text.
  public var bytes: [UInt8] { storage.bytes }

  /// What the pass over the text found out.
  public var summary: JSONSummary { storage.summary }

  /// The outermost value.
  public var root: JSONValue { JSONValue(storage: storage, index: 0) }

  /// Reads a text.
  ///
  /// - Throws: the first thing that is wrong, with its position.
  public init(_ bytes: [UInt8], limits: JSONLimits = .message) throws(JSONReader.Failure) {
    // A value to eight bytes of text is more than what the exchange sends has; a denser text makes the tape
    // grow.
    let reserved = min(bytes.count, limits.byteCountMax) / 8 + 8
    var parser = JSONParser<JSONBuilding>(limits: limits, reservingNodeCount: reserved)
    let summary = try parser.parse(bytes.span)
    storage = JSONStorage(bytes: bytes, nodes: parser.nodes, summary: summary)
  }

  /// The document of a text that has been read onto a tape.
  ///
  /// - Returns: nil when the tape holds no text.
  /// - Precondition: the bytes are those that the tape was read from.
  public init?(_ bytes: [UInt8], on tape: JSONTape) {
    guard let summary = tape.summary else { return nil }
    storage = JSONStorage(bytes: bytes, nodes: tape.nodes, summary: summary)
  }
}
