import Values

/// The id of a request: sent back byte for byte as it came.
///
/// Not read into a number or a string, because what a client wrote (`9007199254740993`, `"a\u0062"`, `1e3`)
/// must come back as it was. Two ids are the same when their values are: an escape in a string makes no
/// difference.
public struct RequestID: Sendable {
  /// The longest id that is accepted, as JSON text. Ids are kept as long as their call runs, so they are
  /// bounded.
  public static let byteCountMax = 1024

  /// The id as JSON text; raw line separators inside a string are escaped, everything else is as it came.
  public let bytes: [UInt8]
  /// What a string with escapes stands for; nil when `bytes` says it.
  private let decoded: [UInt8]?
  private var identity: [UInt8] { decoded ?? bytes }

  /// The id in these bytes: a whole number of digits, or a string of ASCII without an escape.
  init(plain text: Span<UInt8>) {
    bytes = [UInt8](copying: text)
    decoded = nil
  }

  /// The id of a request of ours: ASCII that needs no escape.
  init(text: String) {
    bytes = Array("\"\(text)\"".utf8)
    decoded = nil
  }

  /// Reads the id of a request or the `requestId` of a cancellation.
  ///
  /// - Throws: `RequestID.Failure` unless it is a string or a whole number (in any notation: the schemas say
  ///   integer).
  init(_ value: JSONValue) throws(Failure) {
    let raw = value.rawBytes
    switch value.kind {
    case .string: break
    case .number: guard WholeNumber.isWhole(raw) else { throw .fractional }
    case .null: throw .null
    case .boolean, .array, .object: throw .wrongType
    }
    guard raw.count <= RequestID.byteCountMax else { throw .tooLong }
    bytes = LineSeparators.isPresent(in: raw) ? LineSeparators.escaped(value) : Array(raw)
    if value.kind == .string, bytes.contains(UInt8(ascii: "\\")), let text = value.string {
      decoded = [UInt8(ascii: "\"")] + Array(text.utf8) + [UInt8(ascii: "\"")]
    } else {
      decoded = nil
    }
  }
}

extension RequestID: Hashable {
  /// Equal values, whatever the escapes.
  public static func == (left: RequestID, right: RequestID) -> Bool { left.identity == right.identity }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
